"""What the pages about signatures with a certificate show."""

from typing import Any

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery

from documents.papers.models import Document
from documents.qualified.models import SignatureCheck, SignatureUpload
from documents.qualified.verdict import Result
from documents.signatures.models import SignatureRequest


def request_of(document: Document, person: Any) -> SignatureRequest | None:
    """The person's request for a signature under the paper: the one that still waits, else the latest."""
    rows = list(
        document.signature_requests.filter(person=person).select_related("document", "signature").order_by("turn", "pk")
    )
    waiting = [row for row in rows if not row.is_signed and row.refused_at is None]
    return next(iter(waiting or rows), None)


def uploads_of(request: SignatureRequest) -> "QuerySet[SignatureUpload]":
    """What the person has brought, newest first, with the checks of it."""
    return request.uploads.prefetch_related("checks__paper", "files")


def unchecked() -> "QuerySet[SignatureCheck]":
    """The last checks of uploads that could not be checked and whose signature is still waited for; contradictions first."""
    last = (
        SignatureCheck.objects.filter(upload=OuterRef("upload"))
        .values("upload")
        .annotate(last=Max("pk"))
        .values("last")
    )
    waiting = Q(
        upload__request__signature=None, upload__request__refused_at=None, upload__request__document__status="signing"
    ) | Q(upload__request__signature=None, upload__request__document__is_open=True)
    rows = SignatureCheck.objects.filter(waiting, pk=Subquery(last), result=Result.UNKNOWN)
    return rows.select_related("upload__request__document", "paper").order_by("-is_contradictory", "pk")
