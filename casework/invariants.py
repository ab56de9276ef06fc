"""What must always hold of cases and of what they wait for."""

from datetime import timedelta

from django.db import connection
from django.utils import timezone
from viewflow.workflow.fields import import_flow_by_ref

from casework.guard import guarded_models, initial_status
from casework.protection import weak_places


def _told_by_the_journal() -> str:
    """The query that finds subjects whose status did not come about step by step in the journal, over every guarded model."""
    subjects = " UNION ALL ".join(
        f"SELECT '{model._meta.label_lower}:' || id AS subject, status, "  # noqa: S608 - names of our own tables
        f"{getattr(model, 'JOURNAL_BEGINS', repr(str(initial_status(model))))} AS initial FROM {model._meta.db_table}"
        for model in guarded_models()
    )
    return f"""WITH subjects AS ({subjects}),
        moves AS (
            SELECT id, subject, before, after, lag(after) OVER (PARTITION BY subject ORDER BY id) AS previous
            FROM journal_entry WHERE after <> ''),
        last AS (SELECT DISTINCT ON (subject) subject, after FROM moves ORDER BY subject, id DESC)
        SELECT m.subject FROM moves m JOIN subjects s USING (subject)
        WHERE m.before NOT IN (coalesce(m.previous, s.initial), coalesce(m.previous, ''))
        UNION SELECT s.subject FROM subjects s LEFT JOIN last m USING (subject)
        WHERE s.status <> coalesce(m.after, s.initial)"""  # noqa: S608 - the same


INVARIANTS = [
    (
        "I-24",
        "у каждой открытой задачи человеку есть адресат, и строка ожидания есть у каждой открытой задачи",
        """SELECT t.id FROM viewflow_task t LEFT JOIN casework_waiting w ON w.task_id = t.id AND w.closed_at IS NULL
           WHERE t.finished IS NULL AND t.flow_task_type IN ('HUMAN', 'FACT') AND w.task_id IS NULL""",
    ),
    (
        "I-24",
        "нет ожидания у закрытой задачи",
        """SELECT w.task_id FROM casework_waiting w JOIN viewflow_task t ON t.id = w.task_id
           WHERE w.closed_at IS NULL AND t.finished IS NOT NULL""",
    ),
    (
        "I-25",
        "у открытого дела есть открытая задача, у закрытого — нет",
        """SELECT p.id FROM viewflow_process p
           WHERE (p.finished IS NULL) <> EXISTS (SELECT 1 FROM viewflow_task t WHERE t.process_id = p.id AND t.finished IS NULL)""",
    ),
    (
        "I-27",
        "не больше одного открытого соединения ветвей на дело и узел",
        """SELECT process_id, flow_task FROM viewflow_task WHERE flow_task_type = 'JOIN' AND finished IS NULL
           GROUP BY process_id, flow_task HAVING count(*) > 1""",
    ),
    (
        "I-29",
        "каждая смена состояния записана в журнале, и записи продолжают друг друга до нынешнего состояния",
        _told_by_the_journal(),
    ),
    (
        "I-36",
        "жёсткий срок — тот, что записан последним",
        """SELECT w.task_id FROM casework_waiting w LEFT JOIN LATERAL (
               SELECT due_at FROM casework_hardterm t WHERE t.waiting_id = w.task_id ORDER BY t.id DESC LIMIT 1) t ON true
           WHERE w.due_at IS DISTINCT FROM t.due_at AND (w.is_hard OR t.due_at IS NOT NULL)""",
    ),
    (
        "I-60",
        "каждое сообщение и каждое письмо, которые должны уйти сразу, стоят в очереди",
        """SELECT 'notification:' || id FROM casework_notification WHERE mailing = 'at_once' AND id NOT IN (
               SELECT (args->>'notification_id')::bigint FROM procrastinate_jobs
               WHERE task_name = 'casework.tasks.mail_notification' AND status IN ('todo', 'doing', 'failed'))
           UNION ALL
           SELECT 'letter:' || id FROM casework_letter WHERE status = 'queued' AND id NOT IN (
               SELECT (args->>'letter_id')::bigint FROM procrastinate_jobs
               WHERE task_name = 'casework.tasks.send_letter' AND status IN ('todo', 'doing', 'failed'))""",
    ),
]


def dead_nodes() -> list[str]:
    """Open steps the deployed code does not know any more: nobody could ever answer them (a gate of every deployment)."""
    with connection.cursor() as cursor:  # the ORM itself fails on what it is to find
        cursor.execute("SELECT flow_task, min(id) FROM viewflow_task WHERE finished IS NULL GROUP BY flow_task")
        return [f"{name} ({pk})" for name, pk in sorted(cursor.fetchall()) if not _is_alive(name)]


def _is_alive(name: str) -> bool:
    flow, _, node = name.rpartition(".")
    try:
        return import_flow_by_ref(flow).instance.node(node, no_obsolete=True) is not None
    except (ImportError, AttributeError, LookupError):
        return False


def dead_terms() -> list[str]:
    """Steps whose hard term has been fired and that still wait: it was to end them in the same minute."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT w.task_id FROM casework_waiting w WHERE w.closed_at IS NULL AND w.is_hard AND w.paused_at IS NULL
               AND EXISTS (SELECT 1 FROM casework_firing f WHERE f.waiting_id = w.task_id AND f.stage = 'over'
                           AND f.due_at = w.due_at AND f.fired_at < %s)
               ORDER BY w.task_id""",
            [timezone.now() - timedelta(minutes=10)],
        )
        return [str(pk) for (pk,) in cursor.fetchall()]


CHECKS = [
    ("I-28", "просроченный жёсткий срок сработал", dead_terms),
    ("I-30", "каждый открытый шаг известен установленной программе", dead_nodes),
    ("I-35", "триггеры, ограничения и ключи, которых требует программа, стоят в базе и включены", weak_places),
]
