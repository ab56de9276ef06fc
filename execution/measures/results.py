"""What the programme promises to bring, beside what is known of it: each result leads to its indicator, or says that there are no data."""

import re
from dataclasses import dataclass

from django.db.models import Q

from casework.counting import Series, series_of
from execution.editions.models import ProgrammeEdition
from execution.measures.models import ExpectedResult
from execution.undertakings.models import Undertaking

CODE = re.compile(r"\b[A-Z]{2,10}[0-9]\b")


@dataclass(frozen=True)
class Line:
    """A result; the code its indicator is named by, and the series behind it, where there is one."""

    result: ExpectedResult
    code: str
    series: Series | None

    @property
    def is_reached(self) -> bool:
        """Is the figure known, and as good as what was promised?"""
        target, value = self.result.target, self.series.value if self.series else None
        if target is None or value is None or self.series is None:
            return False
        return value <= target if self.series.is_less_better else value >= target


def of_edition(edition: ProgrammeEdition) -> list[Line]:
    """Every result of the table, in its order."""
    return _lines(Q(measure__edition=edition))


def of_undertaking(undertaking: Undertaking) -> list[Line]:
    """Results with an indicator, of the measure an undertaking carries out, by itself or by one of its items."""
    carried = Q(measure__undertaking=undertaking) | Q(measure__items__undertaking=undertaking)
    return [line for line in _lines(carried) if line.code]


def _lines(which: Q) -> list[Line]:
    rows = list(
        ExpectedResult.objects.filter(which).select_related("measure").order_by("measure__order", "order").distinct()
    )
    codes = {row.pk: match[0] if (match := CODE.search(row.indicator)) else "" for row in rows}
    known = series_of({code for code in codes.values() if code})
    return [Line(row, codes[row.pk], known.get(codes[row.pk])) for row in rows]
