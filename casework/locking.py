"""The lock of a case: its row in viewflow's parent table, with a bounded wait."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from viewflow.workflow.models import Process

WAIT = "5s"


@contextmanager
def locked(process_id: int) -> Iterator[Process]:
    """Hold a case in one transaction. OperationalError when somebody else holds it for longer than the bounded wait."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [WAIT])
        yield Process.objects.select_for_update().get(pk=process_id)


@contextmanager
def case_lock(flow_class: type, process_pk: int) -> Iterator[None]:
    """The same lock in the form viewflow expects of `Flow.lock_impl`; every flow of ours names it."""
    with locked(process_pk):
        yield
