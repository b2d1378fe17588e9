"""Whatever a server does: one graded answer, one line, in time, and nothing that is raised."""

from __future__ import annotations

import pytest
from fault_cases import CASES, MAX_BYTES, Case, visit

# The longest that an answer may take (1.5 s for robots.txt, 1.5 s for the page), and some for the machine.
_IN_TIME_S = 6.0


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_fault_is_one_graded_answer_and_one_line_in_time(case: Case) -> None:
    outcome = visit(case)
    answer = outcome.answer
    assert (answer.grade, answer.status) == (case.grade, case.status), answer.reason
    assert (case.says or "") in (answer.reason or "")
    assert (answer.reason is None) == (answer.grade.value == "ok")
    assert (answer.reason or "").isprintable()
    assert outcome.took_s < _IN_TIME_S
    assert len(outcome.body) <= MAX_BYTES


def test_every_fault_has_a_name_of_its_own() -> None:
    assert len({case.name for case in CASES}) == len(CASES)
