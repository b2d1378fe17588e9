"""The same XML list written in another way: what a publisher may change and mean nothing by."""

from __future__ import annotations

from random import Random

from lxml import etree


def rewritten(
    whole: bytes, random: Random, *, shuffled: frozenset[str], prefix: bool = False, indent: str | None = None
) -> bytes:
    """`whole` with the children of the `shuffled` elements in another order; with or without a namespace
    prefix; indented by `indent`, or without any blanks between tags."""
    root = etree.fromstring(whole, etree.XMLParser(remove_blank_text=True))
    for element in root.iter(*shuffled):
        children = list(element)
        random.shuffle(children)
        element[:] = children
    if indent is not None:
        etree.indent(root, space=indent)
    body = etree.tostring(root, encoding="unicode")
    if prefix:
        body = body.replace("</", "</o:").replace("<", "<o:").replace("<o:/o:", "</o:")
        body = body.replace(" ", ' xmlns:o="urn:moved" ', 1) if " " in body.partition(">")[0] else body
        if 'xmlns:o="urn:moved"' not in body:
            body = body.replace(">", ' xmlns:o="urn:moved">', 1)
    quote = random.choice("'\"")
    declaration = f"<?xml version={quote}1.0{quote} encoding={quote}UTF-8{quote}?>"
    return (declaration + random.choice(["", "\n", "\r\n"]) + body).encode()
