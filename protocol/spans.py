"""Places in a text: found once, compared, replaced together without one change moving another. Pure text, no database."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

SENTENCE = re.compile(r"[^.!?…]+(?:[.!?…]+[»”)\"]*|$)\s*")


class NotOnce(ValueError):
    """The words do not stand in the text exactly once; `times` says how often they do."""

    def __init__(self, times: int) -> None:
        super().__init__(f"found {times} times")
        self.times = times


class Overlapping(ValueError):
    """Two changes touch the same words."""


@dataclass(frozen=True)
class Span:
    """Words of a text from `start` to `end` and what is to stand instead of them."""

    start: int
    end: int
    wording: str = ""


def find_once(text: str, words: str) -> Span:
    """Where the words stand, whatever blanks they were typed with; NotOnce if nowhere or more than once."""
    parts = words.split()
    if not parts:
        raise NotOnce(0)
    pattern = re.compile(r"\s+".join(re.escape(part) for part in parts))
    places = [match.span() for start in range(len(text)) if (match := pattern.match(text, start))]
    if len(places) != 1:
        raise NotOnce(len(places))
    return Span(*places[0])


def overlap(first: Span, second: Span) -> bool:
    """Do the two touch a letter in common?"""
    return first.start < second.end and second.start < first.end


def replaced(text: str, spans: Iterable[Span]) -> str:
    """The text with all the spans replaced at once; Overlapping if two of them touch, ValueError if one leaves the text."""
    ordered = sorted(spans, key=lambda span: (span.start, span.end))
    for one, following in pairwise(ordered):
        if overlap(one, following):
            raise Overlapping(f"{one} and {following}")
    for span in reversed(ordered):
        if not 0 <= span.start <= span.end <= len(text):
            raise ValueError(f"{span} is not inside the text")
        text = text[: span.start] + span.wording + text[span.end :]
    return text


def sentences(text: str) -> list[str]:
    """The sentences of a text, for choosing one of them."""
    return [one.strip() for one in SENTENCE.findall(text) if one.strip()]
