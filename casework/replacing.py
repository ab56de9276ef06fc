"""When a person cannot act: what waits for them, and handing a step over to another, with a ground, by the office of the step."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from viewflow.workflow.models import Task

from casework import door
from casework.aside import standing_aside
from casework.door import Refused
from casework.forms import AskForm
from casework.locking import locked
from casework.models import Waiting, WaitingQuerySet
from casework.nodes import Absence, Ask, subject_of
from casework.notify import notify, tell
from journal.record import record


class ReplaceForm(AskForm):
    """Who takes the step over, and why."""

    done = "Записано: прежний и новый исполнители извещены."
    button = "Заменить"
    person = forms.ModelChoiceField(
        label="Кто исполнит вместо",
        queryset=get_user_model().objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
    )
    ground = forms.CharField(
        label="Основание",
        min_length=5,
        max_length=300,
        help_text="Почему прежний исполнитель не может: приказ, заявление, дата.",
    )

    def __init__(self, *args: Any, candidates: Iterable[Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if candidates is None:
            del self.fields["person"]
            return
        keys = [person.pk for person in candidates]
        self.fields["person"].queryset = get_user_model().objects.filter(pk__in=keys)  # type: ignore[attr-defined]


def absence_of(waiting: Waiting) -> Absence | None:
    """What the flow says about the absence of whom the step waits for."""
    node = waiting.task.flow_task
    return node.absence if isinstance(node, Ask) else None


def subject_of_step(waiting: Waiting) -> Any:
    """What the step is about, as it is now."""
    task = door.task_of(waiting)
    return subject_of(task.flow_task.activation_class(task))


def personal(keys: Iterable[str]) -> WaitingQuerySet:
    """Open steps of these offices that wait for people outside the offices: for a person, or for an organisation's representatives."""
    rows = Waiting.objects.open().filed().filter(office__in=list(keys)).exclude(addressee="")
    return rows.exclude(addressee__startswith="role:").select_related("task").order_by("opened_at", "pk")


def hand_over(pk: int) -> Callable[..., None]:
    """The act of replacing whom the open step `pk` waits for; performed through the door, under the lock of the case."""

    def act(*, by: Any, ground: str, person: Any = None) -> None:
        waiting = Waiting.objects.open().filed().select_related("task").filter(pk=pk).first()
        if waiting is None:
            raise Refused("Этот шаг уже закрыт: заменять исполнителя не нужно.")
        if waiting.office not in by.capacity_keys():
            raise Refused("Исполнителя заменяет подразделение, которое отвечает за шаг.")
        absence = absence_of(waiting)
        if absence is None or absence.replace is None:
            raise Refused("По этому шагу исполнителя не заменяют.")
        before, subject = waiting.addressee, subject_of_step(waiting)
        absence.replace(subject, by=by, ground=ground, person=person)
        if person is not None and absence.at_once:
            readdress(waiting, f"person:{person.pk}")
        whom = f": {person.get_full_name()}" if person is not None else ""
        payload = {"step": waiting.pk, "from": before, "to": person and f"person:{person.pk}"}
        record(
            subject,
            "replace_executor",
            f"Замена исполнителя, «{waiting.title}»{whom}",
            by=by,
            ground=ground,
            payload=payload,
        )
        _tell_former(before, waiting, ground)

    return act


def readdress(waiting: Waiting, addressee: str) -> None:
    """The step waits for somebody else from now on; they are told."""
    if (
        Waiting.objects.open()
        .filter(pk=waiting.pk)
        .exclude(addressee=addressee)
        .update(addressee=addressee, closed_to=[])
    ):
        event, url = f"task:{waiting.pk}:{addressee}", waiting.get_absolute_url()
        notify(addressee, event, waiting.title, f"{waiting.case_title}. Шаг передан вам.", url, waiting=waiting)


def ask_anew(process_id: int | None) -> None:
    """Facts have changed: the open steps of a case wait for whom the flow names now."""
    if process_id is None:
        return
    for waiting in Waiting.objects.open().filter(process_id=process_id).select_related("task"):
        task: Task = door.task_of(waiting)
        if isinstance(task.flow_task, Ask):
            readdress(waiting, task.flow_task.addressee_of(task.flow_task.activation_class(task)))


def stand_aside_anew(keys: Iterable[str]) -> None:
    """Facts have changed: who stands aside is asked anew for the open steps of these offices. Each under the lock of its case."""
    rows: WaitingQuerySet = Waiting.objects.open().filter(
        addressee__in=[key for key in keys if key.startswith("role:")]
    )
    for pk, process in rows.order_by("process", "pk").values_list("pk", "process"):
        with locked(process):
            waiting = rows.filter(pk=pk).select_related("task").first()
            if waiting is None:
                continue
            people = standing_aside(waiting.addressee, door.task_of(waiting).process)
            if people != waiting.closed_to:
                rows.filter(pk=pk).update(closed_to=people)


def _tell_former(addressee: str, waiting: Waiting, ground: str) -> None:
    kind, _, pk = addressee.partition(":")
    if kind != "person":
        return
    former = get_user_model().objects.get(pk=int(pk))
    text = f"{waiting.case_title}. Основание: {ground}."
    tell(former, f"task:{waiting.pk}:replaced:{addressee}", f"Вас заменили: {waiting.title}", text, waiting.case_url)
