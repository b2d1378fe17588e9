"""The article and what has become of it as JSON. The keys are an interface: they are only added to."""

from __future__ import annotations

from tracker.report.article_shown import (
    ArticleView,
    ClaimStanding,
    NotCounted,
    OtherValue,
    PairLine,
    PartStanding,
    QuestionStanding,
    Seen,
)


def article_json(view: ArticleView) -> dict[str, object]:
    """Everything that the view holds, ready for `json.dumps`; days as ISO dates, months as `2025-12`."""
    return {
        "title": view.title,
        "author": view.author,
        "publisher": view.publisher,
        "url": view.url,
        "as_of": view.as_of.isoformat(),
        "developments": view.developments,
        "claims": [_claim(one) for one in view.claims],
        "questions": [_question(one) for one in view.questions],
    }


def _claim(claim: ClaimStanding) -> dict[str, object]:
    return {
        "id": claim.id,
        "kind": claim.kind,
        "text": claim.text,
        "where": list(claim.where),
        "on": claim.on,
        "quote": claim.quote,
        "uncertainty": claim.uncertainty,
        "state": claim.state.value,
        "told_by": [_seen(one) for one in claim.told_by],
        "corrected": [_other(one) for one in claim.corrected],
        "told_otherwise": [_other(one) for one in claim.otherwise],
        "overtaken_by": [_seen(one) for one in claim.overtaken_by],
    }


def _question(question: QuestionStanding) -> dict[str, object]:
    return {
        "id": question.id,
        "text": question.text,
        "where": list(question.where),
        "state": question.state.value,
        "parts": [_part(one) for one in question.parts],
        "touched_by": [
            {"effect": one.effect.value, "why": one.why, "part": one.part} | _seen(one.seen)
            for one in question.touches
        ],
        "not_counted": [_not_counted(one) for one in question.not_counted],
        "for_reader": list(question.for_reader),
        "measure": question.measure,
        "pairs": [_pair(one) for one in question.pairs],
        "months": [
            {"month": f"{one.month:%Y-%m}", "what": one.what, "number": one.number} for one in question.months
        ],
        "made_of": [_part(one) for one in question.made_of],
        "trap": question.trap,
    }


def _seen(seen: Seen) -> dict[str, object]:
    return {
        "id": seen.id,
        "day": seen.day.isoformat(),
        "when": seen.when,
        "summary": seen.summary,
        "publishers": list(seen.publishers),
        "quote": seen.quote,
        "address": seen.address,
        "origin": seen.origin.value,
        "origin_text": seen.origin_text,
        "notes": list(seen.notes),
        "caveat": seen.caveat,
    }


def _other(other: OtherValue) -> dict[str, object]:
    return {
        "field": other.field,
        "said": other.said,
        "found": other.found,
        "by": list(other.by),
        "development": _seen(other.seen),
    }


def _part(part: PartStanding) -> dict[str, object]:
    return {"name": part.name, "text": part.text, "state": part.state.value}


def _not_counted(one: NotCounted) -> dict[str, object]:
    return {
        "text": one.text,
        "seen": [_seen(seen) for seen in one.seen],
        "refused_sentences": one.refused,
        "latest_pages": [
            {
                "published": page.published.isoformat(),
                "source_title": page.source_title,
                "url": page.url,
                "reason": page.reason,
            }
            for page in one.latest
        ],
    }


def _pair(pair: PairLine) -> dict[str, object]:
    return {
        "release": _seen(pair.release),
        "relief": _seen(pair.relief),
        "days": pair.days,
        "is_exact": pair.is_exact,
        "reason": pair.reason,
        "quote": pair.quote,
    }
