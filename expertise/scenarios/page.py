"""A scenario as its page shows it, beside another."""

from dataclasses import dataclass
from typing import Any

from expertise.scenarios.choice import Line, moved
from expertise.scenarios.models import Scenario
from expertise.scenarios.words import terms_in_words


@dataclass(frozen=True)
class Row:
    """A project, what becomes of it here, and in the scenario beside (None: it is not there)."""

    place: int
    facts: dict[str, Any]
    line: Line
    beside: Line | None

    @property
    def differs(self) -> bool:
        """Would it fare otherwise there?"""
        return self.beside is not None and self.beside.is_taken != self.line.is_taken


def context(row: Scenario, beside: Scenario | None) -> dict[str, Any]:
    """What the template wants to know."""
    there = {line.candidate.pk: line for line in beside.choice.lines} if beside else {}
    gone, come = moved(row.choice.taken, beside.choice.taken) if beside else ([], [])
    others = Scenario.objects.exclude(pk=row.pk).filter(criteria=row.criteria, year=row.year)
    return {
        "scenario": row,
        "terms": terms_in_words(row),
        "rows": [
            Row(n, row.facts[line.candidate.pk], line, there.get(line.candidate.pk))
            for n, line in enumerate(row.choice.lines, 1)
        ],
        "beside": beside,
        "beside_terms": terms_in_words(beside) if beside else [],
        "only_here": [row.facts[pk] for pk in gone],
        "only_there": [beside.facts[pk] for pk in come] if beside else [],
        "others": others[:50],
    }
