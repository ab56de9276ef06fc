"""Items and results of a measure as people write them, one a line: «1) собрать матрицу — 7 районов»."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from casework.formats import plain

MARK = re.compile(r"(\S{1,8}\))\s+")
AMOUNT = re.compile(r"\s+[–—-]\s+(\d[\d ]*(?:[.,]\d{1,2})?)\s+(\D[^;]{0,39}?)(?:\s+к\s+(\d{4})(?:\s+году)?)?$")
MOST_SIGNS = 500


@dataclass(frozen=True)
class Line:
    """A line taken apart. Empty parts are not named in it."""

    text: str
    mark: str = ""
    indicator: str = ""
    amount: Decimal | None = None
    unit: str = ""
    year: int | None = None

    def written(self) -> str:
        """The line again, as it is typed."""
        amount = f" — {plain(self.amount)} {self.unit}" if self.amount is not None else ""
        year = f" к {self.year} году" if self.year else ""
        indicator = f"; {self.indicator}" if self.indicator else ""
        return f"{self.mark} {self.text}{indicator}{amount}{year}".strip()


def items(text: str) -> list[Line]:
    """Items: a mark if there is one, the words, a quantity with its unit if there is one. Raises ValueError (Russian)."""
    return [_item(line.strip()) for line in text.splitlines() if line.strip()]


def results(text: str) -> list[Line]:
    """Results: the words, after a semicolon the indicator, then its value, unit and year. Raises ValueError (Russian)."""
    return [_result(line.strip()) for line in text.splitlines() if line.strip()]


def _item(line: str) -> Line:
    mark = MARK.match(line)
    words, amount, unit, _ = _amount(line[mark.end() :] if mark else line)
    return Line(_short(words, line), mark=mark[1] if mark else "", amount=amount, unit=unit)


def _result(line: str) -> Line:
    words, amount, unit, year = _amount(line)
    text, _, indicator = words.partition(";")
    if len(indicator.strip()) > 200:
        raise ValueError(f"Показатель в строке «{line[:60]}…» длиннее 200 знаков: сократите его.")
    return Line(_short(text.strip(), line), indicator=indicator.strip(), amount=amount, unit=unit, year=year)


def _amount(text: str) -> tuple[str, Decimal | None, str, int | None]:
    seen_at = AMOUNT.search(text)
    if not seen_at:
        return text.strip(), None, "", None
    try:
        amount = Decimal(seen_at[1].replace(" ", "").replace(",", "."))
    except InvalidOperation:
        return text.strip(), None, "", None
    if amount > 10**11:
        raise ValueError(f"Число в строке «{text[:60]}» слишком велико.")
    return text[: seen_at.start()].strip(), amount, seen_at[2].strip(), int(seen_at[3]) if seen_at[3] else None


def _short(words: str, line: str) -> str:
    if not words:
        raise ValueError(f"В строке «{line[:60]}» нет слов: напишите, что делается.")
    if len(words) > MOST_SIGNS:
        raise ValueError(f"Строка «{words[:60]}…» длиннее {MOST_SIGNS} знаков: сократите её.")
    return words
