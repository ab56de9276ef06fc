"""The queue of the demo: the story does everything at once itself, except paper, which two presses set meanwhile.

Copies with marks of signatures are left to the queue: no step waits for them, and a reader has the original.
"""

import json
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from typing import Any

from django.db import connection, connections
from django.db.models import QuerySet
from django.utils import timezone
from procrastinate.contrib.django.procrastinate_app import current_app

from casework import workdays
from casework.models import Notification
from documents.press import PressError
from documents.tasks import ATTEMPTS
from portal.demo.clock import Clock

PAPER = "documents.tasks.render"
COPY = "documents.tasks.stamp"
LETTER = "casework.tasks.mail_notification"
PRESSES = 2
Job = tuple[int, str, dict[str, Any]]


class Jobs:
    """Runs what has been put into the queue."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.pool = ThreadPoolExecutor(PRESSES, thread_name_prefix="press")
        self.printing: list[tuple[date, Future[None]]] = []

    def run(self) -> None:
        """Do all that is waiting; paper is only begun."""
        while jobs := _take():
            for pk, name, arguments in jobs:
                if name == PAPER:
                    self.printing.append((workdays.local_date(), self.pool.submit(self._print, pk, name, arguments)))
            for name, words in dict.fromkeys((name, json.dumps(arguments)) for _, name, arguments in jobs):
                if name not in {PAPER, LETTER}:  # of one fact there may be several tidings
                    current_app.tasks[name].func(**json.loads(words))
            letters = [arguments["notification_id"] for _, name, arguments in jobs if name == LETTER]
            _count_as_mailed(Notification.objects.filter(pk__in=letters))
            _finish([pk for pk, name, _ in jobs if name != PAPER])

    def settle(self, before: date | None = None) -> None:
        """Wait for the paper begun before a day (or all of it), and for whatever it brings about."""
        while due := [entry for entry in self.printing if before is None or entry[0] < before]:
            for entry in due:
                entry[1].result()
                self.printing.remove(entry)
            self.run()

    def leave(self) -> None:
        """What the queue is to do afterwards, the newest paper first, and all of it after what happens from now on."""
        _count_as_mailed(Notification.objects.all())  # what would have gone out in digests
        with connection.cursor() as cursor:
            cursor.execute(
                """UPDATE procrastinate_jobs SET priority = id - 1 - (SELECT max(id) FROM procrastinate_jobs)
                   WHERE status = 'todo'"""
            )

    def close(self) -> None:
        """Let the presses go."""
        self.pool.shutdown(cancel_futures=True)

    def _print(self, pk: int, name: str, arguments: dict[str, Any]) -> None:
        """Slow work goes on while the story goes on; from the first lock on, the time stands still until it is written down."""
        still = _StandStill(self.clock.still)
        try:
            hasten()
            with connection.execute_wrapper(still):
                self._try(name, arguments, still)
                _finish([pk])
        finally:
            still.release()
            connections.close_all()

    @staticmethod
    def _try(name: str, arguments: dict[str, Any], still: "_StandStill") -> None:
        """As often as the queue would: on a busy machine the press may run out of time."""
        for left in reversed(range(ATTEMPTS)):
            try:
                current_app.tasks[name].func(**arguments)
                return
            except PressError:
                if not left:
                    raise
                still.release()


class _StandStill:
    """A database wrapper that takes the clock's lock at the first row lock: times in the journal must not run backwards."""

    def __init__(self, lock: threading.Lock) -> None:
        self.lock, self.is_held = lock, False

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not self.is_held and "FOR UPDATE" in sql:
            self.is_held = self.lock.acquire()
        return execute(sql, params, many, context)

    def release(self) -> None:
        if self.is_held:
            self.is_held = False
            self.lock.release()


def hasten() -> None:
    """Do not wait for the disk at every act: should the machine go down, the demo is played anew."""
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO off")


def _count_as_mailed(rows: "QuerySet[Notification]") -> None:
    """Nobody reads letters to example.org: they count as sent, and what lies in the mail folder is real."""
    rows.exclude(mailing="").update(mailed_at=timezone.now(), mailing="")


def _take() -> list[Job]:
    """Everything that waits in the queue now, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            """UPDATE procrastinate_jobs SET status = 'doing', attempts = attempts + 1 WHERE id IN (
                   SELECT id FROM procrastinate_jobs WHERE status = 'todo' AND task_name <> %s ORDER BY id FOR UPDATE SKIP LOCKED)
               RETURNING id, task_name, args""",
            [COPY],
        )
        return sorted((pk, name, _decoded(arguments)) for pk, name, arguments in cursor.fetchall())


def _decoded(arguments: Any) -> dict[str, Any]:
    return json.loads(arguments) if isinstance(arguments, str) else arguments


def _finish(pks: list[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'succeeded' WHERE id = ANY(%s)", [pks])
