"""SECO's names: parts in an order, each with spellings in other languages and scripts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, product

from lxml import etree

from tracker.errors import UnreadableList
from tracker.model import EntryName, NameType
from tracker.read.scripts import script_of
from tracker.read.xmlfields import text_of

_NAME_TYPES = {
    "primary-name": NameType.PRIMARY,
    "alias": NameType.AKA,
    "formerly-known-as": NameType.FKA,
}
_WEAK = {"good": False, "low": True}
_NAME_PARTS = frozenset(
    {
        *("whole-name", "family-name", "given-name", "further-given-name", "father-name"),
        *("grand-father-name", "maiden-name", "tribal-name", "suffix", "title", "other"),
    }
)
# Names in one spelling of each of their parts; more than so many are no spellings but a mistake of ours.
_MOST_SPELLINGS = 200
# ISO 639-2 in capitals, as SECO writes it -> ISO 639-1.
_LANGUAGES = {
    **{"RUS": "ru", "BEL": "be", "UKR": "uk", "POL": "pl", "LIT": "lt"},
    **{"ENG": "en", "GER": "de", "FRE": "fr", "ITA": "it"},
}
_NOT_DEFINED = "not-defined"


def names_of(name: etree._Element) -> Iterator[EntryName]:
    """A name, and its spellings in other languages and scripts: their parts are put together."""
    kind, weak = name.get("name-type") or "", name.get("quality") or ""
    if kind not in _NAME_TYPES or weak not in _WEAK:
        raise UnreadableList(f"unread value name-type={kind!r} or quality={weak!r}")
    plain: list[list[str]] = []
    spelled: dict[tuple[str | None, str | None], dict[int, list[str]]] = {}
    for part in sorted(name, key=_order):
        if part.tag != "name-part" or part.get("name-part-type") not in _NAME_PARTS:
            raise UnreadableList(f"unread name part {part.get('name-part-type') or str(part.tag)!r}")
        if part.get("name-part-type") == "title":
            continue
        place = len(plain)
        for child in part:
            text = text_of(child)
            if child.tag == "value" and text:
                plain.append([text])
            elif child.tag == "spelling-variant" and text:
                tongue = (_LANGUAGES.get(child.get("lang") or ""), _script(child))
                spelled.setdefault(tongue, {}).setdefault(place, []).append(text)
            elif child.tag not in ("value", "spelling-variant"):
                raise UnreadableList(f"unread field {str(child.tag)!r} in <name-part>")
    if not plain:
        raise UnreadableList("a name without a value")
    whole = _written(name, [texts[0] for texts in plain])
    yield EntryName(whole, _NAME_TYPES[kind], None, script_of(whole), _WEAK[weak])
    aka = NameType.AKA if _NAME_TYPES[kind] is NameType.PRIMARY else _NAME_TYPES[kind]
    for (language, script), spellings in spelled.items():
        parts = [spellings.get(place, texts) for place, texts in enumerate(plain)]
        for chosen in islice(product(*parts), _MOST_SPELLINGS):
            spelling = _written(name, list(chosen))
            yield EntryName(spelling, aka, language, script or script_of(spelling), _WEAK[weak])


def _written(name: etree._Element, parts: Sequence[str]) -> str:
    """The parts in one line, as other lists do it: `LAST, First`."""
    kinds = [part.get("name-part-type") for part in sorted(name, key=_order)]
    kinds = [kind for kind in kinds if kind != "title"]
    if kinds and kinds[0] == "family-name" and len(parts) > 1:
        return f"{parts[0]}, {' '.join(parts[1:])}"
    return " ".join(parts)


def _order(part: etree._Element) -> int:
    order = part.get("order") or ""
    if not order.isdecimal():
        raise UnreadableList(f"unread value order={order!r}")
    return int(order)


def _script(variant: etree._Element) -> str | None:
    script = variant.get("script")
    return script.title() if script and script != _NOT_DEFINED else None
