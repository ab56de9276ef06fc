"""Writing what belongs together in one statement: a step, what it waits for, and whom it is announced to.

Each part is a statement of its own; they see the database as it was before all of them, so a part learns of another's row by name.
"""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from procrastinate.contrib.django import app
from viewflow.workflow.models import Process, Task
from viewflow.workflow.status import PROCESS, STATUS
from viewflow.workflow.token import Token

from casework.models import Draft, Waiting
from journal.insertion import Part, insert, kept

__all__ = ["Part", "insert", "kept"]

MAIL = "casework.tasks.mail_notification"  # the task, by name: the queue's tasks import this module
NAMED = {"event": "%s", "url": "%s", "waiting": "%s::bigint", "source": ""}
OF_NEW_TASK = {
    "event": "'task:' || task.id", "url": "'/tasks/' || task.id || '/'", "waiting": "task.id", "source": "task, ",
}  # fmt: skip
# The steps a new one came after, as viewflow keeps them.
LINK = "INSERT INTO viewflow_task_previous (from_task_id, to_task_id) SELECT id, %s FROM task"
MESSAGE = """INSERT INTO casework_notification
        (person_id, event, title, text, url, waiting_id, at, kind, addressee, case_url, case_title, mailing)
    SELECT reader.id, {event}, %s, %s, {url}, {waiting}, %s, %s, %s, %s, %s, coalesce(choice.mode, %s)
    FROM {source}({readers}) reader LEFT JOIN casework_letterchoice choice ON choice.person_id = reader.id AND choice.kind = %s
    ON CONFLICT DO NOTHING RETURNING id, mailing"""
JOB = """SELECT procrastinate_defer_jobs_v1(array_agg(ROW(%s, %s, %s, NULL, NULL, jsonb_build_object('notification_id', id), NULL)
    ::procrastinate_job_to_defer_v1 ORDER BY id)) AS pk FROM message WHERE mailing = 'at_once' HAVING count(*) > 0"""


def run(parts: dict[str, Part], answer: str) -> Any:
    """Send the parts as one statement; gives the row of `answer`, a select list over their names."""
    text = ", ".join(f"{name} AS ({statement})" for name, (statement, _) in parts.items())
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {text} SELECT {answer}", [value for _, values in parts.values() for value in values])
        return cursor.fetchone()


def step(task: Task, previous: Task) -> dict[str, Part]:
    """A task, and after which one it came."""
    return {"task": _task(task), "link": (LINK, [previous.pk])}


def _task(task: Task, **given: str) -> Part:
    task.flow_task_type = task.flow_task.task_type
    statement, values = insert(task, None, "process" if given else "", **given)
    return f"{statement} RETURNING id", values


def write_step(task: Task, previous: Task) -> None:
    """Insert a task that is written once."""
    kept(task, run(step(task, previous), "id FROM task")[0])


def write_end(task: Task, previous: Task) -> bool:
    """Insert an end, and close the case unless something else in it is open. Was the case closed?"""
    parts = step(task, previous)
    parts["closed"] = (
        """UPDATE viewflow_process SET status = %s, finished = %s WHERE id = %s AND finished IS NULL
           AND NOT EXISTS (SELECT FROM viewflow_task WHERE process_id = %s AND finished IS NULL) RETURNING id""",
        [PROCESS.DONE, task.finished, task.process_id, task.process_id],
    )
    pk, is_closed = run(parts, "task.id, EXISTS (SELECT FROM closed) FROM task")
    kept(task, pk)
    return bool(is_closed)


def write_arrival(task: Task, previous: Task, prefix: str) -> tuple[bool, bool]:
    """A branch has come to a join: its open task is found and read into `task`, or inserted, and linked.

    `prefix` is what the tokens of sister branches begin with. Gives: was it the only open task of the join, is a sister on her way.
    """
    reference = Task._meta.get_field("flow_task").get_prep_value(task.flow_task)
    statement, values = _task(task)
    parts: dict[str, Part] = {
        "found": (
            "SELECT id, token FROM viewflow_task WHERE process_id = %s AND flow_task = %s AND status = %s",
            [task.process_id, reference, STATUS.STARTED],
        ),
        "made": (statement.replace(" RETURNING", " WHERE NOT EXISTS (SELECT FROM found) RETURNING"), values),
        "task": ("SELECT min(id) AS id FROM (SELECT id FROM found UNION ALL SELECT id FROM made) known", []),
        "link": (f"{LINK} ON CONFLICT DO NOTHING", [previous.pk]),
        "sisters": (
            """SELECT count(*) AS open FROM (SELECT FROM viewflow_task WHERE process_id = %s AND starts_with(token, %s)
               AND status NOT IN (%s, %s, %s) LIMIT 1) s""",
            [task.process_id, prefix, STATUS.DONE, STATUS.CANCELED, STATUS.REVIVED],
        ),
    }
    answer = "task.id, sisters.open, (SELECT count(*) FROM found), (SELECT min(token) FROM found) FROM task, sisters"
    pk, sisters, known, token = run(parts, answer)
    kept(task, pk)
    if token:
        task.token = Token(token)
    return known < 2, bool(sisters)


def write_case(process: Process, task: Task) -> None:
    """Insert a new case with the task that has opened it."""
    statement, values = insert(process, Process)
    parts = {
        "process": (f"{statement} RETURNING id", values),
        "own": insert(process, type(process), source="process", process_ptr="process.id"),
        "task": _task(task, process="process.id"),
    }
    process_id, task_id = run(parts, "process.id, task.id FROM process, task")
    process.id = process_id  # the parent's own number
    kept(process, process_id)
    task.process = process
    kept(task, task_id)


def recalled(waiting: Waiting) -> Part:
    """The last draft of the same question to the same addressee that a lapse has cut short, as a draft of the new task."""
    table, tasks, waitings = (model._meta.db_table for model in (Draft, Task, Waiting))
    return (
        f"""INSERT INTO {table} (task_id, fields, version, saved_at, saved_by_id)
            SELECT task.id, draft.fields, 1, draft.saved_at, draft.saved_by_id FROM task, (
                SELECT d.* FROM {table} d JOIN {tasks} t ON t.id = d.task_id JOIN {waitings} w ON w.task_id = t.id
                WHERE t.process_id = %s AND t.flow_task = %s AND w.addressee = %s AND w.closed_how = %s
                ORDER BY d.task_id DESC LIMIT 1) draft""",  # noqa: S608
        [
            waiting.process_id,
            Task._meta.get_field("flow_task").get_prep_value(waiting.task.flow_task),
            waiting.addressee,
            Waiting.Closed.LAPSED,
        ],
    )


@dataclass(frozen=True)
class Message:
    """What readers are told. `kind` and `usual`: which kind it is and when that is mailed to whoever has not chosen.

    `waiting`: the step it is about; one that is being inserted in the same statement (`of_new_task`) gives event and address.
    """

    title: str
    text: str
    kind: str
    usual: str
    addressee: str = ""
    event: str = ""
    url: str = ""
    waiting: Waiting | None = None
    of_new_task: bool = False


def messages(readers: "models.QuerySet[Any] | list[int]", message: Message, at: Any) -> dict[str, Part]:
    """A notification to each reader who has not had this event yet, and the jobs that write letters where a reader wants them at once."""
    chosen, values, mail = *_readers(readers), app.tasks[MAIL]
    names, waiting = NAMED, message.waiting
    own: list[Any] = [message.event, message.title[:200], message.text, message.url]
    if message.of_new_task:
        names, own = OF_NEW_TASK, [message.title[:200], message.text]
    else:
        own.append(waiting and waiting.pk)
    case_url, case_title = (waiting.case_url, waiting.case_title) if waiting else (message.url, "")
    own += [at, message.kind, message.addressee, case_url, case_title, message.usual]
    statement = MESSAGE.format(**names, readers=chosen)
    job = [mail.queue, mail.name, mail.priority]
    return {"message": (statement, [*own, *values, message.kind]), "job": (JOB, job)}


def _readers(readers: "models.QuerySet[Any] | list[int]") -> Part:
    if isinstance(readers, list):
        return "SELECT unnest(%s::bigint[]) AS id", [readers]
    try:
        statement, values = readers.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return "SELECT NULL::bigint AS id WHERE false", []
    return f"SELECT found.* FROM ({statement}) AS found(id)", list(values)  # noqa: S608


def ending(task: Task, **columns: Any) -> dict[str, Part]:
    """A task has ended, and so has what it waited for; `columns` of the waiting say how. Nobody need read of it any more."""
    chosen = ", ".join(f"{column} = %s" for column in columns)
    return {
        "task": (
            "UPDATE viewflow_task SET status = %s, started = %s, finished = %s WHERE id = %s",
            [task.status, task.started, task.finished, task.pk],
        ),
        "waiting": (
            f"UPDATE casework_waiting SET closed_at = %s, {chosen} WHERE task_id = %s AND closed_at IS NULL",  # noqa: S608
            [task.finished, *columns.values(), task.pk],
        ),
        "read": (
            """UPDATE casework_notification SET read_at = coalesce(read_at, %s), mailing = ''
               WHERE waiting_id = %s AND (read_at IS NULL OR mailing <> '')""",
            [task.finished, task.pk],
        ),
    }
