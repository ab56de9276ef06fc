"""`adopt_calendar days.csv`: exceptions to the production calendar, lines of `date,working,ground` (domain 6.7)."""

import csv
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from programme.regulations import actions as regulations

WORKING = {"1": True, "да": True, "рабочий": True, "0": False, "нет": False, "нерабочий": False}


class Command(BaseCommand):
    """Load working Saturdays and days off of a yearly decree: all lines of a file or none."""

    help = "Загрузить исключения производственного календаря (CSV: дата ГГГГ-ММ-ДД, рабочий/нерабочий, основание)"

    def add_arguments(self, parser: CommandParser) -> None:
        """The file."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Read everything first, so that a bad line changes nothing."""
        try:
            with options["file"].open(encoding="utf-8-sig", newline="") as lines:
                days = [_day(number, row) for number, row in enumerate(csv.reader(lines), 1) if row]
        except OSError as error:
            raise CommandError(f"Не удалось прочитать файл: {error}") from error
        with transaction.atomic():
            for day in days:
                regulations.adopt_day(**day)
        self.stdout.write(self.style.SUCCESS(f"Загружено дней: {len(days)}"))


def _day(number: int, row: list[str]) -> dict[str, Any]:
    try:
        day, working, ground = (cell.strip() for cell in row)
        return {"day": date.fromisoformat(day), "is_working": WORKING[working.lower()], "ground": ground}
    except (ValueError, KeyError):
        raise CommandError(f"Строка {number}: нужны дата ГГГГ-ММ-ДД, «рабочий» или «нерабочий» и основание.") from None
