"""A page of a stranger's PDF as a picture, painted by a process that may fall without anybody noticing. Pure but for it."""

from dataclasses import dataclass
from pathlib import Path

from expertise.materials import cage
from expertise.materials.cage import Unreadable

PATIENCE = 20  # seconds a page may take
PAINTER = Path(__file__).with_name("painter.py")


@dataclass(frozen=True)
class Painted:
    """One page, and how many there are."""

    pages: int
    picture: bytes


def paint(pdf: bytes, number: int) -> Painted:
    """Page `number` (from 1). Raises IndexError for a page there is not, Unreadable."""
    code, answer = cage.run(PAINTER, str(number), given=pdf, patience=PATIENCE)
    if code == 3:
        raise IndexError(number)
    pages, mark, picture = answer.partition(b"\n")
    if code or not mark:
        raise Unreadable
    return Painted(int(pages), picture)
