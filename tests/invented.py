"""Values for tests: companies and public figures as OFAC prints them, details shortened or invented."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from tracker.model import (
    Action,
    Address,
    Baseline,
    Birth,
    DateBasis,
    Development,
    EntryKind,
    EntryName,
    Evidence,
    EvidenceRole,
    Identifier,
    ListEntry,
    NameType,
    Origin,
    Record,
    RecordType,
    Source,
    SourceKind,
    Status,
    Target,
    Tie,
    When,
)

SDN = "us_ofac_sdn"
GLOBS = ("BELARUS*",)
ARTICLE = date(2025, 7, 31)


def entry(
    uid: str,
    name: str,
    *programmes: str,
    kind: EntryKind = EntryKind.ENTITY,
    remarks: str | None = None,
    listed_on: date | None = None,
) -> ListEntry:
    return ListEntry(
        list=SDN,
        uid=uid,
        kind=kind,
        name=name,
        names=(EntryName(name, NameType.PRIMARY, script="Latn"),),
        programmes=programmes,
        remarks=remarks,
        listed_on=listed_on,
    )


BELAVIA = ListEntry(
    list=SDN,
    uid="44541",
    kind=EntryKind.ENTITY,
    name="OPEN JOINT STOCK COMPANY BELAVIA BELARUSIAN AIRLINES",
    names=(
        EntryName("OPEN JOINT STOCK COMPANY BELAVIA BELARUSIAN AIRLINES", NameType.PRIMARY, script="Latn"),
        EntryName("BELAVIA BELARUSIAN AIRLINES", script="Latn"),
        EntryName("ААТ БЕЛАВІЯ", language="be", script="Cyrl"),
    ),
    programmes=("BELARUS-EO14038",),
    identifiers=(Identifier("Registration Number", "600390798", "Belarus"),),
    addresses=(Address("14a Nemiga Street", "Minsk", None, "220004", "Belarus"),),
    remarks="Target Type State-Owned Enterprise.",
    listed_on=date(2023, 8, 9),
)
AIRLINE = Target(BELAVIA.name, EntryKind.ENTITY, SDN, BELAVIA.uid)
AIRCRAFT = entry(
    "44580",
    "EW-301PJ",
    "BELARUS-EO14038",
    kind=EntryKind.AIRCRAFT,
    remarks="Aircraft Model B737; Linked To: OPEN JOINT STOCK COMPANY BELAVIA BELARUSIAN AIRLINES.",
)
LUKASHENKA = ListEntry(
    list=SDN,
    uid="9760",
    kind=EntryKind.INDIVIDUAL,
    name="LUKASHENKA, Alyaksandr Hryhoryavich",
    names=(
        EntryName("LUKASHENKA, Alyaksandr Hryhoryavich", NameType.PRIMARY, script="Latn"),
        EntryName("LUKASHENKO, Alexander Grigoryevich", script="Latn"),
    ),
    programmes=("BELARUS", "BELARUS-EO14038"),
    births=(Birth("1954-08-30", "30 Aug 1954", "Kopys, Vitebsk Oblast, Belarus"), Birth("1954-08-31")),
    remarks="President.",
)
POTASH = entry("32746", "BELARUSKALI OAO", "BELARUS-EO14038")
BANK = entry("18721", "VTB BANK BELARUS CLOSED JOINT STOCK COMPANY", "RUSSIA-EO14024")


def state(*entries: ListEntry) -> dict[str, ListEntry]:
    return {one.uid: one for one in entries}


def source(name: str = "us_ofac_sdn", kind: SourceKind = SourceKind.LIST) -> Source:
    return Source(
        name=name,
        title="OFAC SDN list",
        kind=kind,
        url="https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/SDN.XML",
        enabled=True,
        every=timedelta(hours=24),
        publisher_class="official_list",
        languages=("en",),
        terms="public domain",
        list=SDN,
        authority="US",
        agency="OFAC",
    )


def midday(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def official(day: date) -> When:
    return When(DateBasis.OFFICIAL, on=day)


def window(after: date | None, by: date | None) -> When:
    return When(DateBasis.OBSERVED, after=after, by=by)


def record(
    name: str,
    when: When,
    action: Action | None = Action.DELIST,
    *,
    targets: Sequence[Target] = (AIRLINE,),
    origin: Origin = Origin.LIVE,
    programmes: tuple[str, ...] = ("BELARUS-EO14038",),
    still_under: tuple[str, ...] = (),
    status: Status = Status.ACTUAL,
    note: str | None = None,
) -> Record:
    return Record(
        id=name,
        type=RecordType.SANCTION,
        status=status,
        source="us_ofac_sdn",
        authority="US",
        agency="OFAC",
        when=when,
        rule="list.delisting",
        confidence=1.0,
        evidence=(
            Evidence(
                EvidenceRole.LAST_SEEN, "a" * 64, midday(date(2025, 11, 3)), '44541,"BELAVIA"', 120, 15, 1
            ),
            Evidence(EvidenceRole.FIRST_MISSING, "b" * 64, midday(date(2025, 11, 5)), snapshot=2),
        ),
        origin=origin,
        summary="OFAC took BELAVIA off the SDN list",
        action=action,
        list=SDN,
        programmes=programmes,
        still_under=still_under,
        targets=tuple(targets),
        note=note,
    )


def development(
    when: When,
    action: Action | None = Action.DELIST,
    *,
    target: Target = AIRLINE,
    programmes: tuple[str, ...] = ("BELARUS-EO14038",),
    still_under: tuple[str, ...] = (),
    kind: RecordType = RecordType.SANCTION,
    status: Status = Status.ACTUAL,
    authority: str = "US",
    origin: Origin = Origin.LIVE,
    ties: tuple[Tie, ...] = (Tie("r-1", 1.0, "the first record of it"),),
    name: str = "d-1",
) -> Development:
    return Development(
        id=name,
        type=kind,
        status=status,
        action=action,
        authority=authority,
        agency="OFAC" if authority == "US" else None,
        list=target.list,
        targets=(target,),
        programmes=programmes,
        still_under=still_under,
        when=when,
        ties=ties,
        origin=origin,
        summary=f"OFAC took {target.name} off the SDN list (BELARUS-EO14038)",
    )


def baseline(**parts: object) -> Baseline:
    return Baseline(
        title="Belarus Looking to Normalize Relations with the United States",
        author="Y. Preiherman",
        publisher="Minsk Dialogue",
        url=None,
        as_of=ARTICLE,
        as_of_original=date(2025, 7, 28),
        **parts,  # type: ignore[arg-type]
    )
