"""The clock of a rehearsal: a file says how many seconds it is ahead, every process follows it, and it is never moved back."""

import os
import threading
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import time_machine

LOOK = 0.3  # seconds between two looks at the file

_hands: Any = None
_ahead = 0.0


def follow(path: Path) -> None:
    """Live by the file from now on, in this process and in those that it forks."""
    global _hands
    _hands = time_machine.travel(timedelta(0), tick=True).start()
    _catch_up(path)
    _watch(path)
    os.register_at_fork(after_in_child=lambda: _watch(path))


def _watch(path: Path) -> None:
    def look() -> None:
        while True:
            time.sleep(LOOK)
            _catch_up(path)

    threading.Thread(target=look, name="moved clock", daemon=True).start()


def _catch_up(path: Path) -> None:
    global _ahead
    ahead = _read(path)
    if ahead > _ahead:
        _hands.shift(ahead - _ahead)
        _ahead = ahead


def _read(path: Path) -> float:
    try:
        return float(path.read_text())
    except (FileNotFoundError, ValueError):
        return 0.0


def move_to(path: Path, moment: datetime) -> None:
    """Move the clocks of all processes ahead to a moment; a moment that has passed moves nothing."""
    now = datetime.now(moment.tzinfo)
    if moment <= now:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".half")
    half.write_text(str(_ahead + (moment - now).total_seconds()))
    half.replace(path)
    _catch_up(path)
