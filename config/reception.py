"""Before the site itself: a request is let in when it is here. Slow clients wait in threads that cost little, and not for ever."""

import os
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from io import BytesIO
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


def _number(name: str, default: int) -> int:
    """A setting of the installation: the worker reads it before Django has its settings."""
    return int(os.environ.get(name) or default)


AT_WORK = _number("WEB_AT_WORK", 4)  # requests that a process of the site answers at once
THREADS = _number("WEB_THREADS", 24)  # of a process; whoever is not answered yet only waits in one
HEADERS_WITHIN = _number("HEADERS_SECONDS", 10)  # for the headers to come
BODY_WITHIN = _number("BODY_SECONDS", 20)  # for a body, and longer for a long one:
SLOWEST = 8 * 1024  # bytes a second, a bad mobile line
KEPT_IN_MEMORY = 256 * 1024  # a form without files is much shorter
LONGEST = _number("REQUEST_MAX_MB", 64) * 2**20  # several files of the largest size at once


class Broken(OSError):
    """The client has gone or was too slow before all of its request had come."""


class Whole:
    """A long body as it comes: whoever reads it learns that it has broken off, instead of taking a part for the whole."""

    def __init__(self, body: Any, length: int) -> None:
        self.body, self.left = body, length

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes; fewer only at the end of the whole body."""
        size = self.left if size < 0 else min(size, self.left)
        piece: bytes = self.body.read(size) if size else b""
        if len(piece) < size:
            raise Broken("the body has broken off")
        self.left -= len(piece)
        return piece

    def readline(self, size: int = -1) -> bytes:
        """A line; nothing of ours reads lines, the protocol of WSGI has them."""
        line: bytes = self.body.readline(min(size, self.left) if size >= 0 else self.left)
        self.left -= len(line)
        return line

    def __iter__(self) -> Iterator[bytes]:
        while line := self.readline():
            yield line


class Reception:
    """Lets requests in whose body has come, so many at a time; refuses what is too long or has broken off."""

    def __init__(self, site: Application) -> None:
        self.site, self.turn = site, threading.BoundedSemaphore(AT_WORK)

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        given = environ.get("CONTENT_LENGTH") or "0"
        length = int(given) if given.isdecimal() else 0
        if length > LONGEST:
            return _refuse(start_response, "413 Content Too Large", f"Отправлено больше {LONGEST // 2**20} МБ сразу.")
        whole = Whole(environ["wsgi.input"], length)
        is_short = length <= KEPT_IN_MEMORY
        try:
            environ["wsgi.input"] = BytesIO(whole.read()) if is_short else whole
        except OSError:
            return _refuse(start_response, "408 Request Timeout", "Запрос пришёл не целиком. Отправьте форму ещё раз.")
        with self.turn if is_short else nullcontext():  # a long one is still on its way: it must not keep others out
            return self.site(environ, start_response)


def _refuse(start_response: Callable[..., Any], status: str, words: str) -> list[bytes]:
    body = words.encode()
    headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(body))),
        ("Connection", "close"),
    ]
    start_response(status, headers)
    return [body]


class Doorkeeper(threading.Thread):
    """Ends the hearing of whoever takes too long; what is being answered goes on being answered."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.until: dict[socket.socket, float] = {}

    def run(self) -> None:
        """Once a second."""
        while True:
            time.sleep(1)
            now = time.monotonic()
            for client, until in list(self.until.items()):
                if now > until:
                    self.until.pop(client, None)
                    try:
                        client.shutdown(socket.SHUT_RD)
                    except OSError:  # it has gone by itself
                        continue

    @contextmanager
    def hearing(self, client: socket.socket) -> Iterator[None]:
        """While a thread listens to a client."""
        self.allow(client, HEADERS_WITHIN)
        try:
            yield
        finally:
            self.until.pop(client, None)

    def allow(self, client: socket.socket, seconds: float) -> None:
        """So long from now on."""
        self.until[client] = time.monotonic() + seconds


class PatientWorker(ThreadWorker):
    """gunicorn's worker with threads, whose clients have a term for their headers and another for their bodies."""

    def init_process(self) -> None:
        """A thread of this process, so after the fork."""
        self.doorkeeper = Doorkeeper()
        self.doorkeeper.start()
        super().init_process()

    def handle(self, conn: Any) -> Any:
        """A request begins."""
        with self.doorkeeper.hearing(conn.sock):
            return super().handle(conn)

    def handle_request(self, req: Any, conn: Any) -> Any:
        """The headers are here."""
        given = dict(req.headers).get("CONTENT-LENGTH", "0")
        length = int(given) if given.isdecimal() else 0
        self.doorkeeper.allow(conn.sock, BODY_WITHIN + min(length, LONGEST) / SLOWEST)
        return super().handle_request(req, conn)
