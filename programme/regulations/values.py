"""Values of the rules: how each kind is written in words, read from what a person has typed, and checked. Pure."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Self

from casework.formats import NBSP, counted, money, plain

SHARE = re.compile(r"([1-9]\d{0,2})\s*/\s*([1-9]\d{0,2})")
NUMBER = re.compile(r"\d{1,15}(\.\d{1,4})?")


class Mistyped(ValueError):
    """What was typed is no such value; the message says what to do (Russian)."""


YES, NO = "yes", "no"
FLAG = ((YES, "да"), (NO, "нет"))


@dataclass(frozen=True)
class Column:
    """What one value means: its label, its unit, of which kind it is and between which bounds it lies.

    `kind`: "whole" (int), "number" (a decimal written as a string), "share" ("2/3"), "text", "flag" (bool), "code" (never edited),
    "choice" (one of `choices`: what is stored and its words), "term" and "list" (made of other columns).
    `unit`: a sign («%», «₽») or the three forms of a word. `empty`: what no value means; without
    it a value is required. `fixed`: why nobody may change it.
    """

    name: str
    label: str
    kind: str
    unit: str = ""
    least: int | None = None
    most: int | None = None
    empty: str = ""
    fixed: str = ""
    choices: tuple[tuple[str, str], ...] = ()

    @classmethod
    def read(cls, name: str, row: dict[str, Any]) -> Self:
        """From a line of the schema."""
        return cls(
            name, row["label"], row["kind"], row.get("unit", ""), row.get("min"), row.get("max"), row.get("empty", ""),
            row.get("fixed", ""), FLAG if row["kind"] == "flag" else tuple(row.get("choices", {}).items()),
        )  # fmt: skip

    @property
    def hint(self) -> str:
        """How such a value is typed."""
        bounds = "" if self.least is None else f"от {self.least:,} до {self.most:,}".replace(",", NBSP)
        if self.kind == "share":
            return "Дробью, например 2/3."
        if self.kind in ("whole", "number"):
            words = "Целое число" if self.kind == "whole" else "Число"
            return f"{words} {bounds}{f', пусто — {self.empty}' if self.empty else ''}."
        return ""

    def read_typed(self, text: str) -> Any:
        """The value a person has typed. Raises Mistyped."""
        text = text.strip()
        if not text and self.empty:
            return None
        value = _typed(self.kind, text)
        if words := self.fault(value):
            raise Mistyped(words)
        return value

    def fault(self, value: Any) -> str:
        """What is wrong with a value; empty if nothing."""
        if value is None:
            return "" if self.empty else "Заполните это поле."
        if self.kind == "whole" and (isinstance(value, bool) or not isinstance(value, int)):
            return "Нужно целое число."
        if self.kind == "number" and not (isinstance(value, str) and NUMBER.fullmatch(value)):
            return "Нужно число, например 65 или 0,6."
        if self.kind == "share":
            return _fault_of_share(value)
        if self.kind == "flag":
            return "" if isinstance(value, bool) else "Выберите один из вариантов."
        if self.kind == "choice":
            return "" if value in dict(self.choices) else "Выберите один из вариантов."
        if self.kind in ("text", "code"):
            return "" if isinstance(value, str) and value.strip() else "Заполните это поле."
        return self._out_of_bounds(value)

    def _out_of_bounds(self, value: Any) -> str:
        if self.least is None or self.most is None or self.least <= Decimal(value) <= self.most:
            return ""
        return f"Нужно {'целое число' if self.kind == 'whole' else 'число'} от {self.least} до {self.most}."


def _fault_of_share(value: Any) -> str:
    parts = SHARE.fullmatch(value) if isinstance(value, str) else None
    if not parts or int(parts[1]) > int(parts[2]):
        return "Нужна доля дробью не больше единицы, например 2/3."
    return ""


def _typed(kind: str, text: str) -> Any:
    compact = text.replace(NBSP, "").replace(" ", "")
    if not text:
        raise Mistyped("Заполните это поле.")
    if kind == "whole":
        if not (compact.isascii() and compact.isdecimal() and len(compact) < 16):
            raise Mistyped("Нужно целое число, цифрами.")
        return int(compact)
    if kind == "number":
        return _decimal(compact.replace(",", "."))
    if kind == "flag":
        return _flag(text)
    return compact if kind == "share" else text


def _flag(text: str) -> bool:
    if text not in dict(FLAG):
        raise Mistyped("Выберите один из вариантов.")
    return text == YES


def _decimal(text: str) -> str:
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise Mistyped("Нужно число цифрами, например 65 или 0,6.") from None
    if not value.is_finite():
        raise Mistyped("Нужно число цифрами, например 65 или 0,6.")
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def written(value: Any) -> str:
    """A bare value as a form shows it: the decimal comma, nothing else."""
    if value is None:
        return ""
    text = str(value)
    return text.replace(".", ",") if NUMBER.fullmatch(text) else text


def typed(column: Column, value: Any) -> str:
    """A value as a person would type it into its field: sums in groups of three, a flag as one of two answers."""
    if column.kind == "flag":
        return YES if value else NO
    text = written(value)
    return f"{int(text):,}".replace(",", " ") if column.unit == "₽" and text.isdecimal() else text


def in_words(column: Column, value: Any) -> str:
    """A value as a citizen reads it: 5 рабочих дней, 65 баллов, 2/3, 3 000 000 ₽."""
    if value is None:
        return column.empty or "—"
    if column.kind == "term":
        return term_in_words(value)
    if column.kind == "choice":
        return dict(column.choices).get(value, str(value))
    if column.kind == "flag":
        return "да" if value else "нет"
    if column.unit == "₽":
        return money(Decimal(str(value)))
    if column.kind == "whole" and "," in column.unit:
        return counted(value, column.unit)
    if column.kind == "number" and column.unit:
        return _with_unit(str(value), column.unit)
    return f"{written(value)}{NBSP}{column.unit}" if column.unit else written(value)


def _with_unit(value: str, unit: str) -> str:
    if "," not in unit:
        return f"{plain(Decimal(value))}{NBSP}{unit}"
    number = Decimal(value)
    if number == number.to_integral_value():
        return counted(int(number), unit)
    return f"{plain(number)}{NBSP}{unit.split(',')[1]}"


def term_in_words(term: dict[str, Any]) -> str:
    """5 рабочих дней, жёсткий."""
    is_calendar = term.get("calendar", False)
    words = (
        "календарный день,календарных дня,календарных дней" if is_calendar else "рабочий день,рабочих дня,рабочих дней"
    )
    return counted(term["days"], words) + (", жёсткий" if term["hard"] else "")
