"""Running what the queue holds in this very process: for the demo, which lives through months in a minute, and for tests."""

from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.contrib.django.procrastinate_app import current_app

LEFT: set[str] = set()  # names of tasks that stay in the queue: what they would make is read by nobody here


def run_pending(limit: int = 1000) -> int:
    """Run waiting jobs one after another, oldest first, until there are none; returns how many. A failing job raises."""
    done = 0
    while done < limit:
        with connection.cursor() as cursor:
            cursor.execute(
                """UPDATE procrastinate_jobs SET status = 'doing', attempts = attempts + 1 WHERE id = (
                       SELECT id FROM procrastinate_jobs WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= %s)
                       AND task_name <> ALL(%s)
                       ORDER BY priority DESC, id FOR UPDATE SKIP LOCKED LIMIT 1) RETURNING id, task_name, args""",
                [timezone.now(), sorted(LEFT)],
            )
            row = cursor.fetchone()
        if row is None:
            break
        pk, name, _ = row
        job = ProcrastinateJob.objects.get(pk=pk)
        try:
            current_app.tasks[name].func(**job.args)
        except Exception:
            _finish(pk, "failed")
            raise
        _finish(pk, "succeeded")
        done += 1
    return done


def _finish(pk: int, status: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = %s::procrastinate_job_status WHERE id = %s", [status, pk]
        )
