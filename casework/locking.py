"""The lock of a case: its row in viewflow's parent table, with a bounded wait."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, models, transaction
from viewflow.workflow.models import Process

WAIT = "5s"


@contextmanager
def locked(process_id: int) -> Iterator[Process]:
    """Hold a case in one transaction. OperationalError when somebody else holds it for longer than the bounded wait."""
    with transaction.atomic():
        yield _to_lock().get(pk=process_id)


@contextmanager
def locked_by_task(task_id: int) -> Iterator[Process | None]:
    """The same for the case of a task; None when there is no such task."""
    with transaction.atomic():
        yield _to_lock().filter(task=task_id).first()


def _to_lock() -> models.QuerySet[Process]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [WAIT])
    return Process.objects.select_for_update(of=("self",))


@contextmanager
def case_lock(flow_class: type, process_pk: int) -> Iterator[None]:
    """The same lock in the form viewflow expects of `Flow.lock_impl`; every flow of ours names it."""
    with locked(process_pk):
        yield
