"""A scenario is reckoned and kept; one of them is chosen for a decision, with its reasons and a paper."""

from django.utils import timezone

from casework.door import Refused
from documents.snapshots import digest
from expertise.ranking.gathering import Scope
from expertise.scenarios import papers
from expertise.scenarios.choice import Terms
from expertise.scenarios.models import Scenario
from expertise.scenarios.reckoning import frozen_cases, frozen_terms
from journal.record import record
from programme.models import Person
from programme.rows import locked


def keep(scope: Scope, *, by: Person, title: str, way: str, terms: Terms) -> Scenario:
    """Raises Refused if there is nothing to choose from."""
    if not scope.cases:
        raise Refused("По этим условиям нет ни одного опубликованного заключения: выбирать не из чего.")
    stated, cases = frozen_terms(terms, way), frozen_cases(scope.cases, way)
    row = Scenario.objects.create(
        title=title.strip(), criteria=scope.criteria, year=scope.year, area=scope.area, terms=stated, cases=cases,
        fingerprint=digest({"terms": stated, "cases": cases}), made_by=by, made_at=timezone.now(),
    )  # fmt: skip
    record(row, "keep", f"Рассчитан {row}", by=by, payload={"fingerprint": row.fingerprint})
    return row


def choose(scenario: Scenario, *, by: Person, reasons: str) -> None:
    """The paper goes to the committee; the decision is its own. Raises Refused for one that has been chosen."""
    row = locked(Scenario, scenario.pk)
    if row.chosen_at is not None:
        raise Refused(f"Этот сценарий уже выбран, справка № {row.document.number}.")  # type: ignore[union-attr]
    row.document = papers.statement(row, reasons.strip(), by)
    row.reasons, row.chosen_at, row.chosen_by = reasons.strip(), timezone.now(), by
    row.save(update_fields=["document", "reasons", "chosen_at", "chosen_by"])
    record(row, "choose", f"Выбран для решения {row}", by=by, ground=row.reasons)
