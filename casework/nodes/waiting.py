"""What a question to a person and a wait for a fact have in common: an open task with a row of `Waiting` beside it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.utils import timezone
from viewflow.workflow.activation import Activation
from viewflow.workflow.base import Node
from viewflow.workflow.nodes import mixins
from viewflow.workflow.status import STATUS

from casework import deadlines, writing
from casework.aside import standing_aside
from casework.models import Waiting
from casework.nodes.automatic import inherited_item
from journal.record import key

BOX = {
    "width": 150,
    "height": 100,
    "text-align": "middle",
    "svg": '<rect class="task" width="150" height="100" rx="5" ry="5"/>',
}


def subject_of(activation: Activation) -> models.Model:
    """What a task is about: the item of its branch (ForEach), else the subject of the case."""
    item = activation.task.data.get("item")
    if item is None:
        return activation.process.subject
    label, _, pk = item.partition(":")
    return apps.get_model(label)._default_manager.get(pk=pk)


class WaitingActivation(mixins.NextNodeActivationMixin, Activation):
    """A task that stays open until a person or a fact completes it, with one row of `Waiting` beside it."""

    opens_as = STATUS.ASSIGNED

    @classmethod
    def create(cls, flow_task: Any, prev_activation: Any, token: Any, data: Any = None, seed: Any = None) -> Self:
        """Open the task and say what is awaited, from whom, until when: one statement."""
        task = flow_task.flow_class.task_class(process=prev_activation.process, flow_task=flow_task, token=token)
        task.data = data or inherited_item(prev_activation)
        task.status, task.started = cls.opens_as, timezone.now() if cls.opens_as == STATUS.STARTED else None
        activation = cls(task)
        waiting = flow_task.expected(activation)
        parts = writing.step(task, prev_activation.task)
        parts["waiting"] = writing.insert(waiting, source="task", task="task.id")
        parts |= flow_task.brought_along(waiting)
        answer = "task.id, (SELECT pk FROM job) FROM task" if "job" in parts else "task.id FROM task"
        writing.kept(task, writing.run(parts, answer)[0])
        return activation

    @Activation.status.transition(source=STATUS.ASSIGNED, target=STATUS.STARTED)
    def activate(self) -> None:
        """Nothing to do: somebody or something else completes the task."""

    @Activation.status.transition(source=STATUS.STARTED, target=STATUS.DONE)
    def complete(self) -> None:
        """Close the task."""
        self.close(closed_how=Waiting.Closed.DONE)

    @Activation.status.transition(source=[STATUS.ASSIGNED, STATUS.STARTED], target=STATUS.CANCELED)
    def cancel(self) -> None:
        """The case no longer needs it."""
        self.close(closed_how=Waiting.Closed.CANCELLED)

    def close(self, *, also: dict[str, writing.Part] | None = None, **how: Any) -> None:
        """Write the end into the task and its waiting, and whatever ends with them."""
        self.task.finished = timezone.now()
        writing.run(writing.ending(self.task, **how) | (also or {}), "1")


class Expecting(mixins.NextNodeMixin, Node):
    """What Ask and Await share: a deadline and what happens when it passes."""

    deadline: str | Callable[[Any], str] = ""
    continues = False
    consequence = ""
    asked = ""
    office: str | Callable[[Any], str] = ""
    not_before: Callable[[Any], datetime] | None = None
    is_heir = False
    lapse: Callable[..., Any] | None = None

    def Within(
        self,
        deadline: str | Callable[[Any], str],
        *,
        lapse: Callable[..., Any] | None = None,
        continues: bool = False,
        consequence: str = "",
    ) -> Self:
        """Give the step a named deadline of the case's regulation.

        `lapse(subject)` makes it hard: performed by the system when the term passes. `continues`: a term of that name which the case
        has already begun goes on with the working days that were left. `consequence`: what happens if nothing is done (Russian).
        """
        self.deadline, self.lapse, self.continues, self.consequence = deadline, lapse, continues, consequence
        return self

    def NotBefore(self, moment: Callable[[Any], datetime]) -> Self:
        """The step cannot be done before a moment, a function of the activation: until then it is shown apart, with that moment."""
        self.not_before = moment
        return self

    def Inheriting(self) -> Self:
        """Without a term of its own the step has that of whoever waits for the subject of its case."""
        self.is_heir = True
        return self

    def Office(self, office: str | Callable[[Any], str]) -> Self:
        """Whose step it is when it is not the office of the whole flow (its `office`): the key, or a function of the activation."""
        self.office = office
        return self

    def office_of(self, activation: Activation) -> str:
        """The key of the office that answers for the step: hears that it is overdue, finds somebody else for it."""
        office = self.office or getattr(self.flow_class, "office", "")
        return office(activation) if callable(office) else office

    def Titled(self, title: str) -> Self:
        """What to do, as said to the person (Russian)."""
        self.task_title = title
        return self

    def expected(self, activation: Activation) -> Waiting:
        """What a task that opens waits for (not saved yet)."""
        process, addressee = activation.process, self.addressee_of(activation)
        waiting = Waiting(
            task=activation.task,
            process_id=process.pk,
            addressee=addressee,
            closed_to=standing_aside(addressee, process),
            fact=self.fact_of(activation),
            office=self.office_of(activation),
            asked=self.asked,
            title=self.task_title,
            case_title=process.case_title[:300],
            case_url=process.get_absolute_url(),
            opened_at=timezone.now(),
            not_before=self.not_before(activation) if self.not_before else None,
        )
        name = self.deadline(activation) if callable(self.deadline) else self.deadline
        if name:
            item = activation.task.data.get("item")
            days = deadlines.days_left_before(process.pk, name, item) if self.continues else None
            deadlines.start(waiting, name, process.term(name), consequence=self.consequence, days=days)
            if process.stands_still(name):
                deadlines.stand_still(waiting)
        elif self.is_heir:
            deadlines.inherit(waiting, key(process.subject))
        return waiting

    def brought_along(self, waiting: Waiting) -> dict[str, writing.Part]:
        """What is written with the task: what was typed and not sent in time comes back when the same question is asked again."""
        return {} if self.lapse is None else {"draft": writing.recalled(waiting)}

    def addressee_of(self, activation: Activation) -> str:
        """The capacity key of whom the step asks; empty for a fact."""
        return ""

    def fact_of(self, activation: Activation) -> str:
        """The key of what the step waits for; empty for a person."""
        return ""
