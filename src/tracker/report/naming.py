"""Who is shown by name. The one policy for people at risk, applied by the view to all that it shows.

A private person is shown by name only if an official list, a government or two independent publishers
named them; otherwise only counted. Who acts in office is a public figure. Who is suppressed is never shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from tracker.extract.pages.listed import ListedNames
from tracker.model import Details, Development, EntryKind, Target
from tracker.report.people import NOBODY, People, find, full_names, people
from tracker.resolve.names import SAME_PERSON, PersonName, blocking_keys, compare_people, parse_person
from tracker.resolve.saying import Saying
from tracker.resolve.voices import voices
from tracker.resolve.words import is_no_person

# So many publishers that do not repeat one another make a name public.
_VOICES = 2


@dataclass(frozen=True, slots=True)
class Listed:
    """Who ever stood on an official list: people as written there, and all names as pages may write them."""

    people: tuple[str, ...] = ()
    names: ListedNames = field(default_factory=ListedNames)


@dataclass(frozen=True)
class KnownPeople:
    """Who is known besides what the records of one development say.

    `suppressed` by a person's decision; `officials` act in office; `article` are named by the article, which
    counts as one publisher. `listed` is asked only where it can change anything.
    """

    suppressed: tuple[str, ...] = ()
    officials: tuple[str, ...] = ()
    article: tuple[str, ...] = ()
    listed: Callable[[], Listed] = Listed

    @cached_property
    def never_shown(self) -> People:
        return people(self.suppressed)

    @cached_property
    def in_office(self) -> People:
        return people(name for name in self.officials if not self.never_shown.has(name))

    @cached_property
    def in_article(self) -> People:
        return people(self.article)

    @cached_property
    def on_lists(self) -> Listed:
        return self.listed()

    @cached_property
    def people_on_lists(self) -> People:
        return people(self.on_lists.people)


NOTHING_KNOWN = KnownPeople()


@dataclass(frozen=True, slots=True)
class Naming:
    """Of one development: whose names are withheld, and who else is named.

    A surname alone that can be a hidden person's is withheld, unless it can as well be that of somebody
    `in_office` or on a list: "Lukashenka" stays, whoever else is called so.
    """

    hidden: People = NOBODY
    shown: People = NOBODY
    in_office: tuple[People, ...] = ()

    def is_another(self, name: PersonName, likeness: float) -> bool:
        """Whether a name that is a hidden person's with this likeness is rather somebody else's."""
        is_official = any(some.likeness(name) >= likeness for some in self.in_office)
        return is_official or self.shown.likeness(name) > likeness

    def hides(self, written: str) -> bool:
        """Whether this name, as a whole, is withheld."""
        return (0, len(written)) in find(written, self.hidden, self.is_another)


def only_suppressed(known: KnownPeople) -> Naming:
    """The policy for what is shown of somebody's own files and of what was told: only who is suppressed has
    no name there."""
    return Naming(known.never_shown, in_office=(known.in_office,))


@dataclass(slots=True)
class _Person:
    """One person, as far as the names tell: how they are written, and who writes so."""

    names: list[PersonName]
    sayings: list[Saying]


def naming_of(
    development: Development,
    sayings: Sequence[Saying],
    known: KnownPeople,
    texts: Iterable[tuple[str, Saying | None]] = (),
    elsewhere: Iterable[str] = (),
) -> Naming:
    """What the policy says of everybody whom these records, the development's own, name.

    `texts` are others that are shown beside it, each with the record whose page it is from; with none, as
    where a person wrote it, it makes nobody public. Neither do those whom others name `elsewhere`, in what
    is linked to it.
    """
    in_office = [one.name for one in development.targets if one.list is not None and one.uid is not None]
    in_office += development.details.officials
    in_office += [name for one in sayings for name in one.record.details.officials]
    shown: list[str] = []
    hidden = list(known.suppressed)
    beside = ((name, one) for text, one in texts for name in full_names(text))
    others = ((name, None) for name in elsewhere)
    for person in _persons((*_mentions(development, sayings, known), *beside, *others)):
        names = [name.written for name in person.names]
        (shown if _is_public(person, known) else hidden).extend(names)
    if not hidden:
        return Naming()
    never = known.never_shown
    own = people(name for name in in_office if not never.has(name))
    return Naming(people(hidden), people(shown), (own, known.in_office))


def _is_public(person: _Person, known: KnownPeople) -> bool:
    names = [name.written for name in person.names]
    if any(known.never_shown.has(name) for name in names):
        return False
    if any(one.is_official or one.is_listed for one in person.sayings):
        return True
    if any(known.in_office.has(name) for name in names):
        return True
    said = len(voices(person.sayings)) + any(known.in_article.has(name) for name in names)
    return said >= _VOICES or any(known.people_on_lists.has(name) for name in names)


def _mentions(
    development: Development, sayings: Sequence[Saying], known: KnownPeople
) -> Iterator[tuple[str, Saying | None]]:
    """Every name with the record that says it; with none where only the development itself has it: nobody
    is known by that alone. Lists name whom they list."""
    yield from ((name, None) for name in _subjects(development.details, development.targets, known))
    for one in sayings:
        if not one.is_listed:
            yield from ((name, one) for name in _subjects(one.record.details, one.record.targets, known))
            quotes = (piece.quote or "" for piece in one.record.evidence)
            yield from ((name, one) for quote in quotes for name in full_names(quote))


def _subjects(details: Details, targets: Sequence[Target], known: KnownPeople) -> Iterator[str]:
    """The people whom it is about: those freed, and those on whom sanctions are."""
    yield from details.names
    yield from (target.name for target in targets if can_be_a_person(target, known))


def _persons(mentions: Iterable[tuple[str, Saying | None]]) -> list[_Person]:
    """Everybody who is named, each with all spellings."""
    found: list[_Person] = []
    by_key: dict[str, list[_Person]] = {}
    for written, saying in sorted(mentions, key=lambda one: (one[0], one[1].id if one[1] else "")):
        name = parse_person(written)
        keys = blocking_keys(name)
        candidates = {id(one): one for key in keys for one in by_key.get(key, ())}.values()
        person = next((one for one in candidates if _is_one_of(name, one.names)), None)
        if person is None:
            person = _Person([], [])
            found.append(person)
        person.names.append(name)
        person.sayings += [saying] if saying is not None else []
        for key in keys:
            by_key.setdefault(key, []).append(person)
    return found


def _is_one_of(name: PersonName, names: Iterable[PersonName]) -> bool:
    return any(compare_people(name, other).score >= SAME_PERSON for other in names)


def can_be_a_person(target: Target, known: KnownPeople) -> bool:
    """Whether a target may be a person who stands on no list: it is none where a word of the name is a firm's
    or an office's, where the page says that it is a firm, or a list has such a name."""
    if target.list is not None and target.uid is not None:
        return False
    match target.kind:
        case EntryKind.INDIVIDUAL:
            return True
        case None:
            return _reads_as_a_person(target, known)
        case _:
            # A page's word for it is doubted where the name is written as a person's.
            return bool(full_names(target.name)) and _reads_as_a_person(target, known)


def is_told_as_a_person(target: Target) -> bool:
    """Whether a target that is not named can truthfully be called a person."""
    return target.kind is EntryKind.INDIVIDUAL or bool(full_names(target.name))


def _reads_as_a_person(target: Target, known: KnownPeople) -> bool:
    return not is_no_person(target.name) and not any(known.on_lists.names.find(target.name))
