"""The lock of a case: its row in viewflow's parent table, with a bounded wait."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from viewflow.workflow.models import Process

WAIT = "5s"
FLOW = Process._meta.get_field("flow_class")
# The wait is bounded before the row is asked for: what FROM gives comes before FOR UPDATE takes.
LOCK = """SELECT p.flow_class FROM set_config('lock_timeout', %s, true), viewflow_process p WHERE p.id = {which} FOR UPDATE OF p"""


@contextmanager
def locked(process_id: int) -> Iterator[None]:
    """Hold a case in one transaction. OperationalError when somebody else holds it for longer than the bounded wait."""
    with transaction.atomic():
        if not _lock("%s", process_id):
            raise Process.DoesNotExist
        yield


@contextmanager
def locked_by_task(task_id: int) -> Iterator[Any]:
    """The same for the case of a task; gives the flow of the case, or None where there is no such task and nothing to hold."""
    with transaction.atomic():
        row = _lock("(SELECT process_id FROM viewflow_task WHERE id = %s)", task_id)
        yield row and FLOW.from_db_value(row[0], None, connection)


def _lock(which: str, pk: int) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(LOCK.format(which=which), [WAIT, pk])
        return cursor.fetchone()


@contextmanager
def case_lock(flow_class: type, process_pk: int) -> Iterator[None]:
    """The same lock in the form viewflow expects of `Flow.lock_impl`; every flow of ours names it."""
    with locked(process_pk):
        yield
