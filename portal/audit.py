"""The auditor's page: the whole journal, and a button that recomputes its chain."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from casework.pages import keyset
from journal import chain, checkpoints
from journal.models import Entry, Seal
from programme.access import has_role
from programme.models import Role

PAGE = 50


def _auditor(request: HttpRequest) -> None:
    if not has_role(request.user, Role.AUDITOR):
        raise PermissionDenied


@never_cache
@login_required
@require_safe
def journal(request: HttpRequest) -> HttpResponse:
    """Everything that happened, newest first, a keyset page at a time; `subject` narrows it to one object."""
    _auditor(request)
    rows = Entry.objects.select_related("actor", "seal")
    subject, before = request.GET.get("subject", "").strip()[:80], request.GET.get("before", "")
    if subject:
        rows = rows.filter(subject=subject)
    entries, older = keyset(rows, before, PAGE)
    context = {
        "entries": entries,
        "older": older,
        "subject": subject,
        "head": Seal.objects.order_by("-position").first(),
    }
    return render(request, "portal/journal.html", context)


@login_required
@require_POST
def verify(request: HttpRequest) -> HttpResponse:
    """Recompute the chain from the rows and say what was found."""
    _auditor(request)
    if fault := chain.verify() or checkpoints.verify():
        messages.error(
            request, f"Цепочка нарушена на месте {fault.position} (запись {fault.entry_id}): {fault.reason}."
        )
    else:
        messages.success(request, "Журнал цел: все запечатанные записи пересчитаны, связи и отметки дней сходятся.")
    return redirect("journal")
