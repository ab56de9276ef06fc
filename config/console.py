"""What the launcher prints while it works: one line a stage with its seconds, whoever reads it."""

import contextlib
import os
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

_turn = threading.RLock()
_going: list[str] = []


def say(text: str = "") -> None:
    with _turn:
        _wipe()
        print(text, flush=True)
        _draw()


def complain(text: str) -> None:
    with _turn:
        _wipe()
        print(f"Ошибка. {text}", file=sys.stderr, flush=True)


def seconds(value: float) -> str:
    """Seconds as people write them: «5,8 с»."""
    return f"{value:.1f} с".replace(".", ",")


@contextmanager
def stage(name: str) -> Iterator[None]:
    """A line with the time a piece of work took when it is over; on a terminal also what is going on now."""
    started = time.monotonic()
    with _turn:
        _going.append(name)
        _draw()
    outcome = "не удалось"
    try:
        yield
        outcome = seconds(time.monotonic() - started)
    finally:
        with _turn:
            _going.remove(name)
            say(f"• {name} … {outcome}")


def side_by_side(*pieces: Callable[[], object]) -> None:
    """Do independent pieces of work at once; all of them end before the first failure is raised."""
    with ThreadPoolExecutor(len(pieces)) as pool:
        futures = [pool.submit(piece) for piece in pieces]
    for future in futures:
        future.result()


def hush() -> None:
    """Whoever read our output has gone: what is still printed goes nowhere, and that is no error."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            os.dup2(nowhere, stream.fileno())


def _draw() -> None:
    if _going and sys.stdout.isatty():
        width = shutil.get_terminal_size().columns - 1
        print(f"  {', '.join(_going)} …"[:width], end="", flush=True)


def _wipe() -> None:
    if sys.stdout.isatty():
        print("\r\033[K", end="")
