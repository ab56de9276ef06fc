"""What the pages of signatures on paper show."""

from typing import Any

from django.db.models import Q, QuerySet

from documents.on_paper.models import ScannedSignature
from documents.papers.models import IN_FORCE, Document


def known_to(person: Any) -> "QuerySet[ScannedSignature]":
    """The scans under papers that the person may open: a scan shows as much as the paper."""
    rows = ScannedSignature.objects.filter(request__document__in=Document.objects.visible_to(person))
    return rows.select_related("request__document", "entered_by")


def waiting_for(person: Any) -> "QuerySet[ScannedSignature]":
    """Those of them that a second person has not compared yet."""
    takes = Q(request__document__status=Document.Status.SIGNING) | Q(
        request__document__is_open=True, request__document__status__in=IN_FORCE
    )
    return known_to(person).filter(takes, rejected_at=None, signature=None)
