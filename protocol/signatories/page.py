"""What the register of signatories and the page of a signatory show."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from casework.pages import history
from documents.models import Document
from journal.models import Entry
from protocol.acting import capacity_of
from protocol.editions.models import ProtocolEdition
from protocol.signatories.models import ON_THE_SHEET, Signatory


def current_edition() -> ProtocolEdition | None:
    """The edition in force, else the one open for signature."""
    rows = ProtocolEdition.objects.filter(status__in=["in_force", "open_for_signature"])
    return rows.filter(status="in_force").order_by("-number").first() or rows.order_by("-number").first()


def edition_asked(request: HttpRequest) -> ProtocolEdition | None:
    """The edition named in the address, if it has ever been open for signature; else the current one."""
    number = request.GET.get("edition", "")
    if number.isascii() and number.isdecimal() and len(number) < 4:
        edition = ProtocolEdition.objects.filter(number=int(number), opened_for_signature_at__isnull=False).first()
        if edition:
            return edition
    return current_edition()


def thinking(request: HttpRequest, edition: ProtocolEdition) -> list[Signatory]:
    """Organisations that have not answered yet, as far as the person may see them."""
    rows = Signatory.objects.visible_to(request.user).filter(edition=edition).exclude(status__in=ON_THE_SHEET)
    return list(rows.select_related("organization").order_by("sector", "pk"))


def papers_of(signatory: Signatory, person: Any) -> list[Document]:
    """The invitation, the certificate and the notices of withdrawal that the person may read, the newest first."""
    wanted = [
        signatory.invitation_id,
        signatory.certificate_id,
        *signatory.departures.values_list("document", flat=True),
    ]
    rows = Document.objects.visible_to(person).filter(pk__in=[pk for pk in wanted if pk])
    return list(rows.order_by("-pk"))


def timeline_of(signatory: Signatory, is_inside: bool) -> list[Entry]:
    """What happened; to the public only the acts that the regulation makes public."""
    rows = history(signatory)
    public = ["verify", "withdraw", "suspend", "exclude", "restore", "commit", "report", "announce_departure"]
    return list(rows if is_inside else rows.filter(verb__in=public))


def own_signatory(request: HttpRequest, pk: int) -> tuple[Signatory, str]:
    """The signatory for which the person may sign, and the words for that capacity; 403 for others."""
    signatory = get_object_or_404(
        Signatory.objects.visible_to(request.user).select_related("organization", "case"), pk=pk
    )
    return signatory, capacity_of(request, signatory.signer_key)


def read_again(signatory: Signatory) -> Signatory:
    """The signatory as it is now, for an action under the lock of its case."""
    return Signatory.objects.select_related("organization", "edition").get(pk=signatory.pk)
