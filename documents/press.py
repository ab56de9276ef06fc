"""The press: hands a page to a child process with limits and waits for its PDF. It is the work that is limited; the waiting is generous."""

import atexit
import json
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path

from documents import seal

PROJECT = Path(__file__).resolve().parent.parent
# What a paper may cost: work is counted, not waiting, since a busy machine is no fault of the paper. What somebody may write is
# limited field by field; how many have written is not, so a thick paper may cost more.
CPU_SECONDS, SIGNS_A_SECOND = 30, 3000
WAITING = 8  # times the work; only a child that hangs is ended by this
KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "FONTCONFIG_FILE", "LD_LIBRARY_PATH")  # no secrets, no database


class PressError(Exception):
    """The paper could not be set; the reason is for the log, never for a page."""


class Press:
    """One warm process per worker, started with the first paper; it ends when the worker does."""

    def __init__(self) -> None:
        self.turn = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None
        self.control: socket.socket | None = None

    def connect(self) -> socket.socket:
        """A connection to a fresh child. A press that has died is started again."""
        with self.turn:
            mine, theirs = socket.socketpair()
            for _ in range(2):
                try:
                    socket.send_fds(self._running(), [b"."], [theirs.fileno()])
                    break
                except OSError:
                    self.close()
            theirs.close()
            return mine

    def _running(self) -> socket.socket:
        if self.control and self.process and self.process.poll() is None:
            return self.control
        self.close()
        self.control, theirs = socket.socketpair()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "documents.typesetter", str(theirs.fileno())],
            cwd=PROJECT,
            env={name: os.environ[name] for name in KEPT if name in os.environ},
            stdin=subprocess.DEVNULL,
            pass_fds=(theirs.fileno(),),
        )
        theirs.close()
        return self.control

    def close(self) -> None:
        """Let the process go."""
        if self.control:
            self.control.close()
        if self.process:
            self.process.kill()
            self.process.wait()
        self.control = self.process = None


_press = Press()
atexit.register(_press.close)


def press(html: str, epoch: int, data: bytes | None = None, *, seconds: int = 0) -> bytes:
    """PDF/A-3a of the HTML with `data` attached as snapshot.json and a place for the seal. Raises PressError.

    `seconds` of processor time are the limit; as many as the length of the page allows if not given.
    """
    seconds = seconds or max(CPU_SECONDS, len(html) // SIGNS_A_SECOND)
    wall = seconds * WAITING
    facts = {
        "html": html,
        "epoch": epoch,
        "has_data": data is not None,
        "seconds": seconds,
        "wall": wall,
        "seal": seal.words(),
    }
    job = json.dumps(facts).encode()
    with _press.connect() as connection:
        connection.settimeout(wall + 10)
        try:
            connection.sendall(b"%d\n%s%s" % (len(job), job, data or b""))
            connection.shutdown(socket.SHUT_WR)
            reply = b"".join(iter(lambda: connection.recv(1 << 16), b""))
        except OSError as error:
            raise PressError(f"the child did not answer: {error}") from None
    if not reply:
        raise PressError("the child ended without an answer: it ran into a limit")
    if reply[:1] != b"+":
        raise PressError(reply[1:].decode(errors="replace"))
    return reply[1:]
