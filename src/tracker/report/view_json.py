"""A view as JSON. The keys are an interface: they are only added to."""

from __future__ import annotations

from datetime import date

from tracker.report.shown import DevelopmentView, EvidenceLine


def as_json(view: DevelopmentView) -> dict[str, object]:
    """Everything that the view holds, ready for `json.dumps`; times in UTC, days as ISO dates."""
    return {
        "id": view.id,
        "type": view.type.value,
        "status": view.status.value,
        "action": view.action.value if view.action else None,
        "action_words": view.action_words,
        "summary": view.summary,
        "targets": list(view.who),
        "count": view.count,
        "confidence": view.confidence,
        "confirmed": view.is_confirmed,
        "people": list(view.people),
        "people_withheld": view.people_withheld,
        "withdrawn": view.withdrawn,
        "uids": list(view.uids),
        "authority": view.authority,
        "agency": view.agency,
        "list": view.list,
        "programmes": list(view.programmes),
        "still_under": list(view.still_under),
        "when": {
            "text": view.when,
            "basis": view.basis.value,
            "on": _iso(view.on),
            "precision": view.precision.value,
            "after": _iso(view.after),
            "by": _iso(view.by),
        },
        "relation": view.relation.value,
        "relation_words": view.relation_words,
        "claims": [
            {"id": claim.id, "text": claim.text, "uncertainty": claim.uncertainty} for claim in view.claims
        ],
        "questions": [
            {
                "id": question.id,
                "text": question.text,
                "effect": question.effect.value,
                "why": question.why,
                "part": question.part,
            }
            for question in view.questions
        ],
        "evidence": [_evidence_json(line) for line in view.evidence],
        "origin": view.origin.value,
        "origin_text": view.origin_text,
        "caveat": view.caveat,
        "notes": list(view.notes),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _evidence_json(line: EvidenceLine) -> dict[str, object]:
    return {
        "record": line.record,
        "source": line.source,
        "source_title": line.source_title,
        "publisher": line.publisher,
        "role": line.role,
        "observed_at": line.observed_at.isoformat(),
        "address": line.address,
        "sha256": line.sha256,
        "origin": line.origin.value,
        "origin_note": line.origin_note,
        "quote": line.quote,
        "start": line.start,
        "length": line.length,
        "snapshot": line.snapshot,
    }
