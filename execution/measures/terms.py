"""When a measure is carried out, as people write it: «2026–2028», «III квартал 2026», «ежегодно с 2026»; or nothing."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from execution.undertakings.periods import ROMAN

HOW = (
    "Напишите срок так: «2026», «2026–2028», «III квартал 2026», «I квартал 2026 – II квартал 2027», «ежегодно с 2026». "
    "Несколько сроков — через точку с запятой."
)
WORDS = re.compile(r"\s*\b(?:годы|год|году|года|гг\.?|г\.?)(?=\s|$|[–—-])", re.IGNORECASE)
MOMENT = re.compile(r"(?:(I{1,3}|IV|[1-4])(?:-?й)?\s+квартал\s+)?(\d{4})", re.IGNORECASE)
YEARLY = re.compile(r"ежегодно(?:\s+с\s+(\d{4}))?", re.IGNORECASE)
FIRST, LAST = 1990, 2100


@dataclass(frozen=True)
class Period:
    """From a day to a day, or every year; nothing at all where no term is named."""

    starts_on: date | None = None
    ends_on: date | None = None
    each_year_from: int | None = None

    def touches(self, year: int) -> bool:
        """Is it carried out in that year?"""
        begins = self.starts_on.year if self.starts_on else self.each_year_from
        if begins is None:
            return False
        ends = self.ends_on.year if self.ends_on and not self.each_year_from else LAST
        return begins <= year <= ends


def parse(text: str) -> Period:
    """The whole stretch that a text names. Raises ValueError with words for whoever has typed it."""
    starts, ends, yearly = [], [], None
    for piece in filter(None, (WORDS.sub("", part).strip() for part in text.split(";"))):
        if every := YEARLY.fullmatch(piece):
            yearly = _year(every[1]) if every[1] else None
            if yearly is None:
                raise ValueError(f"С какого года ежегодно? {HOW}")
            continue
        edges = [MOMENT.fullmatch(edge.strip()) for edge in re.split(r"\s*[–—-]\s*", piece)]
        if len(edges) > 2 or not all(edges):
            raise ValueError(f"Срок «{piece}» непонятен. {HOW}")
        moments = [(_year(edge[2]), _quarter(edge[1])) for edge in edges if edge]
        starts.append(_first_day(*moments[0]))
        ends.append(_last_day(*moments[-1]))
        if starts[-1] > ends[-1]:
            raise ValueError(f"Срок «{piece}» кончается раньше, чем начинается.")
    return Period(min(starts, default=None), max(ends, default=None), yearly)


def _year(text: str) -> int:
    year = int(text)
    if not FIRST <= year <= LAST:
        raise ValueError(f"Год {year} не подходит: от {FIRST} до {LAST}.")
    return year


def _quarter(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if text.isdecimal() else ROMAN.index(text.upper()) + 1


def _first_day(year: int, quarter: int | None) -> date:
    return date(year, 3 * (quarter or 1) - 2, 1)


def _last_day(year: int, quarter: int | None) -> date:
    month = 3 * (quarter or 4)
    following = date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)
    return following - timedelta(days=1)
