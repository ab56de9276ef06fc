"""What a register of the office is and how it forms its numbers (domain 4.5), and the kinds of paper (4.2, 4.4)."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from string import Formatter
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import connection, models

from casework.rooms import announced


class Kind(models.TextChoices):
    """Kinds of paper; the label is what people call it."""

    MINUTES = "minutes", "Протокол"
    DECISION = "decision", "Решение"
    CONCLUSION = "conclusion", "Заключение"
    RECEIPT = "receipt", "Расписка"
    NOTICE = "notice", "Уведомление"
    ANNOUNCEMENT = "announcement", "Объявление"
    EXTRACT = "extract", "Выписка из протокола"
    AGREEMENT = "agreement", "Соглашение"
    CERTIFICATE = "certificate", "Свидетельство"
    DIPLOMA = "diploma", "Диплом"
    EDITION = "edition", "Редакция протокола"
    SHEET = "sheet", "Лист"
    ACT = "act", "Акт"
    ORDER = "order", "Распоряжение"
    SCHEDULE = "schedule", "План-график"
    REPORT = "report", "Отчёт"
    STATEMENT = "statement", "Справка"
    RULING = "ruling", "Определение"
    INVENTORY = "inventory", "Опись"
    PROGRAMME = "programme", "Программа"
    SUMMARY = "summary", "Свод предложений"
    PASSPORT = "passport", "Паспорт"
    OUTCOME = "outcome", "Итоговый документ"
    ATTENDANCE = "attendance", "Сертификат участника"
    LICENCE = "licence", "Удостоверение"
    RESULTS = "results", "Ведомость"
    SIGNATURE_CHECK = "signature_check", "Протокол проверки электронной подписи"

    @property
    def heading(self) -> str:
        """The kind in capitals above the number; a letter does not name its kind (requisite 09)."""
        return "" if self == Kind.NOTICE else str(self.label).upper()

    @property
    def is_kept_long(self) -> bool:
        """Kept for more than ten years: the left margin is 30 mm (4.2)."""
        return self in {Kind.MINUTES, Kind.DECISION, Kind.CONCLUSION, Kind.AGREEMENT, Kind.EDITION, Kind.PROGRAMME}


@dataclass(frozen=True)
class Register:
    """A register: its file index, how a number is written, what day its documents bear.

    `pattern` may use `{n}` (the next of the counter), `{year}` and parts the caller gives; without `{n}` the caller's
    parts alone make the number and the database keeps it unique. Each combination of parts has its own counter.
    """

    key: str
    title: str
    index: str
    pattern: str
    by_year: bool = True
    bears_event_day: bool = False  # the document bears the day of a sitting, not of its registration

    @property
    def parts(self) -> list[str]:
        """Names of the parts a caller must give."""
        names = [name for _, name, _, _ in Formatter().parse(self.pattern) if name]
        return [name for name in names if name not in ("n", "year")]

    @property
    def counts(self) -> bool:
        """Does a counter give the number?"""
        return "{n" in self.pattern

    def scope(self, parts: dict[str, Any]) -> str:
        """The counter's own name inside the register and year."""
        if sorted(parts) != sorted(self.parts):
            raise ImproperlyConfigured(f"register {self.key} needs number_parts {self.parts}, got {sorted(parts)}")
        return "/".join(str(parts[name]) for name in self.parts) if self.counts else ""

    def number(self, n: int | None, year: int, parts: dict[str, Any]) -> str:
        """The number as people write it, without the sign №."""
        return self.pattern.format(n=n, year=year, **parts)


@cache
def registers() -> dict[str, Register]:
    """The registers of the office by their keys: each room opens its own (`registers` of its AppConfig)."""
    return {register.key: register for _, opened in announced("registers") for register in opened}


@dataclass(frozen=True)
class Reserved:
    """A number taken for good: it belongs to the transaction that took it."""

    year: int
    scope: str
    n: int | None
    number: str


def reserve(register: Register, day: date, parts: dict[str, Any]) -> Reserved:
    """Take the next number of a register in the caller's transaction.

    The counter's row stays locked until the caller commits; a rollback gives the number back: no gaps (I-14).
    """
    year, scope = day.year if register.by_year else 0, register.scope(parts)
    n = _next(register.key, year, scope) if register.counts else None
    return Reserved(year, scope, n, register.number(n, day.year, parts))


def _next(register: str, year: int, scope: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO documents_counter (register, year, scope, last) VALUES (%s, %s, %s, 1)
               ON CONFLICT (register, year, scope) DO UPDATE SET last = documents_counter.last + 1 RETURNING last""",
            [register, year, scope],
        )
        return int(cursor.fetchone()[0])
