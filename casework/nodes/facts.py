"""Waiting for a fact in a lower room."""

from collections.abc import Callable
from typing import Any, Self

from viewflow import this
from viewflow.workflow.activation import Activation
from viewflow.workflow.status import STATUS

from casework.models import Waiting
from casework.nodes.waiting import BOX, Expecting, WaitingActivation, subject_of


class AwaitActivation(WaitingActivation):
    """A fact completes it: asked when it opens, and again whenever the fact's room wakes it."""

    opens_as = STATUS.STARTED  # from the first moment the fact may complete it

    def is_true(self) -> bool:
        """Has the fact come about?"""
        return bool(self.flow_task.until(self))

    @Activation.status.transition(source=STATUS.STARTED, target=STATUS.DONE, conditions=[this.is_true])
    def complete(self) -> None:
        """Close the task because the fact is there, and perform what the fact brings about."""
        self.close(closed_how=Waiting.Closed.DONE)
        if self.flow_task.then:
            self.flow_task.then(subject_of(self))

    @Activation.status.transition(source=STATUS.STARTED, target=STATUS.DONE)
    def give_up(self) -> None:
        """Close the task because its term has passed without the fact."""
        self.close(closed_how=Waiting.Closed.LAPSED)


class Await(Expecting):
    """Wait until something in a lower room has come about, then perform `then(subject)`; the room knows nothing of who waits."""

    activation_class = AwaitActivation
    task_type = "FACT"
    shape = BOX
    bpmn_element = "receiveTask"

    def __init__(
        self,
        fact: Callable[[Any], str],
        until: Callable[[Any], bool],
        then: Callable[..., Any] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.fact, self.until, self.then = fact, until, then

    def From(self, asked: str) -> Self:
        """Whose move it is meanwhile, said to those who wait (Russian)."""
        self.asked = asked
        return self

    def fact_of(self, activation: Activation) -> str:
        """The journal key of the object the step waits for."""
        return self.fact(activation)
