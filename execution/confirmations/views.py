"""Answering, and the photograph beside an answer."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework.acting import act_page, reload_then
from documents import archive
from execution.confirmations import actions
from execution.confirmations.forms import ConfirmationForm
from execution.confirmations.models import ConfirmationPhoto
from execution.undertakings.models import Undertaking

CONFIRMED = (Undertaking.Kind.MEASURE, Undertaking.Kind.ITEM, Undertaking.Kind.PRODUCT)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """A citizen says whether what is reported can be seen."""
    rows = Undertaking.objects.visible_to(request.user).filter(kind__in=CONFIRMED).select_related("case")
    row = get_object_or_404(rows, pk=pk)
    form = ConfirmationForm(
        request.POST if request.method == "POST" else None, request.FILES or None, subject=row, by=request.user
    )
    return act_page(
        request, form, reload_then(actions.confirm, row), capacity="лично", back=row.source_url or row.get_absolute_url(),
        process=row.case.pk, title="Видно ли сделанное", about=f"{row}. Ответить можно один раз, изменить ответ нельзя.",
    )  # fmt: skip


@require_safe
def photo(request: HttpRequest, pk: int) -> HttpResponse:
    """The photograph, for whoever looks after the undertaking."""
    inside = Undertaking.objects.open_to(request.user)
    row = get_object_or_404(ConfirmationPhoto, confirmation__undertaking__in=inside, pk=pk)
    response = HttpResponse(archive.verified(row.path, row.sha256), content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=3600"
    return response
