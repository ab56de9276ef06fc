"""A page of a stranger's PDF as a picture, painted by a process that may fall without anybody noticing. Pure but for it."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 20  # seconds a page may take
PAINTER = Path(__file__).with_name("painter.py")


class Unreadable(Exception):
    """No picture of this file can be made: it has to be downloaded."""


@dataclass(frozen=True)
class Painted:
    """One page, and how many there are."""

    pages: int
    picture: bytes


def paint(pdf: bytes, number: int) -> Painted:
    """Page `number` (from 1). Raises IndexError for a page there is not, Unreadable."""
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(PAINTER), str(number)],
            input=pdf,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Unreadable from None
    if done.returncode == 3:
        raise IndexError(number)
    pages, mark, picture = done.stdout.partition(b"\n")
    if done.returncode or not mark:
        raise Unreadable
    return Painted(int(pages), picture)
