"""Acts about a hearing outside the steps of the flow."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from appeals.filing.models import Appeal
from appeals.filing.page import acts_of
from appeals.hearing import actions
from appeals.hearing.forms import PostponeForm
from casework.acting import act_page, reload_then


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def postpone(request: HttpRequest, pk: int) -> HttpResponse:
    """AP-06."""
    rows = Appeal.objects.open_to(request.user).select_related("case__regulation", "panel", "item")
    appeal = get_object_or_404(rows, pk=pk)
    if not acts_of(appeal, request.user)["may_postpone"]:
        raise Http404
    form = PostponeForm(request.POST or None, subject=appeal, by=request.user)
    return act_page(
        request, form, reload_then(actions.postpone, appeal), capacity="член состава", back=appeal.get_absolute_url(),
        process=appeal.case.pk, title="Перенести слушание", about=str(appeal),
    )  # fmt: skip
