"""Two analysts, the clock, and a few figures."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from casework import workdays
from monitoring.indicators import periods
from monitoring.models import Indicator, IndicatorValue
from monitoring.values import actions
from programme.models import Person
from tests.clock import Clock
from tests.promises import offenders_of
from tests.story import answer, make_person

SOURCE = "Отчёт об опросе, 12.01.2026"


def now(row: Any) -> Any:
    """The row as it is now."""
    return type(row)._default_manager.get(pk=row.pk)


def offenders() -> dict[str, list[Any]]:
    """Broken promises of this room, by code."""
    from monitoring.invariants import INVARIANTS

    return offenders_of(INVARIANTS)


@dataclass
class Desk:
    """Who enters, who checks, and the clock."""

    clock: Clock
    author: Person
    checker: Person

    def enter(
        self, code: str, figure: str | None, *, subject: str = "city", back: int = 1, **more: Any
    ) -> IndicatorValue:
        """A value of the period that ended so many periods ago."""
        indicator = Indicator.objects.get(code=code)
        period = periods.of(indicator.period, workdays.local_date())
        for _ in range(back):
            period = period.previous
        facts = {"source": SOURCE, "note": "" if figure else "Опрос не проводили.", **more}
        with transaction.atomic():
            return actions.enter(
                indicator, by=self.author, subject=subject, period=period, value=None if figure is None else Decimal(figure), **facts
            )  # fmt: skip

    def publish(self, code: str, figure: str | None, **more: Any) -> IndicatorValue:
        """The same, checked by the other analyst; public at once where its day has come."""
        value = self.enter(code, figure, **more)
        answer(self.checker, value.case, "check", outcome="agree")
        return now(value)


@pytest.fixture
def desk(clock: Clock) -> Desk:
    return Desk(clock, make_person("analyst", last_name="Числова"), make_person("analyst", last_name="Сверкина"))
