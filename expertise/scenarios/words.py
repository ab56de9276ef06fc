"""The terms of a scenario in words. Pure but for the names of areas."""

from casework.formats import counted, money
from casework.formats import score as written
from expertise.scenarios.models import Scenario
from expertise.scenarios.reckoning import WAYS
from programme.lists import catalogue


def terms_in_words(row: Scenario) -> list[str]:
    """A line for each (Russian)."""
    terms = row.stated
    steps = "; ".join(
        f"{f'до {money(limit)}' if limit is not None else 'больше'} — {written(score)}" for limit, score in terms.steps
    )
    lines = [
        f"Счёт: {WAYS[row.terms['way']].lower()}.",
        f"Проходной балл по сумме запроса: {steps}.",
        f"Денег всего: {money(terms.budget) if terms.budget is not None else 'без ограничения'}.",
    ]
    if terms.budget is not None:
        lines.append(
            "Если на проект денег не хватает, он пропускается, отбор идёт дальше."
            if terms.goes_on
            else "Если на проект денег не хватает, отбор на нём заканчивается."
        )
    lines += [
        f"Область «{catalogue.label('areas', area)}»: не больше {counted(most, 'проекта,проектов,проектов')}."
        for area, most in terms.quotas.items()
    ]
    return lines
