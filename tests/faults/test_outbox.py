"""What a worker defers belongs to the transaction of what it does: neither too early nor left behind."""

import asyncio

import pytest
from asgiref.sync import sync_to_async
from django.db import close_old_connections, connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from casework.tasks import wake_up

pytestmark = pytest.mark.django_db(transaction=True)


def as_a_worker(task) -> None:
    """Run a synchronous task as `manage.py procrastinate worker` does: in a thread, with the worker's own connector."""

    def in_its_thread() -> None:
        try:
            task()
        finally:
            close_old_connections()
            connection.close()

    async def work() -> None:
        async with app.open_async():
            await sync_to_async(in_its_thread, thread_sensitive=False)()

    with app.replace_connector(app.connector.get_worker_connector()):
        asyncio.run(work())


def waiting() -> list[tuple[str, dict]]:
    return list(ProcrastinateJob.objects.order_by("id").values_list("task_name", "args"))


def test_a_job_is_not_there_before_the_act_that_wants_it_is_committed():
    def act() -> None:
        with transaction.atomic():
            wake_up.defer(fact="proposal:1")
            seen.append(asyncio.run(elsewhere()))

    async def elsewhere() -> list[tuple[str, dict]]:
        return await sync_to_async(in_another_connection, thread_sensitive=False)()

    def in_another_connection() -> list[tuple[str, dict]]:
        try:
            return waiting()
        finally:
            connection.close()

    seen: list[list[tuple[str, dict]]] = []
    as_a_worker(act)
    assert seen == [[]]
    assert waiting() == [("casework.tasks.wake_up", {"fact": "proposal:1"})]


def test_a_job_goes_with_the_act_that_is_rolled_back():
    def act() -> None:
        with transaction.atomic():
            wake_up.defer(fact="proposal:1")
            transaction.set_rollback(True)

    as_a_worker(act)
    assert waiting() == []
