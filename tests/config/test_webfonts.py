"""The screen font: what the style sheet promises of each piece, the piece has; a Russian page needs no Latin letters."""

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from config import assets, webfonts

PROJECT = Path(__file__).resolve().parents[2]
FACE = re.compile(
    r'@font-face {[^}]*url\("vendor/golos-text-([a-z-]+)-wght-normal.woff2"\)[^}]*unicode-range: ([^;]*);'
)
TEXT = "Съёмка «до» — 1 234 567,89 ₽ (№ 7), 50 % × 2 − 1… [да/нет]?"


@pytest.fixture(scope="module")
def promised() -> dict[str, set[int]]:
    """What the style sheet says is where."""
    assets.bring()
    faces = FACE.findall((PROJECT / "static" / "soglasie.css").read_text())
    return {piece: set().union(*map(characters, ranges.split(","))) for piece, ranges in faces}


def characters(span: str) -> set[int]:
    first, _, last = span.strip().removeprefix("U+").partition("-")
    return set(range(int(first, 16), int(last or first, 16) + 1))


def test_every_character_is_promised_once(promised: dict[str, set[int]]) -> None:
    assert len(set().union(*promised.values())) == sum(map(len, promised.values()))
    assert len(promised) == 6


def test_no_character_of_the_package_is_lost(promised: dict[str, set[int]]) -> None:
    """Each character of the whole files is promised of a file that has it."""
    held = {piece: set(TTFont(assets.VENDOR / webfonts.name_of(piece)).getBestCmap()) for piece in promised}
    reached = set().union(*(promised[piece] & held[piece] for piece in promised))
    apart = {0, 0x0D, *range(0x300, 0x340)}  # a combining mark is drawn by the piece of its letter
    assert (held["latin"] | held["latin-ext"] | held["cyrillic"]) - apart <= reached


def test_a_russian_page_needs_three_small_files(promised: dict[str, set[int]]) -> None:
    needed = {piece for piece in promised if promised[piece] & set(map(ord, TEXT))}
    assert needed == {"cyrillic", "signs", "rouble"}
    assert sum((assets.VENDOR / webfonts.name_of(piece)).stat().st_size for piece in needed) < 40_000
