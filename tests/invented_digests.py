"""Digests of an invented country's year: what they tell, whom they name and their hashes are made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from tracker.model import (
    Action,
    CountRelation,
    DateBasis,
    Effect,
    LinkKind,
    Origin,
    Precision,
    RecordType,
    Relation,
    Status,
)
from tracker.report import phrases
from tracker.report.digest import (
    Change,
    Correction,
    DigestView,
    FieldChange,
    HealthLine,
    News,
    QuestionMoved,
    ToReview,
    Total,
    Upcoming,
)
from tracker.report.shown import (
    ClaimLine,
    CorrectionLine,
    CountLine,
    DevelopmentView,
    EvidenceLine,
    Facts,
    LadderLine,
    LinkLine,
    QuestionLine,
    RungLine,
)

TODAY = date(2026, 11, 23)
AT_SEVEN = datetime(2026, 11, 23, 5, tzinfo=UTC)
LIST = "https://lists.example/api/PublicationPreview/exports/SDN.XML"
CHANGES = "https://lists.example/changes/2026/latest"
BARGAIN = "Is a grand bargain in the making: relief for banks and potash for a slew of prisoners?"
RELIEF = "The US announced relief for potash, 22 Nov 2026; not yet done"
LIFTED = "Are US sanctions lifted?"


def look(
    role: str = "last seen",
    *,
    address: str | None = LIST,
    title: str = "OFAC SDN list",
    publisher: str = "OFAC",
    origin: Origin = Origin.LIVE,
    day: date = TODAY,
    mark: str = "a1",
) -> EvidenceLine:
    return EvidenceLine(
        record="r-1",
        source="us_ofac_sdn",
        source_title=title,
        publisher=publisher,
        role=role,
        observed_at=datetime(day.year, day.month, day.day, 4, 30, tzinfo=UTC),
        address=address,
        sha256=mark * 32,
        origin=origin,
        origin_note=None,
        quote=None,
        start=None,
        length=None,
        snapshot=1,
    )


def told(
    name: str,
    who: str = "LAKE TRACTOR WORKS OJSC",
    action: Action | None = Action.DELIST,
    **parts: object,
) -> DevelopmentView:
    """A development as it is shown, unless `parts` say otherwise a US delisting of yesterday."""
    made = DevelopmentView(
        id=name,
        type=RecordType.SANCTION,
        status=Status.ACTUAL,
        action=action,
        action_words=phrases.ACTION[action] if action else "release",
        summary=f"OFAC took {who} off the SDN list (BELARUS-EO14038)",
        who=(who,),
        uids=("9001",),
        authority="US",
        agency="OFAC",
        list="us_ofac_sdn",
        list_title="the SDN list",
        when="between 22 November 2026, when it was last seen, and 23 November 2026",
        basis=DateBasis.OBSERVED,
        on=None,
        precision=Precision.DAY,
        after=date(2026, 11, 22),
        by=TODAY,
        programmes=("BELARUS-EO14038",),
        still_under=(),
        relation=Relation.NEW,
        relation_words=phrases.RELATION[Relation.NEW],
        claims=(),
        questions=(QuestionLine("Q4", LIFTED, Effect.ANSWERS, "the US delists a target", None),),
        evidence=(look(day=date(2026, 11, 22)), look("first missing", mark="b2")),
        origin=Origin.LIVE,
        origin_text=None,
        caveat=phrases.CAVEAT if action in phrases.RELIEF else None,
        notes=(),
        about=who,
        publishers=("OFAC",),
    )
    return replace(made, **parts)  # type: ignore[arg-type]


def designated(name: str, who: str) -> DevelopmentView:
    return told(
        name,
        who,
        Action.DESIGNATE,
        summary=f"OFAC designated {who} on the SDN list (BELARUS-EO14038)",
        when="on 22 November 2026 (official date)",
        basis=DateBasis.OFFICIAL,
        on=date(2026, 11, 22),
        after=None,
        by=None,
        questions=(),
        evidence=(
            look("states it", address=CHANGES, title="OFAC Sanctions List Service, changes", mark="c3"),
            look("first seen", mark="d4"),
        ),
    )


def eased(name: str, who: str) -> DevelopmentView:
    return told(
        name,
        who,
        Action.EASE,
        summary=f"OFAC took {who} out of BELARUS-EO14038; still listed: it stays on the SDN list "
        "under RUSSIA-EO14024",
        still_under=("RUSSIA-EO14024",),
        notes=(phrases.STILL_LISTED,),
    )


def released(name: str) -> DevelopmentView:
    """Announced by one side: nobody is free yet."""
    return told(
        name,
        "14 people",
        None,
        type=RecordType.RELEASE,
        status=Status.ANNOUNCED,
        summary="The invented President's press service announced the release of 14 people",
        authority="BY",
        agency=None,
        list=None,
        when="on 23 November 2026 (as observed)",
        on=TODAY,
        after=None,
        by=None,
        programmes=(),
        notes=(phrases.STATUS[Status.ANNOUNCED],),
        questions=(),
        evidence=(
            look(
                "states it",
                address="https://news.example/be/2026/11/23/"
                "a-very-long-address-that-was-made-by-a-press-service-and-has-no-break-in-it-at-all.html",
                title="The press service",
                publisher="BY",
                mark="e5",
            ),
        ),
    )


def page_look(publisher: str, language: str, mark: str, voice: int) -> EvidenceLine:
    """What one publisher's page says."""
    seen = look(
        "states it",
        address=f"https://{publisher.lower()}.example/2026/11/22/freed",
        title=f"{publisher}, news",
        publisher=publisher,
        mark=mark,
    )
    return replace(
        seen,
        quote="The authorities let 123 people go.",
        document=voice,
        title=f"{publisher}: 123 people are free",
        language=language,
        published=date(2026, 11, 22),
        voice=voice,
    )


def counted(value: int, *publishers: str, is_official: bool = False, is_conflict: bool = False) -> CountLine:
    return CountLine(
        f"{value} people", value, CountRelation.TOTAL, None, ("r-1",), publishers, len(publishers),
        is_official, is_conflict,
    )  # fmt: skip


def freed(name: str) -> DevelopmentView:
    """A release of which pages tell two numbers, that was exchanged for relief, and corrects the article."""
    whom = told(name, "123 people", None)
    return replace(
        whom,
        type=RecordType.RELEASE,
        action_words="release",
        summary="123 people freed by Belarus, 22 Nov 2026; taken to Ukraine (114) and Lithuania (9)",
        exchange=f"In exchange, as a source says: {RELIEF}",
        who=(),
        about="123 people",
        authority=None,
        agency=None,
        list=None,
        programmes=(),
        when="on 22 November 2026 (as pages state)",
        basis=DateBasis.STATED,
        on=date(2026, 11, 22),
        after=None,
        by=None,
        facts=Facts(kind="unspecified", country="BY", count=123, destination=("UA", "LT")),
        counts=(
            counted(123, "Herald", "Vesti", "Wire"),
            counted(120, "Palace", is_official=True, is_conflict=True),
        ),
        conflict="the counts differ: 123 according to Herald, Vesti and Wire; "
        "120 according to Palace (official)",
        relation=Relation.CORRECTS,
        relation_words=phrases.RELATION[Relation.CORRECTS],
        claims=(ClaimLine("R9", "about 100 prisoners may be freed", None),),
        corrections=(CorrectionLine("R9", "count", "100", "123"),),
        questions=(QuestionLine("Q1", BARGAIN, Effect.MOVES, "people for relief", None),),
        evidence=(
            page_look("Herald", "en", "e1", 1),
            page_look("Vesti", "ru", "e2", 2),
            page_look("Wire", "en", "e3", 1),
            page_look("Palace", "be", "e4", 3),
        ),
        publishers=("Herald", "Vesti", "Wire", "Palace"),
        voices=3,
        count=123,
        links=(
            LinkLine(
                LinkKind.EXCHANGED_FOR,
                "exchanged for, as a source says, on the same day",
                "d-relief",
                RELIEF,
                "on 22 November 2026 (as pages state)",
                False,
                0,
                "a source says so",
                "r-1",
                "They went free in return for relief on potash, the envoy said.",
            ),
            LinkLine(
                LinkKind.AFTER_TALKS,
                "after talks, 2 days earlier",
                "d-talks",
                "Meeting of the US and Belarus in Minsk, 20 Nov 2026",
                "on 20 November 2026 (as pages state)",
                False,
                2,
                "the same parties met 2 days before",
                None,
                None,
            ),
        ),
    )


def met(name: str) -> DevelopmentView:
    return replace(
        freed(name),
        type=RecordType.CONTACT,
        action_words="contact",
        summary="Meeting of the US and Belarus in Minsk, 20 Nov 2026; officials: John Coale",
        exchange=None,
        about="the US and Belarus",
        when="on 20 November 2026 (as pages state)",
        on=date(2026, 11, 20),
        facts=Facts(kind="meeting", parties=("US", "BY"), officials=("John Coale",), place="Minsk"),
        counts=(),
        conflict=None,
        relation=Relation.NEW,
        relation_words=phrases.RELATION[Relation.NEW],
        claims=(),
        corrections=(),
        questions=(),
        evidence=(page_look("Vesti", "ru", "e2", 1),),
        publishers=("Vesti",),
        voices=1,
        count=1,
        links=(),
    )


def third_rung(name: str) -> DevelopmentView:
    return told(
        name,
        "NORTH POTASH COMPANY",
        ladders=(
            LadderLine(
                "announced 13 Aug 2026 -> licensed 15 Aug 2026 (2 days) -> delisted by 23 Nov 2026 "
                "(99 to 100 days)",
                ("NORTH POTASH COMPANY",),
                (
                    RungLine("d-relief", "announced", "13 Aug 2026", None, False),
                    RungLine("d-licence", "licensed", "15 Aug 2026", 2, False),
                    RungLine(name, "delisted", "by 23 Nov 2026", 100, True),
                ),
            ),
        ),
    )


def press() -> DigestView:
    """A day on which pages tell more than lists."""
    return digest(
        new=(News(freed("d-freed")), News(met("d-talks")), News(third_rung("d-potash"))),
        questions=(QuestionMoved("Q1", BARGAIN, False, (("d-freed", "people for relief"),)),),
        totals=(Total("release", 3, 1.0), Total("contact", 2, 0.67), Total("delisted", 1, 0.33)),
    )


def corrects(name: str) -> DevelopmentView:
    return told(
        name,
        "EW-900XX",
        relation=Relation.CORRECTS,
        relation_words=phrases.RELATION[Relation.CORRECTS],
        claims=(ClaimLine("S6", "nothing was lifted before the end of July", "implied only"),),
        when="between 28 July 2025, when it was last seen, and 4 August 2025",
        after=date(2025, 7, 28),
        by=date(2025, 8, 4),
    )


def digest(**parts: object) -> DigestView:
    """A quiet day, unless `parts` say otherwise."""
    made = DigestView(
        digest="daily",
        subject_title="Belarus and the United States since 31 July 2025",
        article_as_of=date(2025, 7, 31),
        local_date=TODAY,
        zone="Europe/Vilnius",
        window_start=AT_SEVEN - timedelta(days=1),
        window_end=AT_SEVEN,
        corrections=(),
        new=(),
        changed=(),
        questions=(),
        review=(),
        totals=(Total("delisted", 11, 0.55), Total("designated", 6, 0.3), Total("release", 3, 0.15)),
        upcoming=(),
        health=(),
        reached=34,
        enabled=34,
        oldest_success=None,
        is_demo=False,
        version="0.4.0",
    )
    return replace(made, **parts)  # type: ignore[arg-type]


def first() -> DigestView:
    works = [
        "LAKE TRACTOR WORKS OJSC",
        "NORTH POTASH COMPANY",
        "EW-900XX",
        "BIRCH BANK CJSC",
        "RIVER STEEL LLC",
    ]
    delisted = [told(f"d-first{number}", who) for number, who in enumerate(works)]
    return digest(
        window_start=None,
        new=tuple(
            News(view)
            for view in (
                *delisted,
                designated("d-firsta", "OAK SOFTWARE LLC"),
                designated("d-firstb", "PINE ALKALI PLANT"),
                eased("d-firstc", "MEADOW BANK CJSC"),
                corrects("d-firstd"),
            )
        ),
        questions=(
            QuestionMoved(
                "Q4",
                LIFTED,
                True,
                tuple((one.id, "the US delists a target of a programme") for one in delisted),
            ),
        ),
        totals=(
            Total("delisted", 6, 0.67),
            Total("designated", 2, 0.22),
            Total("eased, still listed", 1, 0.11),
        ),
    )


def ordinary() -> DigestView:
    """Every section once, with a site beside it."""
    return digest(
        site="https://tracker.example/belarus/",
        corrections=(
            Correction(
                "d-wrong1",
                "OFAC took BIRCH BANK CJSC off the SDN list (BELARUS-EO14038)",
                date(2026, 11, 20),
                False,
                "It was entered anew under another number; it stands on the list without a break.",
            ),
            Correction(
                "d-wrong2",
                "15 people left custody",
                date(2026, 11, 19),
                True,
                "Two reports tell of one event; 14 people were announced.",
                released("d-kept1"),
            ),
        ),
        new=(
            News(designated("d-new1", "OAK SOFTWARE LLC")),
            News(told("d-new2"), datetime(2026, 11, 22, 14, 2, tzinfo=UTC)),
            News(eased("d-new3", "MEADOW BANK CJSC")),
            News(released("d-new4")),
        ),
        changed=(
            Change(
                told(
                    "d-old1",
                    "RIVER STEEL LLC",
                    when="on 18 November 2026 (official date)",
                    on=date(2026, 11, 18),
                ),
                (
                    FieldChange(
                        "when",
                        "between 16 November 2026, when it was last seen, and 19 November 2026",
                        "on 18 November 2026 (official date)",
                    ),
                ),
            ),
        ),
        questions=(
            QuestionMoved(
                "Q1", BARGAIN, False, (("d-new2", "the US gives relief under a Belarus programme"),)
            ),
            QuestionMoved(
                "Q4", LIFTED, True, (("d-new2", "the US delists a target of a Belarus programme"),)
            ),
        ),
        review=(
            ToReview(
                "us_ofac_cons: held",
                "the end mark is missing; 152 entries, but its own count says 262",
                "tracker lists accept us_ofac_cons",
            ),
        ),
        upcoming=(
            Upcoming(
                date(2026, 11, 29),
                "General License 90 (wind-down of North Potash)",
                "https://lists.example/gl90",
            ),
        ),
        health=(
            HealthLine("eu_council_press: blocked since 20 November 2026"),
            HealthLine("9 sources on one host: no answer since 22 November 2026", sources=9),
            HealthLine("uk_gov_notices: recovered after 3 days", is_bad=False),
        ),
        reached=24,
        oldest_success=("eu_council_press", datetime(2026, 11, 20, 3, 15, tzinfo=UTC)),
    )


def not_all_reached() -> DigestView:
    return digest(reached=33, oldest_success=("eu_council_press", datetime(2026, 11, 20, 3, 15, tzinfo=UTC)))


def demo() -> DigestView:
    """What is not live says so with every fact."""
    rebuilt = tuple(
        look(role, origin=Origin.REBUILT, day=day, mark=mark)
        for role, day, mark in (
            ("last seen", date(2025, 9, 11), "a1"),
            ("first missing", date(2025, 11, 4), "b2"),
        )
    )
    view = told(
        "d-demo1",
        "LAKE AIRLINES OJSC",
        evidence=rebuilt,
        origin=Origin.REBUILT,
        origin_text="rebuilt from dated facts, not the published bytes",
    )
    return digest(is_demo=True, new=(News(view),), reached=2, enabled=2)


def many(number: int) -> DigestView:
    """A flood, with one of everything else."""
    views = (
        told(f"d-{at:05}", f"COMPANY NUMBER {at} LLC")
        if at % 3
        else designated(f"d-{at:05}", f"COMPANY NUMBER {at} LLC")
        for at in range(number)
    )
    return replace(ordinary(), site=None, new=tuple(News(view) for view in views))
