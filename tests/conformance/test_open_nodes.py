"""What the promises say a case may wait for is what its flow may wait for: no step is forgotten, none has been renamed since."""

import pytest

from casework import rooms
from casework.flows import flows
from casework.guard import machine_of
from casework.nodes import Ask, Await

LISTS = {module.__name__: module.OPEN_NODES for module in rooms.modules("invariants") if hasattr(module, "OPEN_NODES")}


def waiting_steps(flow) -> set[str]:
    return {node.name for node in flow.instance.nodes() if isinstance(node, Ask | Await)}


def statuses_of(flow) -> set[str]:
    case = flow.process_class
    subject = case._meta.get_field(case.subject_field).related_model
    return {str(code) for code, _ in machine_of(subject).flatchoices}


@pytest.mark.parametrize("allowed", LISTS.values(), ids=LISTS)
def test_the_steps_that_may_be_open_are_the_steps_of_one_flow(allowed):
    listed = {node for nodes in allowed.values() for node in nodes}
    [flow] = [flow for flow in flows() if waiting_steps(flow) == listed]
    assert set(allowed) <= statuses_of(flow)


def test_there_are_such_lists():
    assert len(LISTS) >= 3
