"""Results and decisions a secretary publishes together: after a sitting there are as many as it had items."""

from collections.abc import Iterable

from django.db.models import prefetch_related_objects
from django.urls import reverse

from casework.nodes import Basket, Shown
from committee.decisions.models import Decision
from committee.meetings.models import Meeting

PUBLISHING = Basket(
    page="publishing",
    title="Опубликовать",
    lead="Проверьте, что в текстах нет лишних персональных данных, отметьте то, что публикуете, и подтвердите один раз.",
    empty="Сейчас публиковать нечего",
    button="Опубликовать отмеченное",
    done="Опубликовано",
    icon="megaphone",
)


def show_decisions(decisions: Iterable[Decision]) -> dict[int, Shown]:
    """Signed decisions, by their number: two queries, however many there are."""
    rows = list(decisions)
    prefetch_related_objects(rows, "document__files")
    return {row.pk: _decision(row) for row in rows}


def _decision(decision: Decision) -> Shown:
    document = decision.document
    assert document is not None, "a decision that may be published is on paper"
    return Shown(
        str(document),
        document.title,
        "Решение войдёт в открытый реестр документов, его сможет прочитать каждый.",
        document.get_absolute_url(),
        reverse("document_page", args=[document.pk, 1]),
    )


def show_meetings(meetings: Iterable[Meeting]) -> dict[int, Shown]:
    """Sittings with signed minutes, by their number: one query."""
    rows = list(meetings)
    prefetch_related_objects(rows, "body")
    effect = "Повестка, итоги и счёт голосов станут видны всем; протокол с поимённым голосованием останется у членов."
    return {row.pk: Shown(str(row), "Итоги заседания.", effect, row.get_absolute_url()) for row in rows}
