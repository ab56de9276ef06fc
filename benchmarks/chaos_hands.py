"""The hands of the city's people at a site that dies under them: they send their forms again until they are answered."""

import http.client
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.utils.html import strip_tags

from benchmarks.chaos_site import PATIENCE, Site, Stuck
from casework import door
from casework.models import Draft, Waiting
from casework.nodes import subject_of
from documents.signatures.forms import METHODS, SignForm
from portal.demo.actor import Actor, Fill, posted
from portal.demo.clock import Clock
from portal.demo.jobs import COPY, LETTER, Jobs
from portal.demo.player import DemoError

CSRF = "k" * 32
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
AGAIN = {0, 409, 503}  # no answer; a draft that an attempt without an answer has saved meanwhile; "come again"


class SharedClock(Clock):
    """The player's clock, which the others follow."""

    def __init__(self, start: datetime, end: datetime, path: Path) -> None:
        super().__init__(start, end)
        self.path = path
        self._show(start)

    def to(self, moment: datetime) -> None:
        """Move, and let everybody know."""
        super().to(moment)
        self._show(self.now())

    def _show(self, moment: datetime) -> None:
        fresh = self.path.with_suffix(".new")
        fresh.write_text(repr(moment.timestamp()))
        fresh.replace(self.path)


class WireHands(Actor):
    """What a person answers is sent to the site; what stands beside the flows goes through the door of this process."""

    def __init__(self, clock: Clock, site: Site) -> None:
        super().__init__(clock)
        self.site = site
        self.answers: Counter[int] = Counter()
        self.done = 0

    def answer(
        self, person: Any, case: Any, node: str, *, item: Any = None, files: Sequence[Any] = (),
        sent: Mapping[str, Any] | None = None, fill: Fill = lambda form: {}, **answers: Any,
    ) -> None:  # fmt: skip
        """Fill in the form of a step that waits for the person, and send it until the site says what has come of it."""
        waiting = self._expect(person, case, node, item)
        task = door.task_of(waiting)
        step = task.flow_task
        if issubclass(step.form, SignForm):
            self._join_agreement(person)
        subject = subject_of(step.activation_class(task))
        facts = {"subject": subject, "by": person, "request": self.request(person)}
        shown = step.form(**facts, initial=step.form.initial_for(subject))
        data = dict(posted(shown, {**fill(shown), **answers}).lists())
        for file in files:
            self._send(waiting, person, data | {"_draft": ["1"]}, {"attachments": file}, {302})
        if step.is_reviewed:
            self._send(waiting, person, data, {}, {200})
            data = {"_confirmed": ["1"]}
        self._send(waiting, person, data | {"_token": [str(uuid4())]}, dict(sent or {}), {302})
        self.done += 1
        self.clock.spend(self.seconds)

    def _send(
        self, waiting: Waiting, person: Any, data: dict[str, list[str]], files: dict[str, Any], wanted: set[int]
    ) -> None:
        """The same form with the same token, as often as it takes."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            cookie = _log_in(person)
            draft = Draft.objects.filter(task=waiting.pk).first()
            version = {"_version": [str(draft.version if draft else 0)]}
            status, text = self._post(waiting.get_absolute_url(), cookie, data | version, files)
            self.answers[status] += 1
            if status in wanted:
                return
            if status in {404, 409} and Waiting.objects.exclude(closed_at=None).filter(pk=waiting.pk).exists():
                return  # it was done, and the answer was lost on the way
            if status not in AGAIN:
                raise DemoError(f"{person}, «{waiting.title}»: ответ {status}. {_words(text)}")
        raise Stuck(f"«{waiting.title}» не удаётся отправить")

    def _post(self, path: str, cookie: str, data: dict[str, list[str]], files: dict[str, Any]) -> tuple[int, str]:
        """One attempt, during which something may die; afterwards all is alive again."""
        headers = {"Cookie": f"sessionid={cookie}; csrftoken={CSRF}", "X-CSRFToken": CSRF}
        for file in files.values():
            file.seek(0)
        body: bytes = encode_multipart(BOUNDARY, data | files) if files else urlencode(data, doseq=True).encode()
        headers["Content-Type"] = MULTIPART_CONTENT if files else "application/x-www-form-urlencoded"
        wire = http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=60)
        blow = self.site.strike()
        try:
            wire.request("POST", path, body, headers)
            answer = wire.getresponse()
            return answer.status, answer.read().decode(errors="replace")
        except (OSError, http.client.HTTPException):
            return 0, ""
        finally:
            wire.close()
            if blow:
                blow.join()
                self.site.mend()


def _words(page: str) -> str:
    """What a page says below its header."""
    return " ".join(strip_tags(page.partition("<main")[2] or page).split())[:1000]


def _log_in(person: Any) -> str:
    """A session of somebody who has just given their password."""
    fresh = type(person).objects.get(pk=person.pk)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(fresh.pk), BACKEND
    session[HASH_SESSION_KEY] = fresh.get_session_auth_hash()
    session[METHODS] = [{"method": "password", "at": time.time()}]
    session.save()
    return str(session.session_key)


class QueueJobs(Jobs):
    """The real worker does what the queue holds; the stories wait for it."""

    SILENT = 60.0  # seconds without any job done after which a worker is taken for dead

    def __init__(self, clock: Clock, site: Site) -> None:
        super().__init__(clock)
        self.site, self.pushed, self.waited = site, 0, 0.0

    def run(self) -> None:
        """Until nothing waits but copies for readers and letters: no step waits for those, and there are thousands."""
        self._wait([COPY, LETTER])

    def settle(self, before: date | None = None) -> None:
        """Papers are jobs like others."""
        self.run()

    def leave(self) -> None:
        """At last the copies and letters as well."""
        self._wait([])

    def _wait(self, but: list[str]) -> None:
        began = seen_at = time.monotonic()
        end, seen = began + PATIENCE, None
        while (open_jobs := _open_jobs(but)) and time.monotonic() < end:
            if open_jobs != seen:
                seen, seen_at = open_jobs, time.monotonic()
            if time.monotonic() - seen_at > self.SILENT:
                self.pushed += 1
                seen_at = time.monotonic()
                self.site.start_the_queue()
            self.site.mend()
            time.sleep(0.02)
        self.waited += time.monotonic() - began
        if open_jobs:
            raise Stuck(f"очередь не кончается: {open_jobs[:5]}")


def _open_jobs(but: list[str]) -> list[Any]:
    """What is to be done or being done; a retry that was put off is due now, for the worker lives in the city's time."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE status = 'todo' AND scheduled_at IS NOT NULL"
        )
        cursor.execute(
            """SELECT id, task_name, status::text FROM procrastinate_jobs
               WHERE status IN ('todo', 'doing') AND task_name <> ALL(%s) ORDER BY id""",
            [but],
        )
        return cursor.fetchall()
