"""From what a register states to release records: one for each person, with the register's own rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time

from tracker.extract.record_id import short_id
from tracker.extract.register_diff import Freed
from tracker.model import (
    CountRelation,
    Details,
    Evidence,
    EvidenceRole,
    Origin,
    Record,
    RecordType,
    RegisterState,
    Status,
)
from tracker.read.registers.kept import rows_in

# It says who, and its makers know them; why, and sometimes when, it does not say.
_CONFIDENCE = 0.9
_RULE = "register.{register}.{what}"
_SUMMARY = "1 person freed, as the register {register} states"


@dataclass(frozen=True, slots=True)
class KeptState:
    """A state of a register with the body that is kept of it, and its place among the evidence."""

    state: RegisterState
    body: bytes
    sha256: str
    snapshot: int


def register_records(
    freed: tuple[Freed, ...],
    *,
    old: KeptState | None,
    new: KeptState,
    country: str,
    ordinals: Mapping[str, int],
) -> Mapping[str, Record]:
    """A release record for each who is freed, by uid. `ordinals`: how many releases without a day were stated
    of a uid before. The id is made of what is stated, so that the same statement is the same record."""
    before, now = rows_in(old.body) if old else {}, rows_in(new.body)
    found: dict[str, Record] = {}
    for one in freed:
        uid, register = one.row.uid, new.state.register
        said = one.when.on.isoformat() if one.when.on else str(ordinals.get(uid, 0) + 1)
        evidence = [_evidence(EvidenceRole.STATES, new, now[uid])]
        if one.was is not None and old is not None:
            evidence.insert(0, _evidence(EvidenceRole.LAST_SEEN, old, before[uid]))
        found[uid] = Record(
            id=short_id("r", (RecordType.RELEASE.value, register, uid, said)),
            type=RecordType.RELEASE,
            status=Status.ACTUAL,
            source=register,
            authority=None,
            agency=None,
            when=one.when,
            rule=_RULE.format(register=register, what="freed" if one.was else "dated"),
            confidence=_CONFIDENCE,
            evidence=tuple(evidence),
            origin=Origin.IMPORT,
            summary=_SUMMARY.format(register=register),
            details=Details(
                kind="unspecified",
                country=country,
                count=1,
                count_relation=CountRelation.NAMED,
                names=(one.row.name,) if one.row.name else (),
            ),
        )
    return found


def _evidence(role: EvidenceRole, kept: KeptState, place: tuple[int, str]) -> Evidence:
    start, line = place
    return Evidence(
        role=role,
        sha256=kept.sha256,
        observed_at=datetime.combine(kept.state.day, time(), UTC),
        quote=line,
        start=start,
        length=len(line.encode()),
        snapshot=kept.snapshot,
    )
