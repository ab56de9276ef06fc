"""Where a case comes back into its flow."""

from typing import Any

from viewflow.workflow.base import Node
from viewflow.workflow.nodes import mixins
from viewflow.workflow.nodes.start import StartActivation, StartHandle


class Reentry(mixins.NextNodeMixin, Node):
    """An entrance for a case that goes on elsewhere, because what had been decided was set aside: see `casework/reentering.py`.

    `ground`: why cases come this way (Russian). No case begins here.
    """

    activation_class = StartActivation
    task_type = StartHandle.task_type
    shape = StartHandle.shape
    bpmn_element = StartHandle.bpmn_element

    def __init__(self, ground: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.task_title = ground
