"""A view as JSON. The keys are an interface: they are only added to."""

from __future__ import annotations

from datetime import date

from tracker.report.shown import (
    CountLine,
    DevelopmentView,
    EvidenceLine,
    Facts,
    LinkLine,
    OnListLine,
    RungLine,
)


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
        "about": view.about,
        "exchange": view.exchange,
        "details": _facts_json(view.facts),
        "counts": [_count_json(one) for one in view.counts],
        "conflict": view.conflict,
        "publishers": list(view.publishers),
        "voices": view.voices,
        "confidence_words": view.confidence_words,
        "links": [_link_json(one) for one in view.links],
        "ladders": [
            {
                "text": one.words,
                "targets": list(one.targets),
                "steps": [_rung_json(each) for each in one.rungs],
            }
            for one in view.ladders
        ],
        "corrections": [
            {"claim": one.claim, "field": one.field, "said": one.said, "found": one.found}
            for one in view.corrections
        ],
        "elsewhere": [
            {
                "target": target,
                "text": line.words,
                "lists": [_on_list_json(one) for one in lists],
            }
            for line in view.elsewhere
            for target, lists in zip(line.targets, line.on, strict=True)
        ],
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
        "document": line.document,
        "title": line.title,
        "language": line.language,
        "published": _iso(line.published),
        "in_title": line.in_title,
        "voice": line.voice,
        "is_current": line.is_current,
    }


def _facts_json(facts: Facts) -> dict[str, object]:
    return {
        "kind": facts.kind,
        "country": facts.country,
        "count": facts.count,
        "count_relation": facts.count_relation.value if facts.count_relation else None,
        "subgroups": [{"count": number, "of": of} for number, of in facts.subgroups],
        "nationalities": list(facts.nationalities),
        "destination": list(facts.destination),
        "counterpart": list(facts.counterpart),
        "officials": list(facts.officials),
        "sector": facts.sector,
        "instrument": facts.instrument,
        "in_force": _iso(facts.in_force),
        "valid_until": _iso(facts.valid_until),
        "parties": list(facts.parties),
        "place": facts.place,
    }


def _count_json(line: CountLine) -> dict[str, object]:
    return {
        "value": line.value,
        "relation": line.relation.value,
        "of": line.of,
        "records": list(line.records),
        "publishers": list(line.publishers),
        "voices": line.voices,
        "is_official": line.is_official,
        "is_conflict": line.is_conflict,
        "is_current": line.is_current,
    }


def _link_json(line: LinkLine) -> dict[str, object]:
    return {
        "kind": line.kind.value,
        "words": line.words,
        "id": line.id,
        "summary": line.summary,
        "when": line.when,
        "is_later": line.is_later,
        "days": line.days,
        "reason": line.reason,
        "record": line.record,
        "quote": line.quote,
    }


def _on_list_json(line: OnListLine) -> dict[str, object]:
    return {
        "list": line.list,
        "list_title": line.list_title,
        "authority": line.authority,
        "found": line.found,
        "observed_at": line.seen_at.isoformat() if line.seen_at else None,
        "origin": line.origin.value if line.origin else None,
        "uid": line.uid,
        "since": _iso(line.since),
        "since_basis": line.since_basis,
        "until": _iso(line.until),
        "score": line.score,
        "reason": line.reason,
    }


def _rung_json(line: RungLine) -> dict[str, object]:
    return {
        "id": line.id,
        "words": line.words,
        "when": line.when,
        "days": line.days,
        "is_this": line.is_this,
    }
