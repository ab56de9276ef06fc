"""Steps nobody is asked for: viewflow's gateways, functions and ends, each written to the database once.

viewflow inserts the task of such a step when it is reached and updates all its columns, in a savepoint, when it is over, a moment later
in the same transaction. Ours is inserted when it is over. Flows go on saying `flow.Switch()`, `flow.End()` in viewflow's own words.
"""

from typing import Any, Self

from django.utils import timezone
from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation
from viewflow.workflow.exceptions import FlowRuntimeError
from viewflow.workflow.nodes.end import EndActivation
from viewflow.workflow.nodes.func import FunctionActivation
from viewflow.workflow.nodes.join import JoinActivation
from viewflow.workflow.nodes.split import SplitActivation
from viewflow.workflow.nodes.start import StartActivation
from viewflow.workflow.nodes.switch import SwitchActivation
from viewflow.workflow.signals import flow_finished
from viewflow.workflow.status import STATUS

from casework import writing


def inherited_item(previous: Activation) -> dict[str, Any]:
    """Steps behind a ForEach go on about the same item, as long as they are in its branch."""
    item = previous.task.data.get("item") if previous.task.data else None
    return {"item": item} if item and previous.type != "join" else {}


class WrittenOnce(Activation):
    """An activation whose task is inserted when it is complete."""

    previous_task: Any

    # The engine keeps activations in sets, and a task that is not saved yet cannot tell itself from another.
    __eq__ = object.__eq__
    __hash__ = object.__hash__

    @classmethod
    def create(cls, flow_task: Any, prev_activation: Any, token: Any, data: Any = None, seed: Any = None) -> Self:
        """The step is reached; nothing is written yet."""
        task = flow_task.flow_class.task_class(process=prev_activation.process, flow_task=flow_task, token=token)
        task.data, task.seed = data or inherited_item(prev_activation), seed
        activation = cls(task)
        activation.previous_task = prev_activation.task
        return activation

    @Activation.status.super()
    def complete(self) -> None:
        """The step is over: write its task, and after which one it came."""
        self.task.finished = timezone.now()
        writing.write_step(self.task, self.previous_task)


class Starting(StartActivation):
    """Opens the case: written with it."""

    @Activation.status.super()
    def complete(self) -> None:
        """The case begins with its first step done."""
        self.task.finished = timezone.now()
        writing.write_case(self.process, self.task)


class Switching(WrittenOnce, SwitchActivation):
    """Chooses one way."""

    @Activation.status.super()
    def activate(self) -> None:
        """The first way whose condition holds, else the last one without a condition; what a condition raises ends the whole transaction."""
        for node, condition in self.flow_task._branches:
            if condition is None:
                self.next_task = node
            elif condition(self):
                self.next_task = node
                break
        if self.next_task is None:
            raise FlowRuntimeError(f"No next task available for {self.flow_task.name}")


class Splitting(WrittenOnce, SplitActivation):
    """Opens several ways."""


class Calling(WrittenOnce, FunctionActivation):
    """Calls a function."""

    @Activation.status.super()
    def activate(self) -> None:
        """What the function raises ends the whole transaction: there is nothing to keep of it."""
        self.task.started = timezone.now()
        self.flow_task._func(self)


class Ending(WrittenOnce, EndActivation):
    """Ends the case when nothing else in it is open.

    Like a join it has its turn when no other step is on its way: a branch that passes a gateway at this moment has no open task yet.
    """

    type = "join"

    @Activation.status.super()
    def activate(self) -> None:
        """Nothing but its turn."""
        self.task.started = timezone.now()

    @Activation.status.super()
    def complete(self) -> None:
        """The last branch closes the case."""
        self.task.finished = timezone.now()
        if writing.write_end(self.task, self.previous_task):
            self.process.status, self.process.finished = STATUS.DONE, self.task.finished
            flow_finished.send(sender=self.flow_class, process=self.process, task=self.task)


class Joining(JoinActivation):
    """Waits for all branches. The case is known from the branch that arrives, and is not read again."""

    has_all = False
    is_sister_open = False  # of the branch that has just come: then nothing else has to be asked

    @classmethod
    def create(cls, flow_task: Any, prev_activation: Any, token: Any, data: Any = None, seed: Any = None) -> Self:
        """The open join of the case, or a new one with its first branch."""
        process, previous = prev_activation.process, prev_activation.task
        base = token.get_base_split_token() if token.is_split_token() else token
        task = flow_task.flow_class.task_class(
            process=process, flow_task=flow_task, token=base, status=STATUS.STARTED, started=timezone.now()
        )
        task.data, task.seed = data or {}, seed
        prefix = previous.token.get_common_split_prefix(base, previous.pk)
        is_alone, is_sister_open = writing.write_arrival(task, previous, prefix)
        if not is_alone:
            raise FlowRuntimeError("More than one join instance for process found")
        activation = cls(task)
        activation.is_sister_open = is_sister_open and not flow_task._continue_on_condition
        return activation

    def is_done(self) -> bool:
        """Have all branches arrived? Asked twice in a row when they have; nothing can change in between."""
        self.has_all = self.has_all or (not self.is_sister_open and super().is_done())
        return self.has_all

    @Activation.status.transition(source=STATUS.STARTED, target=STATUS.DONE, conditions=[this.is_done])
    def complete(self) -> None:
        """All branches are there."""
        if self.flow_task._continue_on_condition:
            super().complete.original()
            return
        if len(self._join_token_prefixes()) > 1:
            raise FlowRuntimeError(f"Branches of different splits came to join {self.flow_task.name}")
        self.task.finished = timezone.now()
        self.task.save(update_fields=["status", "finished"])


flow.StartHandle.activation_class = Starting
flow.Switch.activation_class = Switching
flow.Split.activation_class = Splitting
flow.Function.activation_class = Calling
flow.End.activation_class = Ending
flow.Join.activation_class = Joining
