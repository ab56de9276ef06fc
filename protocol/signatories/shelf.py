"""The signature under the Protocol on the public page of an organisation."""

from django.db.models import QuerySet

from protocol.signatories.models import ON_THE_SHEET, Signatory


def rows(axis: str, code: str) -> "QuerySet[Signatory] | None":
    """Whatever it has signed, the newest edition first."""
    if axis != "organization":
        return None
    signed = Signatory.objects.filter(organization=int(code), status__in=ON_THE_SHEET)
    return signed.select_related("edition", "organization").order_by("-edition", "-pk")
