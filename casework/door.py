"""The single door: every act of a person on a case, and every lapse, goes through here, under the lock of the case."""

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django_fsm import TransitionNotAllowed
from viewflow.workflow.flow import StartHandle
from viewflow.workflow.models import Process, Task
from viewflow.workflow.status import PROCESS, STATUS

from casework import writing
from casework.flows import flow_of
from casework.later import later
from casework.locking import locked, locked_by_task
from casework.models import Receipt, Waiting
from casework.nodes import Ask, StartAsk, subject_of
from casework.refusals import Refused, Unready, words_for
from journal import record as journal_record
from journal.record import acting, record


class NotYours(Exception):
    """The person may not do this task (any more)."""


class AlreadyDone(Exception):
    """The task is closed; carries the `Waiting` that says who did it and when."""

    def __init__(self, waiting: Waiting) -> None:
        super().__init__(str(waiting))
        self.waiting = waiting


def capacity_in(person: Any, addressee: str) -> str:
    """The words for the capacity in which a person holds a key now; empty if they do not hold it."""
    return next((capacity.title for capacity in person.capacities() if capacity.key == addressee), "")


def open_task(pk: int, person: Any, flow: Any = None) -> tuple[Task, Waiting]:
    """The task for showing it to a person: NotYours if it is not theirs, AlreadyDone if it is over.

    Whoever knows the `flow` of the case already saves a query.
    """
    waiting = asked_of(pk, person, flow)
    return task_of(waiting), waiting


def asked_of(pk: int, person: Any, flow: Any = None) -> Waiting:
    """The open question alone, with its task and draft: the same answers, and the case has not been read yet."""
    waiting = _find(flow, pk=pk)
    if waiting is None or not waiting.addressee or not waiting.capacity_of(person):
        raise NotYours
    if waiting.closed_at:
        raise AlreadyDone(waiting)
    return waiting


def _find(flow: Any, **which: Any) -> Waiting | None:
    """A waiting with its task, the draft, and, of a known flow, the case and its subject: what was true when it was read."""
    related = ["task__draft"]
    if flow:
        case = flow.process_class
        related.append(f"process__{case._meta.model_name}__{case.subject_field}")
    return next(iter(Waiting.objects.select_related(*related).filter(**which)), None)


def task_of(waiting: Waiting) -> Task:
    """The task with its case as the room's own class, and the subject of the case.

    In a branch the action changes the branch's own item, and through it perhaps another copy of the case's subject: there the
    subject is read when the flow asks for it, after the action.
    """
    task: Task = waiting.task
    case = task.flow_task.flow_class.process_class
    if Task.process.is_cached(task):
        return task
    if Waiting.process.is_cached(waiting):
        task.process = getattr(waiting.process, case._meta.model_name)
    else:
        task.process = case._default_manager.select_related(case.subject_field).get(pk=task.process_id)
    if task.data.get("item"):
        task.process._state.fields_cache.pop(case.subject_field, None)
    return task


def act_on_task(
    pk: int, *, by: Any, form_of: Callable[[Ask, models.Model], Any], token: UUID | None, sheet: Any = None
) -> Any:
    """Perform the action of an open task. Returns the form: bound and valid if it was done, with errors if not.

    `sheet`: what answers for whoever is asked (`casework.paper.Hand`). Raises NotYours, AlreadyDone; OperationalError: the case stays locked.
    """
    with locked_by_task(pk) as flow:
        task, waiting = open_task(pk, sheet or by, flow)
        node: Ask = task.flow_task
        activation = node.activation_class(task)
        subject = subject_of(activation)
        form = form_of(node, subject)
        if not form.is_valid():
            return form
        with acting(waiting.capacity_of(sheet or by)) as state:
            if not _perform(form, lambda: node.action(subject, by=by, **form.cleaned_data)):
                transaction.set_rollback(True)
                return form
            if not state.written:
                record(subject, node.name, node.task_title, by=by)
            receipt = Receipt(token=token, person=by, url=waiting.case_url, at=timezone.now()) if token else None
            activation.finish(waiting, Waiting.Closed.DONE, by, receipt)
            activation.activate_next()
    return form


def start_case(node: StartAsk, *, by: Any, form: Any, token: UUID | None) -> Any:
    """Open a case: the action makes the subject, the case is made for it. Returns the subject, or None with errors in the form.

    The second of two identical posts waits for the first one's receipt and returns its page's subject as None with no errors.
    """
    capacity = node.available(by)
    if not capacity:
        raise NotYours
    with transaction.atomic():
        if token and not _claim(token, by):
            return None
        made: list[Any] = []
        with acting(capacity):
            if not _perform(form, lambda: made.append(node.action(by=by, **form.cleaned_data))):
                transaction.set_rollback(True)
                return None
            subject = made[0]
            begin_case(node, subject, by)
        if token:
            lead_to(token, subject.get_absolute_url())
        return subject


def open_case(subject: models.Model, by: Any = None) -> Process:
    """Open the case of a subject in the current transaction: which flow leads it, the flow itself says (`flows.flow_of`)."""
    starts = [node for node in flow_of(subject).instance.nodes() if isinstance(node, StartHandle | StartAsk)]
    return begin_case(next((node for node in starts if isinstance(node, StartHandle)), starts[0]), subject, by)


def begin_case(start: Any, subject: models.Model, by: Any = None) -> Process:
    """Begin the flow of a start node about a subject, in the current transaction."""
    activation = start.activation_class.create(start, None, None)
    process = start.flow_class.process_class.for_subject(subject)
    process.flow_class = start.flow_class
    # viewflow's `execute` would take the lock of a case that nobody can see yet
    activation.process = activation.task.process = process
    activation.task.owner = by
    activation.complete()
    activation.activate_next()
    return process


def act(
    process_id: int | None, *, by: Any, capacity: str, form: Any, token: UUID | None, action: Callable[..., Any]
) -> bool:
    """A legal fact outside a flow's steps (withdrawal, recusal): the same lock, the same journal, the same answer to a double click.

    `form` is already valid, `by` is None for a stranger. False when the action refused (errors are in the form).
    """
    with transaction.atomic(), locked(process_id) if process_id is not None else nullcontext():
        if token and not _claim(token, by):
            return True
        with acting(capacity):
            if _perform(form, lambda: action(by=by, **form.cleaned_data)):
                return True
        transaction.set_rollback(True)
        return False


def lapse(pk: int) -> bool:
    """The hard term of a waiting has passed: perform what the flow says, once. False if it was closed meanwhile."""
    with locked_by_task(pk) as flow:
        waiting = _find(flow, pk=pk, closed_at=None, paused_at=None)
        if waiting is None or waiting.due_at is None or waiting.due_at > timezone.now():
            return False
        task = task_of(waiting)
        node = task.flow_task
        activation = node.activation_class(task)
        subject = subject_of(activation)
        with acting("система"):
            node.lapse(subject)
            if isinstance(node, Ask):
                activation.finish(waiting, Waiting.Closed.LAPSED)
            else:
                activation.give_up()
            activation.activate_next()
    return True


def recheck(pk: int) -> bool:
    """Ask a fact once more; True if it has come about, or has made a question needless, and the flow has moved on."""
    with locked_by_task(pk) as flow:
        waiting = _find(flow, pk=pk, closed_at=None)
        if waiting is None:
            return False
        task = task_of(waiting)
        activation = task.flow_task.activation_class(task)
        is_question = isinstance(task.flow_task, Ask)
        if not (task.flow_task.is_moot(activation) if is_question else activation.complete.can_proceed()):
            return False
        with acting("система"):
            if is_question:
                activation.finish(waiting, Waiting.Closed.CANCELLED)
            else:
                activation.complete()
            activation.activate_next()
    return True


def take_step(process: Process, name: str, *, by: Any, item: models.Model | None = None, **answers: Any) -> None:
    """Answer an open step inside another act of the same person: several steps of a case in one act. Under the lock of the case.

    `item`: of which branch; `answers`: the arguments of the step's action, already checked. Refused if the step is not open or not theirs.
    """
    wanted = item and journal_record.key(item)
    rows = Waiting.objects.open().filter(process=process).select_related("task")
    waiting = next((r for r in rows if r.task.flow_task.name == name and r.task.data.get("item") == wanted), None)
    if waiting is None or not waiting.capacity_of(by):
        raise Refused("Этот шаг уже сделан или перешёл к другому. Обновите страницу.")
    task = task_of(waiting)
    activation = task.flow_task.activation_class(task)
    task.flow_task.action(subject_of(activation), by=by, **answers)
    activation.finish(waiting, Waiting.Closed.DONE, by)
    activation.activate_next()


def leave_step(process: Process, item: models.Model, by: Any) -> None:
    """End the open step of a branch without its answer: the facts have changed, and the branch goes on by them. Under the lock of the case."""
    waiting = Waiting.objects.open().get(process=process, task__data__item=journal_record.key(item))
    task = task_of(waiting)
    activation = task.flow_task.activation_class(task)
    activation.finish(waiting, Waiting.Closed.CANCELLED, by)
    activation.activate_next()


def close_case(process: Process) -> None:
    """End a case before its flow does: what is still awaited falls away. Under the lock of the case."""
    for task in Task.objects.filter(process=process, finished=None):
        activation = task.flow_task.activation_class(task)
        if hasattr(activation, "cancel") and activation.cancel.can_proceed():
            activation.cancel()
        else:
            Task.objects.filter(pk=task.pk).update(status=STATUS.CANCELED, finished=timezone.now())
    Process.objects.filter(pk=process.pk).update(status=PROCESS.CANCELED, finished=timezone.now())


def notify_waiters(subject: models.Model) -> None:
    """Something has come about with an object: whoever waits for it is asked again by the queue, after this transaction."""
    later("casework.tasks.wake_up", fact=journal_record.key(subject))


def _perform(form: Any, action: Callable[[], Any]) -> bool:
    """Run an action; what the law refuses becomes an error in the form, and the caller rolls the transaction back."""
    try:
        action()
    except Unready:
        raise
    except Refused as refusal:
        form.add_error(None, str(refusal))
    except ValidationError as error:
        form.add_error(None, error)
    except TransitionNotAllowed:
        form.add_error(
            None,
            "Пока вы заполняли форму, положение дела изменилось, и это действие больше невозможно. Обновите страницу.",
        )
    except IntegrityError as error:
        if not (words := words_for(error)):
            raise
        form.add_error(None, words)
    else:
        return True
    return False


def lead_to(token: UUID | None, url: str) -> None:
    """Whoever sends the form once more is led here. Within the act that has claimed the token."""
    if token:
        Receipt.objects.filter(token=token).update(url=url)


def led_to(token: UUID | None, by: Any) -> str:
    """Where a form that has been acted on has led; empty if it has not been, or was somebody else's."""
    if token is None:
        return ""
    return Receipt.objects.filter(token=token, person=by).values_list("url", flat=True).first() or ""


def _claim(token: UUID, by: Any) -> bool:
    """Take a form's token for this transaction; False if it has already been acted on (waits for a duplicate that is still at it)."""
    statement, values = writing.insert(Receipt(token=token, person=by, url="", at=timezone.now()))
    parts = {"receipt": (f"{statement} ON CONFLICT DO NOTHING RETURNING token", values)}
    return bool(writing.run(parts, "EXISTS (SELECT FROM receipt)")[0])
