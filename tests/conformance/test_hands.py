"""Nobody is irreplaceable: every step of every flow says whose it is and who stands in."""

import pytest

from casework.flows import flows
from casework.nodes import Ask, Await

FLOWS = flows()
STEPS = [
    (flow, node)
    for flow in sorted(FLOWS, key=lambda flow: flow.__name__)
    for node in flow.instance.nodes()
    if isinstance(node, Ask | Await)
]


def name(value):
    return getattr(value, "__name__", getattr(value, "name", ""))


def test_all_rooms_are_looked_at():
    assert len(FLOWS) >= 30
    assert {flow.__module__.partition(".")[0] for flow in FLOWS} == {
        "appeals", "committee", "consultations", "documents", "events", "execution", "expertise", "library", "monitoring", "negotiations",
        "programme", "protocol", "quality_mark",
    }  # fmt: skip


@pytest.mark.parametrize(("flow", "node"), STEPS, ids=name)
def test_a_step_has_an_office_that_answers_for_it(flow, node):
    assert node.office or getattr(flow, "office", "")


@pytest.mark.parametrize(
    ("flow", "node"),
    [(flow, node) for flow, node in STEPS if isinstance(node, Ask) and callable(node.addressee)],
    ids=name,
)
def test_a_step_addressed_to_a_person_says_who_stands_in(flow, node):
    assert node.absence is not None, "a person may leave: .InAbsence(…)"
    assert node.absence.words.endswith("."), "the page of the office says it as a sentence"
    assert node.absence.candidates is None or node.absence.replace is not None
