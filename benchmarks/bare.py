"""The references of M1 and M2: the rows of a case written without any engine, one transaction for each act of a person."""

from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from viewflow.workflow.models import Process, Task

from benchmarks.flows import SmallFlow, WholeFlow
from benchmarks.models import Matter, SampleCase
from benchmarks.people import cast
from casework.models import Notification, Waiting
from casework.tasks import mail_notification
from journal.models import Entry, digest

HASH = digest({})


def small_case(times: int) -> None:
    """The small case by Django's ORM."""
    people = cast()
    for _ in range(times):
        with transaction.atomic():
            case, task = _open(SmallFlow, people.applicant)
            task = _ask(case, SmallFlow.look, task, people.moderator)
        with transaction.atomic():
            task = _answer(task.pk, people.moderator)
            _end(task.process, SmallFlow.end, task)


def whole_case(times: int) -> None:
    """The whole case by Django's ORM."""
    people = cast()
    for _ in range(times):
        with transaction.atomic():
            case, task = _open(WholeFlow, people.applicant)
            invite = _pass(case, WholeFlow.invite, task)
            asked = [
                _ask(case, WholeFlow.review, invite, person, f"programme.person:{person.pk}")
                for person in people.reviewers
            ]
        join = None
        for review, person in zip(asked, people.reviewers, strict=True):
            with transaction.atomic():
                task = _answer(review.pk, person)
                join = _join(case, join, task)
                if review is asked[-1]:
                    Task.objects.filter(pk=join.pk).update(status="DONE", finished=timezone.now())
                    hear = _ask(case, WholeFlow.hear, join, people.moderator)
        with transaction.atomic():
            switch = _pass(case, WholeFlow.is_heard, _answer(hear.pk, people.moderator))
            decide = _ask(case, WholeFlow.decide, switch, people.moderator)
        with transaction.atomic():
            _end(case, WholeFlow.end, _answer(decide.pk, people.moderator))


def _open(flow_class: Any, by: Any) -> tuple[Any, Task]:
    now = timezone.now()
    matter = Matter.objects.create(title="Дело")
    _remember(matter, "open", by)
    case = SampleCase.objects.create(flow_class=flow_class, matter=matter)
    start = flow_class.start
    return case, Task.objects.create(process=case, flow_task=start, status="DONE", started=now, finished=now, owner=by)


def _pass(case: Any, node: Any, previous: Task) -> Task:
    """A step that nobody is asked for."""
    now = timezone.now()
    task = Task.objects.create(process=case, flow_task=node, status="DONE", started=now, finished=now)
    task.previous.add(previous)
    return task


def _ask(case: Any, node: Any, previous: Task, person: Any, item: str = "") -> Task:
    now = timezone.now()
    task = Task.objects.create(process=case, flow_task=node, status="ASSIGNED", data={"item": item} if item else {})
    task.previous.add(previous)
    Waiting.objects.create(
        task=task, process=case, addressee="role:moderator", asked="модератор", title="Посмотреть", case_title="Дело",
        case_url=f"/matters/{case.matter_id}/", opened_at=now, due_at=now, stage="before_3", stage_at=now, consequence="",
    )  # fmt: skip
    told = Notification.objects.create(
        person=person, event=f"task:{task.pk}", title="Посмотреть", text="Дело.", url=f"/tasks/{task.pk}/", at=now
    )
    mail_notification.defer(notification_id=told.pk)
    return task


def _answer(pk: int, by: Any) -> Task:
    """Lock and read in one query, remember, close."""
    task = (
        Task.objects.select_related("process__samplecase__matter").select_for_update(of=("self", "process")).get(pk=pk)
    )
    now = timezone.now()
    _remember(task.process.samplecase.matter, "say", by)
    Waiting.objects.filter(pk=pk).update(
        closed_at=now, closed_by=by, closed_how="done", days_left=0, stage="", stage_at=None
    )
    Task.objects.filter(pk=pk).update(status="DONE", started=now, finished=now)
    return task


def _join(case: Any, join: Task | None, previous: Task) -> Task:
    join = join or Task.objects.create(
        process=case, flow_task=WholeFlow.all_in, status="STARTED", started=timezone.now()
    )
    join.previous.add(previous)
    return join


def _end(case: Any, node: Any, previous: Task) -> None:
    _pass(case, node, previous)
    Process.objects.filter(pk=case.pk).update(status="DONE", finished=timezone.now())


def _remember(matter: Matter, verb: str, by: Any) -> None:
    Entry.objects.create(
        subject=f"benchmarks.matter:{matter.pk}",
        verb=verb,
        title="Ответ дан",
        actor=by,
        capacity="модератор",
        payload_hash=HASH,
        at=timezone.now(),
    )


# The same small case in SQL: what the database itself needs for these rows.

TASK = """INSERT INTO viewflow_task (process_id, flow_task, flow_task_type, status, created, started, finished, token, data)
    VALUES (%s, %s, %s, %s, now(), now(), now(), 'start', '{}') RETURNING id"""
LINK = "INSERT INTO viewflow_task_previous (from_task_id, to_task_id) VALUES (%s, %s)"
ENTRY = """INSERT INTO journal_entry (subject, verb, title, actor_id, capacity, before, after, ground, payload, payload_hash, at)
    VALUES (%s, %s, 'Ответ дан', %s, 'модератор', '', '', '', '{}', %s, now())"""
WAITING = """INSERT INTO casework_waiting (task_id, process_id, addressee, fact, asked, title, case_title, case_url, opened_at, closed_how,
    deadline, is_hard, consequence, stage, closed_to)
    VALUES (%s, %s, 'role:moderator', '', 'модератор', 'Посмотреть', 'Дело', '/', now(), '', '', false, '', '', '{}')"""
NOTIFICATION = """INSERT INTO casework_notification (person_id, event, title, text, url, at)
    VALUES (%s, %s, 'Посмотреть', 'Дело.', '/', now()) RETURNING id"""
JOB = "INSERT INTO procrastinate_jobs (queue_name, task_name, args) VALUES ('default', 'casework.tasks.mail_notification', '{}')"
LOCK = """SELECT t.id, p.id, m.id FROM viewflow_task t JOIN viewflow_process p ON p.id = t.process_id
    JOIN benchmarks_samplecase c ON c.process_ptr_id = p.id JOIN benchmarks_matter m ON m.id = c.matter_id
    WHERE t.id = %s FOR UPDATE OF t, p"""


def small_case_in_sql(times: int) -> None:
    """The small case by SQL over the same connection."""
    for _ in range(times):
        with _writing() as write:
            matter = write("INSERT INTO benchmarks_matter (title) VALUES ('Дело') RETURNING id")
            write(ENTRY, f"benchmarks.matter:{matter}", "open", cast().applicant.pk, HASH)
            process = write(
                "INSERT INTO viewflow_process (flow_class, status, created, data) VALUES (%s, 'NEW', now(), '{}') RETURNING id",
                "benchmarks/flows.SmallFlow",
            )
            write("INSERT INTO benchmarks_samplecase (process_ptr_id, matter_id) VALUES (%s, %s)", process, matter)
            start = write(TASK, process, "benchmarks/flows.SmallFlow.start", "HUMAN_START", "DONE")
            task = write(TASK, process, "benchmarks/flows.SmallFlow.look", "HUMAN", "ASSIGNED")
            write(LINK, task, start)
            write(WAITING, task, process)
            write(NOTIFICATION, cast().moderator.pk, f"task:{task}")
            write(JOB)
        with _writing() as write:
            write(LOCK, task)
            write(ENTRY, f"benchmarks.matter:{matter}", "say", cast().moderator.pk, HASH)
            write("UPDATE casework_waiting SET closed_at = now(), closed_how = 'done' WHERE task_id = %s", task)
            write("UPDATE viewflow_task SET status = 'DONE' WHERE id = %s", task)
            end = write(TASK, process, "benchmarks/flows.SmallFlow.end", "END", "DONE")
            write(LINK, end, task)
            write("UPDATE viewflow_process SET status = 'DONE', finished = now() WHERE id = %s", process)


@contextmanager
def _writing() -> Any:
    """One transaction and a function that sends a statement and gives the id it returns, if it returns one."""
    with transaction.atomic(), connection.cursor() as cursor:

        def write(statement: str, *values: Any) -> Any:
            cursor.execute(statement, values or None)
            return cursor.fetchone()[0] if cursor.description else None

        yield write
