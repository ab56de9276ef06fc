"""Places in a text: found once, compared, replaced together without one change moving another. Pure text, no database."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

# Where a sentence may end: its sign, quotes and brackets behind it, a blank or the end.
END = re.compile(r"[.!?…]+[»”)\"]*(?=\s|$)")

# A point after these is no end when a name or a number follows: «г. Красноярск», «п. 2.1», «ст. 10», «А. Б. Иванов».
LEADS = re.compile(
    r"(?<!\w)(?:(?i:г|гг|ст|ч|п|пп|гл|разд|абз|подп|д|корп|стр|оф|кв|ул|просп|пер|пл|пос|им|рис|табл|прим|см|ср|напр)|[А-ЯЁA-Z])\.$"
)

# After these only a capital letter begins another sentence: «и т. д.», «в 2026 г.», «10 тыс.».
CLOSES = re.compile(r"(?:(?<!\w)(?:т\.\s?[депч]|др|проч|тыс|млн|млрд|руб|коп|чел)|\d\s?гг?)\.$")
CLOSING = ".,;:!?…»”)"


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
    """Do the two have a character in common?"""
    return first.start < second.end and second.start < first.end


def replaced(text: str, spans: Iterable[Span]) -> str:
    """The text with all the spans replaced at once; Overlapping if two of them touch, ValueError if one leaves the text."""
    ordered = sorted(spans, key=lambda span: (span.start, span.end))
    for span, following in pairwise(ordered):
        if overlap(span, following):
            raise Overlapping(f"{span} and {following}")
    for number, span in reversed(list(enumerate(ordered))):
        if not 0 <= span.start <= span.end <= len(text):
            raise ValueError(f"{span} is not inside the text")
        start, end = span.start, span.end
        if not span.wording:
            start, end = _with_its_blank(text, span, ordered[number - 1].end if number else 0)
        text = text[:start] + span.wording + text[end:]
    return text


def _with_its_blank(text: str, span: Span, floor: int) -> tuple[int, int]:
    """A deleted span with the blank before it: «жителями в срок.» without «в срок» is «жителями.», not «жителями .»."""
    before, after = text[floor : span.start], text[span.end :]
    if span.start == span.end or (after and not (after[0].isspace() or after[0] in CLOSING)):
        return span.start, span.end
    if before.endswith((" ", "\N{NO-BREAK SPACE}")):
        return span.start - 1, span.end
    if not text[: span.start] and after[:1] in (" ", "\N{NO-BREAK SPACE}"):
        return span.start, span.end + 1
    return span.start, span.end


def sentences(text: str) -> list[str]:
    """The sentences of a text, for choosing one of them; a line is a sentence at the most."""
    return [sentence for line in text.splitlines() for sentence in _of_line(line)]


def _of_line(line: str) -> list[str]:
    parts, start = [], 0
    for match in END.finditer(line):
        if match[0] != "." or not _goes_on(line[: match.end()], line[match.end() :].lstrip()):
            parts.append(line[start : match.end()].strip())
            start = match.end()
    parts.append(line[start:].strip())
    return [sentence for sentence in parts if sentence]


def _goes_on(before: str, rest: str) -> bool:
    """Is the full stop part of an abbreviation, so that the sentence goes on?"""
    if not rest:
        return False
    if rest[0].islower():
        return True
    if CLOSES.search(before):
        return not rest[0].isupper()
    return bool(LEADS.search(before))
