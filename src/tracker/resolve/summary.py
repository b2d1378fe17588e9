"""A development as one plain sentence, made of its fields by the templates of words.toml.

A private person is never named in it, only counted; officials and targets of official lists are named.
What is announced is told as announced. Every number in it stands in a field of the development.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from tracker.extract.official_names import official_name
from tracker.extract.summary import name_targets
from tracker.extract.summary import summarise as summarise_list_change
from tracker.model import CountRelation, Development, EntryKind, RecordType, Status, Target
from tracker.resolve.places import place_of, taken_to
from tracker.resolve.words import (
    Group,
    filled,
    group_of,
    has_template,
    is_latin,
    is_no_person,
    place_in_words,
    sector_in_words,
    template,
)
from tracker.text.countries import countries_in_words, country_in_words, is_country, joined
from tracker.text.dates import day_in_short, day_in_words

_UNSPECIFIED = "unspecified"
_OFFICIALS = 4
_GROUPS = 3


def summarise(development: Development) -> str:
    """One sentence without a full stop: "123 people freed by Belarus, 13 Dec 2025; taken to Ukraine (114) and
    Lithuania (9)". That of a list's change is extract.summary's, and has no day."""
    if development.list is not None and development.action is not None:
        return summarise_list_change(
            development.action,
            development.agency or development.authority or template("part", "no_authority"),
            [target for target in development.targets if is_told_by_name(target)],
            development.list,
            development.programmes,
            development.still_under,
        )
    told = "; ".join(_clauses(development))
    return told[:1].upper() + told[1:]


def _clauses(development: Development) -> Iterator[str]:
    match development.type:
        case RecordType.RELEASE:
            yield _dated(_release(development), development)
            yield from _release_parts(development)
        case RecordType.CONTACT:
            yield _dated(_contact(development), development)
            yield from _contact_parts(development)
        case RecordType.SANCTION:
            yield from _sanction(development)


def is_told_by_name(target: Target) -> bool:
    """Whether a target stands on an official list, or is surely no person."""
    if target.uid is not None and target.list is not None:
        return True
    return target.kind is not EntryKind.INDIVIDUAL and (target.kind is not None or is_no_person(target.name))


def people_in_words(count: int | None, relation: CountRelation | None) -> str:
    """ "at least 50 people": a number with what it claims."""
    if count is None:
        return template("people", "none")
    counted = template("people", "one") if count == 1 else filled("people", "many", n=count)
    return filled("people", (relation or CountRelation.TOTAL).value, counted=counted)


def destinations_in_words(development: Development) -> str:
    """ "Ukraine (114) and Lithuania (9)": with how many went there; "Ukraine (114 or 119, which is open)"
    where those who say so do not agree."""
    by_part = _by_part(development)
    numbers = {code: by_part[taken_to(code)] for code in development.details.destination}
    most_first = sorted(numbers, key=lambda code: -max(numbers[code], default=0))
    return joined(_counted(country_in_words(code), numbers[code]) for code in most_first)


def part_in_words(of: str) -> str:
    """What a count claim counts, in English where the tables know it, else as it is written."""
    if (group := group_of(of)) is not None:
        return group.name
    if all(map(is_country, codes := of.split(", "))):
        return filled("part", "citizens", countries=countries_in_words(codes))
    if (country := place_of(of)) is not None:
        return filled("part", "taken_to", places=country_in_words(country))
    return f"“{of}”"


def groups_in_words(development: Development) -> str:
    """ "14 foreigners and 6 women": the largest parts that are counted apart.

    Numbers that contradict one another are left out, and what is no part since it is as many as all.
    """
    told: defaultdict[Group, set[int]] = defaultdict(set)
    for part, numbers in _by_part(development).items():
        if (group := group_of(part)) is not None:
            told[group] |= numbers
    for one in development.details.subgroups:
        if (group := group_of(one.of)) is not None:
            told[group].add(one.count)
    total = development.details.count
    agreed = [
        (number, group)
        for group, numbers in told.items()
        if (number := _only(numbers)) is not None and (total is None or number < total)
    ]
    largest = sorted(agreed, key=lambda one: (-one[0], one[1].name))[:_GROUPS]
    return joined(group.counted(number) for number, group in largest)


def officials_in_words(written: Iterable[str]) -> tuple[str, ...]:
    """Each official once, in English where the lexicons know them; in other letters they are left out."""
    names = (official_name(name) or (name if is_latin(name) else None) for name in written)
    return tuple(dict.fromkeys(name for name in names if name is not None))


def _counted(word: str, numbers: Collection[int]) -> str:
    if not numbers:
        return word
    told = " or ".join(f"{number:,}" for number in sorted(numbers))
    return filled("part", "counted" if len(numbers) == 1 else "counted_otherwise", word=word, n=told)


def _only(numbers: set[int]) -> int | None:
    return next(iter(numbers)) if len(numbers) == 1 else None


def _by_part(development: Development) -> defaultdict[str, set[int]]:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for claim in development.counts:
        if claim.of is not None and claim.relation is not CountRelation.AT_LEAST:
            found[claim.of].add(claim.value)
    return found


def _dated(told: str, development: Development) -> str:
    when = development.when
    if development.status is Status.ANNOUNCED and development.type is not RecordType.SANCTION:
        told = filled("announced", "lead", told=told)
    return f"{told}, {day_in_short(when.on, when.precision)}" if when.on else told


def _release(development: Development) -> str:
    details, status = development.details, development.status.value
    kind = details.kind if has_template("release", status, details.kind or "") else _UNSPECIFIED
    by = filled("part", "by", country=country_in_words(details.country)) if details.country else ""
    people = people_in_words(details.count, details.count_relation)
    return filled("release", status, kind or _UNSPECIFIED, people=people, by=by)


def _release_parts(development: Development) -> Iterator[str]:
    if places := destinations_in_words(development):
        is_done = development.status is Status.ACTUAL
        yield filled("part", "taken_to" if is_done else "brought_to", places=places)
    if groups := groups_in_words(development):
        yield filled("part", "among", groups=groups)
    if countries := countries_in_words(development.details.counterpart):
        yield filled("part", "counterpart", countries=countries)


def _contact(development: Development) -> str:
    details = development.details
    kind = details.kind if has_template("contact", details.kind or "") else _UNSPECIFIED
    place = place_in_words(details.place) if details.place else None
    return filled(
        "contact",
        kind or _UNSPECIFIED,
        parties=countries_in_words(details.parties) or template("part", "no_parties"),
        place=filled("part", "place", place=place) if place else "",
    )


def _contact_parts(development: Development) -> Iterator[str]:
    names = officials_in_words(development.details.officials)
    more = len(names) - _OFFICIALS
    shown = [*names[:_OFFICIALS], *([filled("part", "more", n=more)] if more > 0 else [])]
    if shown:
        yield filled("part", "officials", names=joined(shown))


def _sanction(development: Development) -> Iterator[str]:
    status, action = development.status, development.action
    act = joined(filter(None, (*development.programmes, development.instrument)))
    targets, sector = _targets(development.targets), development.details.sector
    country = development.details.country
    branch = sector_in_words(sector) if sector else ""
    whole = country_in_words(country) if country and is_country(country) else ""
    nobody = template("part", "nobody")
    # The day belongs to the act, not to what is said about it behind a semicolon.
    told, *more = template("sanction", status.value, action.value if action else _UNSPECIFIED).split("; ")
    act_told = told.format(
        who=_who(development),
        what=_with_branch(targets or whole, branch) or nobody,
        branch=_with_branch(targets, branch) or whole or nobody,
        listed=_with_branch(targets or nobody, branch or ("" if targets else whole)),
        act=filled("part", "act", act=act) if act else "",
    )
    yield _dated(act_told, development)
    if development.details.in_force:
        yield filled("part", "in_force", day=day_in_words(development.details.in_force))
    if development.details.valid_until:
        yield filled("part", "valid_until", day=day_in_words(development.details.valid_until))
    yield from more
    if status is Status.ANNOUNCED:
        yield template("announced", "sanction_end")


def _with_branch(what: str, branch: str) -> str:
    return filled("part", "target_sector", targets=what, sector=branch) if what and branch else what or branch


def _who(development: Development) -> str:
    if development.agency is not None:
        is_known = has_template("agency", development.agency)
        return template("agency", development.agency) if is_known else development.agency
    if development.authority is None:
        return template("part", "no_authority")
    return country_in_words(development.authority)


def _targets(targets: Sequence[Target]) -> str:
    named = [target for target in targets if is_told_by_name(target)]
    hidden = len(targets) - len(named)
    if not hidden:
        return name_targets(named) if named else ""
    count = filled("part", "unnamed", n=hidden) if hidden > 1 else template("part", "unnamed_one")
    return f"{name_targets(named)} and {count}" if named else count
