"""Asking a person: Ask in the course of a case, StartAsk to open one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Self

from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone
from viewflow.workflow.activation import Activation
from viewflow.workflow.base import Node
from viewflow.workflow.nodes import mixins
from viewflow.workflow.nodes.start import Start
from viewflow.workflow.status import STATUS

from casework import workdays, writing
from casework.letters.kinds import kind_of, usual
from casework.models import Receipt, Waiting
from casework.nodes.automatic import Starting
from casework.nodes.bulk import Basket, InBasket, Shown, nothing_to_answer
from casework.nodes.waiting import BOX, Expecting, WaitingActivation
from casework.paper import OnPaper

# Steps of an organisation: whoever else acts for it answers.
COLLEAGUE = "ответит другой представитель той же организации; если их не осталось, организация пригласит нового."


@dataclass(frozen=True)
class Absence:
    """What becomes of a step when the person it waits for cannot act.

    `words` say it to the office (Russian). With `replace(subject, by=, ground=, person=)` the office of the step hands it to one of
    `candidates(subject)`; without candidates nobody is chosen: the act itself ends the step. `at_once`: the step is the other's from
    that moment; otherwise the act leads to it (somebody must first agree).
    """

    words: str
    replace: Callable[..., Any] | None = None
    candidates: Callable[[Any], Iterable[Any]] | None = None
    at_once: bool = True


def page_of(node: Any) -> str:
    """`<app>/<thing>/<node>.html`: the template beside the form's thing, or beside the flow's if the form is of another room."""
    room, *thing = node.form.__module__.split(".")[:-1]
    if room != node.flow_class.process_class._meta.app_label:
        room, *thing = node.flow_class.__module__.split(".")[:-1]
    return "/".join([room, *thing, f"{node.name}.html"])


def _days_left(waiting: Waiting) -> int | None:
    """Working days that were left; while the term stood still none was spent."""
    return waiting.days_left if waiting.paused_at else workdays.left(waiting.due_at)


class AskActivation(WaitingActivation):
    """Only the door completes a question to a person."""

    @Activation.status.transition(source=STATUS.ASSIGNED)
    def activate(self) -> None:
        """A question stays as it is until the door completes it."""

    @Activation.status.transition(source=STATUS.ASSIGNED, target=STATUS.DONE)
    def finish(self, waiting: Waiting, how: str, by: Any = None, receipt: Receipt | None = None) -> None:
        """Close the question, its draft, and the form it was answered in; called by the door under the lock of the case."""
        self.task.started = timezone.now()
        also: dict[str, writing.Part] = {}
        if how == Waiting.Closed.DONE and hasattr(self.task, "draft"):
            also["draft"] = ("DELETE FROM casework_draft WHERE task_id = %s", [self.task.pk])
        if receipt:
            statement, values = writing.insert(receipt)
            also["receipt"] = (f"{statement} ON CONFLICT DO NOTHING", values)
        self.close(
            also=also,
            closed_how=how,
            closed_by_id=by and by.pk,
            days_left=None if how == Waiting.Closed.CANCELLED else _days_left(waiting),
            stage="",
            stage_at=None,
        )


class Ask(Expecting):
    """Ask a person to fill in a form and perform an action with the answers."""

    activation_class = AskActivation
    task_type = "HUMAN"
    shape = BOX
    bpmn_element = "userTask"

    def __init__(self, form: Any, action: Callable[..., Any], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.form, self.action = form, action
        self.addressee: str | Callable[[Any], str] = ""
        self.is_reviewed = self.is_live = False
        self.event = "task"
        self.absence: Absence | None = None
        self.bulk: InBasket | None = None
        self.fact: Callable[[Any], str] | None = None
        self.is_moot: Callable[[Any], bool] = lambda activation: False
        self.takes_paper: Callable[[Any], bool] = lambda subject: False

    def To(self, addressee: str | Callable[[Any], str], asked: str) -> Self:
        """Whom the step asks: a capacity key, or a function of the activation that gives one; `asked` says it without names (Russian)."""
        self.addressee, self.asked = addressee, asked
        return self

    def InAbsence(
        self,
        words: str,
        replace: Callable[..., Any] | None = None,
        candidates: Callable[[Any], Iterable[Any]] | None = None,
        *,
        at_once: bool = True,
    ) -> Self:
        """Who stands in for the person the step waits for, see `Absence`; every step addressed to a person says it."""
        self.absence = Absence(words, replace, candidates, at_once)
        return self

    def Reviewed(self) -> Self:
        """Show the answers once more before they are sent ("check your answers")."""
        self.is_reviewed = True
        return self

    def Live(self) -> Self:
        """Those who are asked sit in the room, at the page of what goes on: no message doubles the task."""
        self.is_live = True
        return self

    def Event(self, event: str) -> Self:
        """The event under which the kind of the message is looked up (`message_kinds`) when it is not simply a new task."""
        self.event = event
        return self

    def InBulk(
        self,
        basket: Basket,
        show: Callable[[Iterable[Any]], dict[int, Shown]],
        answers: Callable[[str], dict[str, str]] = nothing_to_answer,
    ) -> Self:
        """The step may be answered together with others of its kind: its form asks nothing that differs from one to another."""
        self.bulk = InBasket(basket, show, answers)
        return self

    def WhileNeeded(self, fact: Callable[[Any], str], is_moot: Callable[[Any], bool]) -> Self:
        """The question falls away when it has been answered in another way: `is_moot(activation)` is asked again whenever the fact's
        room wakes whoever waits for it (`door.notify_waiters`), and every minute; then the flow goes on.
        """
        self.fact, self.is_moot = fact, is_moot
        return self

    def OnPaper(self, takes_paper: Callable[[Any], bool]) -> Self:
        """Whoever is asked may answer on a signed sheet, too, through the office of the step: `takes_paper(subject)` says when.

        What an organisation without an account is asked needs no such word: it can answer in no other way.
        """
        self.takes_paper = takes_paper
        return self

    def fact_of(self, activation: Activation) -> str:
        """The key of what may make the question needless; empty if nothing does."""
        return self.fact(activation) if self.fact else ""

    def _ready(self) -> None:
        if not self.addressee:
            raise ImproperlyConfigured(f"{self.flow_class.__name__}.{self.name}: an Ask needs .To(addressee)")
        super()._ready()

    @property
    def template_name(self) -> str:
        return page_of(self)

    def addressee_of(self, activation: Activation) -> str:
        """The capacity key of whom the step asks; refuses to open a task nobody is asked for."""
        key = self.addressee(activation) if callable(self.addressee) else self.addressee
        if not key:
            raise ImproperlyConfigured(f"{self.flow_class.__name__}.{self.name}: nobody to ask")
        return key

    def brought_along(self, waiting: Waiting) -> dict[str, writing.Part]:
        """A new task is one message to everybody who is asked, unless they have it on the page before them."""
        along = super().brought_along(waiting)
        if self.is_live:
            return along
        until = f" Срок — до {waiting.due_at:%d.%m.%Y}." if waiting.due_at and not waiting.paused_at else ""
        kind = kind_of(self.event)
        message = writing.Message(
            waiting.title, f"{waiting.case_title}.{until}", kind.key, usual(kind), waiting.addressee,
            waiting=waiting, of_new_task=True,
        )  # fmt: skip
        readers = get_user_model().objects.holding(waiting.addressee)
        if waiting.closed_to:
            readers = readers.exclude(pk__in=[key.removeprefix("person:") for key in waiting.closed_to])
        return along | writing.messages(readers, message, waiting.opened_at)


class StartAsk(mixins.NextNodeMixin, Node):
    """Open a case with a form: `action(by=…, **answers)` makes the subject, `process_class.for_subject(subject)` the case."""

    activation_class = Starting
    task_type = "HUMAN_START"
    shape = Start.shape
    bpmn_element = "startEvent"

    def __init__(self, form: Any, action: Callable[..., Any], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.form, self.action = form, action
        self.available: Callable[[Any], str] = lambda person: ""
        self.on_paper: OnPaper | None = None

    def Available(self, available: Callable[[Any], str]) -> Self:
        """Who may open it: a function of the person that gives the capacity (Russian) in which they do, "" if they may not."""
        self.available = available
        return self

    def OnPaper(self, title: str, form: Any, action: Callable[..., Any]) -> Self:
        """It may come on paper, too: the office begins the case with a form of its own; `action(by=…, **answers)` makes the subject."""
        self.on_paper = OnPaper(title, form, action)
        return self

    @property
    def template_name(self) -> str:
        return page_of(self)
