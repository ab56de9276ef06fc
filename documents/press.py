"""The press: gives a page to a limited child process and waits for its PDF, for twenty seconds and no longer."""

import multiprocessing
from functools import cache
from multiprocessing.connection import Connection
from typing import Any

WALL_SECONDS = 20


class PressError(Exception):
    """The paper could not be set; the reason is for the log, never for a page."""


@cache
def _server() -> Any:
    """Children fork from one warm process with the typesetter loaded and nothing of ours: no database, no threads."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["documents.typesetter"])
    return context


def _child(pipe: Connection, job: dict[str, Any]) -> None:
    from documents import typesetter  # already loaded in the fork server; the parent never loads it

    typesetter.work(pipe, job)


def press(html: str, epoch: int, data: bytes | None = None) -> bytes:
    """PDF/A-3a of the HTML with `data` attached as snapshot.json. Raises PressError."""
    receiver, sender = _server().Pipe(duplex=False)
    child = _server().Process(target=_child, args=(sender, {"html": html, "epoch": epoch, "data": data}), daemon=True)
    child.start()
    sender.close()
    try:
        if not receiver.poll(WALL_SECONDS):
            raise PressError(f"not ready after {WALL_SECONDS} seconds")
        pdf, reason = receiver.recv()
    except EOFError:
        child.join(1)
        raise PressError(f"the child ended without an answer, exit code {child.exitcode}") from None
    finally:
        receiver.close()
        child.kill()
        child.join()
    if reason:
        raise PressError(reason)
    return pdf
