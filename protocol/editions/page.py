"""What the page of an edition shows: its progress, its articles, the questions put about it."""

from collections import Counter
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from casework.pages import progress
from committee.models import AgendaItem, Meeting
from consultations.models import Message
from documents.models import Document
from protocol.amendments.models import Amendment
from protocol.editions.models import ProtocolEdition

Status = ProtocolEdition.Status

STEPS = [
    ("Разработка", {Status.DRAFTING, Status.WG_REVIEW}),
    ("Обсуждение", {Status.PUBLIC_DISCUSSION}),
    ("Поправки", {Status.CONSOLIDATION, Status.CONCILIATION}),
    ("Комитет", {Status.COMMITTEE, Status.RETURNED}),
    ("Подписание", {Status.OPEN_FOR_SIGNATURE}),
    ("Действие", {Status.IN_FORCE}),
]


def steps_of(edition: ProtocolEdition) -> list[tuple[str, str]]:
    """The progress of an edition; one that has ended stays at the step it reached."""
    is_over = edition.in_force_at is not None
    return progress(STEPS, edition.status, is_over=is_over, otherwise=5 if is_over else 4)


def visible_edition(request: HttpRequest, number: int) -> ProtocolEdition:
    """The edition, if the person may see it."""
    rows = ProtocolEdition.objects.visible_to(request.user).select_related("case", "document", "based_on", "group")
    return get_object_or_404(rows, number=number)


def papers_among(edition: ProtocolEdition) -> list[Any]:
    """Its papers as queries for their keys."""
    return [edition.papers.values("document")]


def holding(paper: Document) -> QuerySet[ProtocolEdition]:
    """The edition whose list has this paper: the reverse of `papers_among`."""
    return ProtocolEdition.objects.filter(papers__document=paper)


def article_rows(edition: ProtocolEdition, user: Any) -> list[dict[str, Any]]:
    """The articles with the numbers of messages and amendments."""
    spoken = Message.objects.readable().filter(topic=edition.topic_id).exclude(section="")
    said_of = Counter(spoken.values_list("section", flat=True))
    proposed: dict[int | None, int] = {}
    for pk in edition.amendments.exclude(status=Amendment.Status.WITHDRAWN).values_list("article_text_id", flat=True):
        proposed[pk] = proposed.get(pk, 0) + 1
    return [
        {"text": row, "messages": said_of[row.article.code], "amendments": proposed.get(row.pk, 0)}
        for row in edition.texts
    ]


def items_of(edition: ProtocolEdition, user: Any) -> list[tuple[AgendaItem, Meeting | None, str]]:
    """The questions put to the group and the committee, with the sitting if one may see it, and the verdict if one may know it."""
    pks = [pk for pk in (edition.review_item_id, edition.committee_item_id, edition.extension_item_id) if pk]
    items = AgendaItem.objects.visible_to(user).filter(pk__in=pks).order_by("pk")
    inside = set(AgendaItem.objects.inside_of(user).filter(pk__in=pks).values_list("pk", flat=True))
    return [
        (
            item,
            item.line.meeting if item.line else None,
            item.verdict_title if item.pk in inside or item.is_released else "",
        )
        for item in items
    ]
