"""The acts on a matter outside its steps, the copies of its papers, applications by the area."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework import door
from casework.acting import act_page, reload_then
from casework.forms import AskForm
from documents import files
from library.cards.keeping import keeper_of
from library.cards.page import is_inside
from library.outside import actions, forms, page
from library.outside.models import ExternalMatter, OutsideFile

Act = tuple[type[AskForm], Callable[..., Any], str, str]
ACTS: dict[str, Act] = {
    "drop": (forms.DropForm, actions.drop, "Снять внешнее дело", "Направлено ничего не будет; карточка останется с этим основанием."),
    "suspend": (forms.SuspendForm, actions.suspend, "Приостановить внешнее дело", "Возобновить его можно в любой день."),
    "resume": (forms.ResumeForm, actions.resume, "Возобновить внешнее дело", "Оно снова будет действовать."),
    "close": (forms.CloseForm, actions.close, "Завершить внешнее дело", "Справка о том, чем оно закончилось, откроется всем."),
}  # fmt: skip


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """EM-07…EM-10 by the keeper; to everybody else the address does not exist."""
    rows = ExternalMatter.objects.visible_to(request.user).filter(status__in=page.ACTS[verb][1])
    row = get_object_or_404(rows.select_related("card__kind", "case"), pk=pk)
    if not (capacity := door.capacity_in(request.user, keeper_of(row.card))):
        raise Http404
    form_class, action, title, about = ACTS[verb]
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = form_class(*sent, subject=row, by=request.user)
    return act_page(
        request, form, reload_then(action, row), capacity=capacity, back=row.get_absolute_url(), process=row.case.pk, title=title,
        about=f"{row.card.kind} «{row.card}». {about}",
    )  # fmt: skip


@never_cache
@require_safe
def copy(request: HttpRequest, pk: int) -> FileResponse:
    """A copy that everybody may read, or that the author, the keeper and the auditor may."""
    matters = ExternalMatter.objects.visible_to(request.user)
    rows = OutsideFile.objects.filter(Q(paper__matter__in=matters)).select_related("paper__matter__card__kind")
    row = get_object_or_404(rows, paper=pk)
    if not row.is_public and not is_inside(row.paper.matter.card, request.user):
        raise Http404
    return files.download(row)


@require_safe
def applications(request: HttpRequest) -> HttpResponse:
    """How many applications each area has sent outside, and what came of them."""
    lines, total = page.applications()
    return render(request, "library/outside/applications.html", {"lines": lines, "total": total})
