"""Our four nodes on viewflow's graph: StartAsk and Ask (a form to a person), ForEach (one branch per item), Await (a fact).

A case is a concrete subclass of viewflow's Process. It answers four questions, which is all this room knows of it:
`subject` (the object the case is about), `case_title`, `get_absolute_url()` and `term(name) -> Term` (the length of a named deadline in the
regulation the case has pinned).
"""

from collections.abc import Callable, Iterable
from typing import Any, Self

from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.utils import timezone
from viewflow import this
from viewflow.workflow.activation import Activation
from viewflow.workflow.base import Edge, Node
from viewflow.workflow.nodes import mixins
from viewflow.workflow.nodes.start import Start, StartActivation
from viewflow.workflow.status import STATUS
from viewflow.workflow.token import Token

from casework import deadlines
from casework.models import Draft, Waiting

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
    from django.apps import apps

    return apps.get_model(label)._default_manager.get(pk=pk)


class WaitingActivation(mixins.NextNodeActivationMixin, Activation):
    """A task that stays open until a person or a fact completes it, with one row of `Waiting` beside it."""

    @classmethod
    def create(cls, flow_task: Any, prev_activation: Any, token: Any, data: Any = None, seed: Any = None) -> Self:
        """Open the task and say what is awaited, from whom, until when."""
        task = flow_task.flow_class.task_class(process=prev_activation.process, flow_task=flow_task, token=token)
        task.data = data or _inherited_item(prev_activation)
        task.status = STATUS.ASSIGNED
        task.save()
        task.previous.add(prev_activation.task)
        activation = cls(task)
        flow_task.expect(activation)
        return activation

    @Activation.status.transition(source=STATUS.ASSIGNED, target=STATUS.STARTED)
    def activate(self) -> None:
        """Nothing to do: somebody or something else completes the task."""

    @Activation.status.transition(source=STATUS.STARTED, target=STATUS.DONE)
    def complete(self) -> None:
        """Close the task."""
        self.task.finished = timezone.now()
        self.task.save()

    @Activation.status.transition(source=[STATUS.ASSIGNED, STATUS.STARTED], target=STATUS.CANCELED)
    def cancel(self) -> None:
        """The case no longer needs it."""
        self.task.finished = timezone.now()
        self.task.save()
        Waiting.objects.open().filter(pk=self.task.pk).update(
            closed_at=self.task.finished, closed_how=Waiting.Closed.CANCELLED
        )


class AskActivation(WaitingActivation):
    """Only the door completes a question to a person."""

    @Activation.status.transition(source=STATUS.ASSIGNED)
    def activate(self) -> None:
        """A question stays as it is until the door completes it."""

    def finish(self) -> None:
        """Complete the task and move the flow on; called by the door under the lock of the case."""
        self.task.status = STATUS.STARTED
        self.task.started = timezone.now()
        self.complete()
        self.activate_next()


class AwaitActivation(WaitingActivation):
    """A fact completes it: asked when it opens, and again whenever the fact's room wakes it."""

    def is_true(self) -> bool:
        """Has the fact come about?"""
        return bool(self.flow_task.until(self))

    @Activation.status.transition(source=STATUS.ASSIGNED, target=STATUS.STARTED)
    def activate(self) -> None:
        """From now on the fact may complete it."""
        self.task.started = timezone.now()
        self.task.save(update_fields=["status", "started"])

    @Activation.status.transition(source=STATUS.STARTED, target=STATUS.DONE, conditions=[this.is_true])
    def complete(self) -> None:
        """Close the task because the fact is there, and perform what the fact brings about."""
        self.close(Waiting.Closed.DONE)
        if self.flow_task.then:
            self.flow_task.then(subject_of(self))

    @Activation.status.transition(source=STATUS.STARTED, target=STATUS.DONE)
    def give_up(self) -> None:
        """Close the task because its term has passed without the fact."""
        self.close(Waiting.Closed.LAPSED)

    def close(self, how: str) -> None:
        """Write the end into the task and its waiting."""
        self.task.finished = timezone.now()
        self.task.save()
        Waiting.objects.open().filter(pk=self.task.pk).update(closed_at=self.task.finished, closed_how=how)


def _inherited_item(previous: Activation) -> dict[str, Any]:
    """Steps behind a ForEach go on about the same item, as long as they are in its branch."""
    item = previous.task.data.get("item") if previous.task.data else None
    return {"item": item} if item and previous.type != "join" else {}


class _Expecting(mixins.NextNodeMixin, Node):
    """What Ask and Await share: a deadline and what happens when it passes."""

    deadline = ""
    continues = False
    consequence = ""
    asked = ""
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

    def Titled(self, title: str) -> Self:
        """What to do, as said to the person (Russian)."""
        self.task_title = title
        return self

    def expect(self, activation: Activation) -> None:
        """Write the row of `Waiting` for a task that has just opened."""
        process = activation.process
        waiting = Waiting(
            task=activation.task,
            process_id=process.pk,
            addressee=self.addressee_of(activation),
            fact=self.fact_of(activation),
            asked=self.asked,
            title=self.task_title,
            case_title=process.case_title[:300],
            case_url=process.get_absolute_url(),
            opened_at=timezone.now(),
        )
        name = self.deadline(activation) if callable(self.deadline) else self.deadline
        if name:
            days = deadlines.days_used_before(process.pk, name) if self.continues else None
            deadlines.start(waiting, name, process.term(name), consequence=self.consequence, days=days)
        waiting.save(force_insert=True)
        self.recall_draft(waiting)
        self.announce(waiting)

    def recall_draft(self, waiting: Waiting) -> None:
        """What was typed and not sent in time comes back when the same question is asked again."""
        lapsed = Draft.objects.filter(
            task__process_id=waiting.process_id,
            task__flow_task=self,
            task__waiting__addressee=waiting.addressee,
            task__waiting__closed_how=Waiting.Closed.LAPSED,
        )
        if draft := lapsed.order_by("-task_id").first():
            Draft.objects.create(
                task_id=waiting.pk, fields=draft.fields, saved_at=draft.saved_at, saved_by=draft.saved_by
            )

    def addressee_of(self, activation: Activation) -> str:
        """The capacity key of whom the step asks; empty for a fact."""
        return ""

    def fact_of(self, activation: Activation) -> str:
        """The key of what the step waits for; empty for a person."""
        return ""

    def announce(self, waiting: Waiting) -> None:
        """Tell whoever is asked."""


class Ask(_Expecting):
    """Ask a person to fill in a form and perform an action with the answers."""

    activation_class = AskActivation
    task_type = "HUMAN"
    shape = BOX
    bpmn_element = "userTask"

    def __init__(self, form: type, action: Callable[..., Any], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.form, self.action = form, action
        self.addressee: str | Callable[[Any], str] = ""
        self.is_reviewed = False

    def To(self, addressee: str | Callable[[Any], str], asked: str) -> Self:
        """Whom the step asks: a capacity key, or a function of the activation that gives one; `asked` says it without names (Russian)."""
        self.addressee, self.asked = addressee, asked
        return self

    def Reviewed(self) -> Self:
        """Show the answers once more before they are sent ("check your answers")."""
        self.is_reviewed = True
        return self

    def _ready(self) -> None:
        if not self.addressee:
            raise ImproperlyConfigured(f"{self.flow_class.__name__}.{self.name}: an Ask needs .To(addressee)")
        super()._ready()

    @property
    def template_name(self) -> str:
        """`<app>/<node>.html`, named as the node."""
        return f"{self.flow_class.process_class._meta.app_label}/{self.name}.html"

    def addressee_of(self, activation: Activation) -> str:
        """The capacity key of whom the step asks; refuses to open a task nobody is asked for."""
        key = self.addressee(activation) if callable(self.addressee) else self.addressee
        if not key:
            raise ImproperlyConfigured(f"{self.flow_class.__name__}.{self.name}: nobody to ask")
        return key

    def announce(self, waiting: Waiting) -> None:
        """A new task is one notification."""
        from casework.notify import notify  # the queue's tasks behind it import flows

        until = f" Срок — до {waiting.due_at:%d.%m.%Y}." if waiting.due_at else ""
        notify(
            waiting.addressee,
            f"task:{waiting.pk}",
            waiting.title,
            f"{waiting.case_title}.{until}",
            waiting.get_absolute_url(),
        )


class Await(_Expecting):
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


class StartAskActivation(StartActivation):
    """Opens a case when the person's first form has been acted on."""

    def begin(self, process: Any, person: Any) -> None:
        """Make `process` (unsaved, its subject set) the case and move on."""
        self.process = self.task.process = process
        self.task.owner = person
        self.execute()


class StartAsk(mixins.NextNodeMixin, Node):
    """Open a case with a form: `action(by=…, **answers)` makes the subject, `process_class.for_subject(subject)` the case."""

    activation_class = StartAskActivation
    task_type = "HUMAN_START"
    shape = Start.shape
    bpmn_element = "startEvent"

    def __init__(self, form: type, action: Callable[..., Any], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.form, self.action = form, action
        self.available: Callable[[Any], str] = lambda person: ""

    def Available(self, available: Callable[[Any], str]) -> Self:
        """Who may open it: a function of the person that gives the capacity (Russian) in which they do, "" if they may not."""
        self.available = available
        return self

    @property
    def template_name(self) -> str:
        """`<app>/<node>.html`, named as the node."""
        return f"{self.flow_class.process_class._meta.app_label}/{self.name}.html"


class ForEachActivation(Activation):
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
