"""What has been handed over to a receiver and waits for its word, together: a gift of many parts is many acceptances."""

from collections.abc import Iterable

from django.db.models import prefetch_related_objects

from casework.formats import money
from casework.nodes import Basket, Shown
from negotiations.contributions.models import Contribution

ACCEPTING = Basket(
    page="deliveries",
    title="Принять переданное",
    lead="Сверьте переданное с подтверждениями, отметьте то, что принимаете, и подтвердите один раз. "
    "Если что-то передано не так, ответьте по нему отдельно.",
    empty="Сейчас принимать нечего",
    button="Принять отмеченное",
    done="Принято",
    icon="box-seam",
)


def accepted_answer(mark: str) -> dict[str, str]:
    """The fields of `AcceptDeliveryForm` for what is taken as it was shown."""
    return {"answer": "accept", "reason": ""}


def show_deliveries(contributions: Iterable[Contribution]) -> dict[int, Shown]:
    """What the givers have shown, by the number of the contribution: four queries, however many there are."""
    rows = list(contributions)
    prefetch_related_objects(rows, "evidence", "party__organization", "case__proposal")
    return {row.pk: _shown(row) for row in rows}


def _shown(contribution: Contribution) -> Shown:
    evidence = list(contribution.evidence.all())[-1]
    amount = f" на {money(evidence.amount)}" if evidence.amount else ""
    part = "вклад полностью" if evidence.is_whole else "часть вклада"
    return Shown(
        str(contribution),
        f"«{contribution.case.proposal.title}». {contribution.party.organization.short_name} передаёт {part}: {evidence.volume}{amount}, "
        f"{evidence.delivered_on:%d.%m.%Y}. Подтверждение: {evidence.name}.",
        "Будет составлен акт приёмки"
        + (", вклад станет исполненным." if evidence.is_whole else ", остальное ждёт передачи."),
        contribution.get_absolute_url(),
    )
