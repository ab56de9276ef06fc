"""One parallel branch per item."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import models
from viewflow.workflow.activation import Activation
from viewflow.workflow.base import Edge, Node
from viewflow.workflow.nodes import mixins
from viewflow.workflow.token import Token

from casework.nodes.automatic import WrittenOnce


class ForEachActivation(WrittenOnce):
    """Opens the branches."""

    @Activation.status.super()
    def activate(self) -> None:
        """The items are asked for when the branches open."""

    @Activation.status.super()
    def create_next(self) -> Iterable[Activation]:
        """One branch per item, each with a token of its own for the Join behind."""
        tokens = Token.split_token_source(self.task.token, self.task.pk)
        for item in list(self.flow_task.items(self)):
            data = {"item": f"{item._meta.label_lower}:{item.pk}"}
            yield self.flow_task._next._create(self, next(tokens), data=data)


class ForEach(mixins.NextNodeMixin, Node):
    """One parallel branch per item of `items(activation)`; a Switch before it must guard against an empty list."""

    activation_class = ForEachActivation
    task_type = "PARALLEL_GATEWAY"
    shape = {
        "width": 50,
        "height": 50,
        "svg": '<path class="gateway" d="M25,0L50,25L25,50L0,25L25,0"/><text class="gateway-marker" font-size="32px" x="25" y="35">+</text>',
    }
    bpmn_element = "parallelGateway"

    def __init__(self, items: Callable[[Any], Iterable[models.Model]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.items = items

    def _outgoing(self) -> Iterable[Edge]:
        if self._next:
            yield Edge(src=self, dst=self._next, edge_class="next", label="каждому")
