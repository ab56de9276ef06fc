"""`manage.py recount_indicators`: what the system counts itself, beside a second count in plain SQL; exit 1 where they differ."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from casework import workdays
from monitoring.counts import asking, second
from monitoring.indicators import periods
from monitoring.indicators.models import Indicator


class Command(BaseCommand):
    """A line for each computed indicator: of the period that runs and of the one before."""

    help = "посчитать вычисляемые показатели двумя способами"

    def handle(self, *args: Any, **options: Any) -> None:
        """Both counts, side by side."""
        wrong = 0
        for indicator in Indicator.objects.exclude(query=""):
            period = periods.of(indicator.period, workdays.local_date())
            for shown in (period.previous, period):
                counted, again = asking.of_period(indicator, shown).value, second.count(indicator.query, shown)
                wrong += counted != again
                verdict = "сходится" if counted == again else "РАСХОДИТСЯ"
                self.stdout.write(f"{indicator.code} {shown}: {_words(counted)} и {_words(again)} — {verdict}")
        if wrong:
            raise CommandError(f"Расходится: {wrong}")


def _words(number: Any) -> str:
    return "нет данных" if number is None else str(number)
