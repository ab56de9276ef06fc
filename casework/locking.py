"""The lock of a case: its row in viewflow's parent table, with a bounded wait."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from viewflow.workflow.models import Process

WAIT = "5s"


@contextmanager
def locked(process_id: int) -> Iterator[None]:
    """Hold a case in one transaction. OperationalError when somebody else holds it for longer than the bounded wait."""
    with transaction.atomic():
        if not _lock(pk=process_id):
            raise Process.DoesNotExist
        yield


@contextmanager
def locked_by_task(task_id: int) -> Iterator[None]:
    """The same for the case of a task; where there is no such task there is nothing to hold."""
    with transaction.atomic():
        _lock(task=task_id)
        yield


def _lock(**which: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [WAIT])
    return bool(list(Process.objects.select_for_update(of=("self",)).filter(**which).values_list("pk")))


@contextmanager
def case_lock(flow_class: type, process_pk: int) -> Iterator[None]:
    """The same lock in the form viewflow expects of `Flow.lock_impl`; every flow of ours names it."""
    with locked(process_pk):
        yield
