"""What the launcher prints while it works."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


def say(text: str = "") -> None:
    print(text, flush=True)


def complain(text: str) -> None:
    print(f"Ошибка. {text}", file=sys.stderr, flush=True)


@contextmanager
def stage(name: str) -> Iterator[None]:
    """A line before a piece of work that may take long, its time after it."""
    started = time.monotonic()
    print(f"• {name} …", end=" ", flush=True)
    try:
        yield
    except BaseException:
        print(flush=True)
        raise
    print(f"{time.monotonic() - started:.1f} с", flush=True)
