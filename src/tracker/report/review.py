"""What a person has to look at, in words: one function for each reason."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tracker.extract.pages import Rejected
from tracker.model import CountClaim, CountRelation, EntryTie, Stay
from tracker.read.lists import list_title
from tracker.report import review_phrases as phrases
from tracker.report.sentence import sentence
from tracker.report.shown import DevelopmentView
from tracker.report.to_review import ReviewKind, ToReview
from tracker.resolve import NearMiss
from tracker.resolve.summary import part_in_words

# Developments of which the surest record is less sure than this are for a person to look at.
UNSURE = 0.75
# So many entries that a name may mean are named.
_MOST_ENTRIES = 3


def held(list_name: str, since: str, reason: str, accepting: str) -> ToReview:
    """A list, or a register of prisoners, that is held, since a day; `accepting` is the command for it."""
    return ToReview(
        phrases.HELD.format(list=list_name, since=since),
        reason,
        accepting,
        ReviewKind.HELD,
    )


def unsure(views: Iterable[DevelopmentView]) -> Iterator[ToReview]:
    """Developments that rest on unsure records alone, and that nobody confirmed."""
    for view in views:
        if view.confidence < UNSURE and not view.is_confirmed:
            why = phrases.UNSURE.format(share=view.confidence)
            yield ToReview(sentence(view), why, _evidence(view), ReviewKind.UNSURE, _true_or_not(view))


def contradicting(view: DevelopmentView, shown: CountClaim, others: Sequence[CountClaim]) -> ToReview:
    """A development about whose number the sources do not agree."""
    why = phrases.COUNTS.format(shown=_count(shown), others="; ".join(_count(claim) for claim in others))
    return ToReview(sentence(view), why, _evidence(view), ReviewKind.COUNTS, (f"tracker confirm {view.id}",))


def nearly(one: DevelopmentView, other: DevelopmentView, miss: NearMiss) -> ToReview:
    """Two developments that are almost alike enough to be one, or that are and something bars it."""
    words = phrases.NEARLY if miss.bar is None else phrases.BARRED
    return ToReview(
        phrases.TWO.format(one=sentence(one), one_id=one.id, other=sentence(other), other_id=other.id),
        words.format(reason=miss.fit.reason, score=miss.fit.score, bar=miss.bar),
        _evidence(one),
        ReviewKind.NEARLY,
        (
            f"tracker merge {one.id} {other.id} --why WHY",
            f"tracker confirm {one.id} && tracker confirm {other.id}",
        ),
    )


def more_since(view: DevelopmentView, count: int) -> ToReview:
    """A development that was dismissed and that more sources tell since."""
    words = phrases.MORE_SINCE[count > 1].format(count=count)
    return ToReview(
        sentence(view), words, _evidence(view), ReviewKind.DISMISSED, (f"tracker confirm {view.id}",)
    )


def unmatched(view: DevelopmentView, names: Mapping[str, Sequence[str]]) -> ToReview:
    """A development with targets that no list entry is known for; beside each name the entries that may be
    meant by it."""
    why = phrases.UNMATCHED.format(names=", ".join(map(_with_entries, names, names.values())))
    return ToReview(sentence(view), why, _evidence(view), ReviewKind.TARGETS, _true_or_not(view))


def unanswered(views: Iterable[DevelopmentView]) -> Iterator[ToReview]:
    """Developments to which the list change or the notice has not come that should come with them."""
    for view in views:
        if view.missing is not None and not view.is_confirmed:
            yield ToReview(
                sentence(view), view.missing, _evidence(view), ReviewKind.UNANSWERED, _true_or_not(view)
            )


def unclear(address: str, title: str, rejected: Rejected) -> ToReview:
    """A place of an official notice that its reader does not understand."""
    why = phrases.UNCLEAR.format(rule=rejected.rule, quote=rejected.quote)
    return ToReview(f"{title}, {address}", why, None, ReviewKind.UNCLEAR)


def may_be_same(one: DevelopmentView, other: DevelopmentView, names: Sequence[tuple[str, str]]) -> ToReview:
    """People in one or two developments whose names may be one person's."""
    why = phrases.MAY_BE_SAME.format(names="; ".join(phrases.PAIR.format(a=a, b=b) for a, b in names))
    if one.id == other.id:
        return ToReview(
            sentence(one), why, _evidence(one), ReviewKind.PEOPLE, (f"tracker note {one.id} TEXT",)
        )
    what = phrases.TWO.format(one=sentence(one), one_id=one.id, other=sentence(other), other_id=other.id)
    then = (f"tracker merge {one.id} {other.id} --why WHY",)
    return ToReview(what, why, _evidence(one), ReviewKind.PEOPLE, then)


def _with_entries(name: str, listed: Sequence[str]) -> str:
    if not listed:
        return name
    more = len(listed) - _MOST_ENTRIES
    shown = [*listed[:_MOST_ENTRIES], *([phrases.MORE_ENTRIES.format(count=more)] if more > 0 else [])]
    return phrases.MAY_BE_MEANT.format(name=name, listed="; ".join(shown))


def may_be_one_target(tie: EntryTie, one: Stay, other: Stay) -> ToReview:
    """Entries of two lists that may be one target's."""
    what = phrases.ENTRIES.format(
        one=one.name,
        one_list=list_title(one.key.list),
        one_uid=one.key.uid,
        other=other.name,
        other_list=list_title(other.key.list),
        other_uid=other.key.uid,
    )
    keys = f"{shlex.quote(str(one.key))} {shlex.quote(str(other.key))}"
    return ToReview(
        what,
        phrases.ENTRIES_WHY.format(score=tie.score, reason=tie.reason),
        None,
        ReviewKind.ENTRIES,
        (f"tracker tie {keys} --why WHY", f"tracker untie {keys} --why WHY"),
    )


def _count(claim: CountClaim) -> str:
    value = phrases.AT_LEAST.format(value=claim.value)
    value = value if claim.relation is CountRelation.AT_LEAST else str(claim.value)
    if claim.of is not None:
        value = phrases.PART.format(value=value, of=part_in_words(claim.of))
    return phrases.SAID_BY.format(value=value, voices=_voices(claim))


def _voices(claim: CountClaim) -> str:
    words = phrases.VOICES[claim.voices > 1].format(count=claim.voices)
    return phrases.OFFICIAL.format(voices=words) if claim.is_official else words


def _evidence(view: DevelopmentView) -> str:
    return f"tracker evidence {view.id}"


def _true_or_not(view: DevelopmentView) -> tuple[str, ...]:
    return (f"tracker confirm {view.id}", f"tracker dismiss {view.id} --why WHY")
