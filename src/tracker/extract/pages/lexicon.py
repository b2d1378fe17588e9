"""The lexicons of one language, read from their TOML files and compiled, once and when first asked for."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal

from tracker.extract.pages.finder import Finder, make_finder
from tracker.extract.pages.fold import fold_word
from tracker.extract.pages.patterns import Expression, Grammar, PatternFault, Phrase
from tracker.extract.pages.statement import Reason
from tracker.extract.pages.stems import Stems, make_stems
from tracker.model.kinds import Action, RecordType

# Languages that there are rules for; Belarusian in Latin script uses those of `be`.
LANGUAGES = ("en", "ru", "be")

Form = Literal["done", "coming", "bare", "noun"]
Side = Literal["before", "after", "sentence", "through"]
Needs = Literal["person", "captive", "measure", "party", "nothing"]


@dataclass(frozen=True, slots=True)
class CounterExample:
    """A sentence that the rule must not turn into a record, and why; no reason: the rule is silent."""

    text: str
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class Rule:
    """A trigger: what is looked for, what it gives, what it needs beside it.

    `form`: `done` says that it happened, `coming` that it is officially on its way; `bare` is an infinitive
    or future and needs a word that makes it announced or real, `noun` needs a word that says it became
    real. `actor`: somebody who can do it stands before it in the clause. `only_title`: a way of writing
    headlines, which drop the auxiliary. `without`: a class of words that may not stand within what matched
    ("announced the lifting of sanctions" imposes none).
    """

    name: str
    type: RecordType
    form: Form
    voice: str
    needs: Needs
    actor: bool
    only_title: bool
    without: str | None
    kind: str | None
    action: Action | None
    reason: Reason | None
    phrases: tuple[Phrase, ...]
    yes: tuple[str, ...]
    no: tuple[CounterExample, ...]


@dataclass(frozen=True, slots=True)
class Cue:
    """Words beside a trigger, and what they make of it: a reason, `announced`, or `actual`.

    It speaks to rules of these types and forms only; `is_near`: only close before the trigger. `unless`: a
    class of words that takes its force where one stands in the sentence ("said it had extended").
    """

    gives: str
    side: Side
    types: frozenset[RecordType]
    forms: frozenset[str]
    is_near: bool
    unless: str | None
    pattern: Expression


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All that is known of one language.

    `phrases` are the patterns of all rules, each with its rule. `telling` finds the words without which none
    of them can be there, `beginning` where one may begin; `cued` those of the cues, which are numbered
    through: first those of what happened, then those of the background.
    `known` are public figures and firms that tell of a country where it is not named. `taken` are words of
    how many were taken to which country.
    """

    language: str
    telling: Stems
    beginning: Stems
    rules: tuple[Rule, ...]
    phrases: tuple[tuple[Rule, Phrase], ...]
    happened: tuple[Cue, ...]
    background: tuple[Cue, ...]
    cued: Stems
    classes: Mapping[str, Expression]
    breaks: Expression
    countries: Finder
    people_of: Finder
    places: Finder
    known: Finder
    officials: Finder
    authorities: Finder
    kinds: Finder
    sectors: Finder
    taken: Mapping[str, Expression]


@cache
def lexicon_of(language: str | None) -> Lexicon | None:
    """The lexicon for a document's language; None for a language that has none."""
    name = (language or "").partition("-")[0]
    if name not in LANGUAGES:
        return None
    folder = files("tracker.extract") / "lexicons" / name
    return _compile(name, folder)


@cache
def official_names() -> tuple[str, ...]:
    """The rulers, envoys and ministers whom the lexicons know by name: public figures acting in office."""
    found = dict.fromkeys(
        row["name"].partition(" ")[2]
        for language in LANGUAGES
        for row in _read(files("tracker.extract") / "lexicons" / language, "people")["official"]
    )
    # An office alone ("foreign minister") is written small.
    return tuple(name for name in found if all(word[0].isupper() for word in name.split()))


def _read(folder: Traversable, name: str) -> dict[str, Any]:
    return tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))


def _compile(language: str, folder: Traversable) -> Lexicon:
    classes: dict[str, list[str]] = _read(folder, "classes")["class"]
    triggers = [entry for name in ("releases", "sanctions", "contacts") for entry in _rules(folder, name)]
    common = {fold_word(word, language) for word in _read(folder, "common")["words"]}
    grammar = Grammar(language, classes, common)
    rules = tuple(_rule(entry, grammar, classes) for entry in triggers)
    phrases = tuple((rule, phrase) for rule in rules for phrase in rule.phrases)
    countries = _read(folder, "countries")["country"]
    people = _read(folder, "people")
    happened, background = (
        tuple(_cue(entry, grammar, classes) for entry in _read(folder, name)["cue"])
        for name in ("happened", "background")
    )
    expressions = {name: Expression(words, grammar) for name, words in classes.items() if words}
    return Lexicon(
        language=language,
        telling=make_stems([grammar.telling_stems(phrase.pattern) for _, phrase in phrases]),
        beginning=make_stems([grammar.first_stems(phrase.pattern) for _, phrase in phrases]),
        rules=rules,
        phrases=phrases,
        happened=happened,
        background=background,
        cued=make_stems([cue.pattern.first_stems() for cue in (*happened, *background)]),
        classes=expressions,
        breaks=expressions["clause_break"],
        countries=make_finder(_column(countries, "names"), grammar),
        people_of=make_finder(_column(countries, "people"), grammar),
        places=make_finder(_column(countries, "places"), grammar),
        known=make_finder(_column(countries, "known"), grammar),
        officials=make_finder({row["name"]: row["forms"] for row in people["official"]}, grammar),
        authorities=make_finder(
            {
                f"{row['authority']} {row.get('agency', '')}".strip(): row["forms"]
                for row in people["authority"]
            },
            grammar,
        ),
        kinds=make_finder(_read(folder, "fields")["kind"], grammar),
        sectors=make_finder(_read(folder, "fields")["sector"], grammar),
        taken={name: Expression(words, grammar) for name, words in _read(folder, "taken")["words"].items()},
    )


def _rules(folder: Traversable, name: str) -> Iterable[dict[str, Any]]:
    record_type = {"releases": "release", "sanctions": "sanction", "contacts": "contact"}[name]
    return [{"type": record_type, **entry} for entry in _read(folder, name)["rule"]]


def _column(rows: Iterable[Mapping[str, Any]], key: str) -> dict[str, Sequence[str]]:
    return {row["code"]: row[key] for row in rows if row.get(key)}


def _rule(entry: dict[str, Any], grammar: Grammar, classes: Mapping[str, Sequence[str]]) -> Rule:
    return Rule(
        name=f"{grammar.language}.{entry['type']}.{entry['name']}",
        type=RecordType(entry["type"]),
        form=entry["form"],
        voice=entry["voice"],
        needs=entry["needs"],
        actor=entry.get("actor", False),
        only_title=entry.get("title", False),
        without=_named_class(entry, "without", classes),
        kind=entry.get("kind"),
        action=Action(entry["action"]) if "action" in entry else None,
        reason=Reason(entry["reason"]) if "reason" in entry else None,
        phrases=tuple(Phrase(pattern, grammar) for pattern in entry["patterns"]),
        yes=tuple(entry.get("yes", ())),
        no=tuple(
            CounterExample(one["text"], Reason(one["reason"]) if "reason" in one else None)
            for one in entry.get("no", ())
        ),
    )


def _named_class(entry: dict[str, Any], key: str, classes: Mapping[str, Sequence[str]]) -> str | None:
    name: str | None = entry.get(key)
    if name is not None and name not in classes:
        raise PatternFault(f"no class of words is called {name!r}")
    return name


def _cue(entry: dict[str, Any], grammar: Grammar, classes: Mapping[str, Sequence[str]]) -> Cue:
    types = entry.get("types", ["release", "sanction", "contact"])
    return Cue(
        gives=entry["gives"],
        side=entry["side"],
        types=frozenset(map(RecordType, types)),
        forms=frozenset(entry.get("forms", ["done", "coming", "bare", "noun"])),
        is_near=entry.get("near", False),
        unless=_named_class(entry, "unless", classes),
        pattern=Expression(entry["patterns"], grammar),
    )
