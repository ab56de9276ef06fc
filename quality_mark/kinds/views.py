"""Pages of kinds of contests: the list, one version, its beginning, its end."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework import door, roles
from casework.acting import act_page, reload_then
from casework.pages import moves, open_steps, own_steps
from casework.views import start_page
from programme.access import has_role, keys_of
from quality_mark.kinds import actions, page
from quality_mark.kinds.flow import KindFlow, KindRetirementFlow
from quality_mark.kinds.forms import DropForm
from quality_mark.kinds.models import ContestKind


@never_cache
@require_safe
def kinds(request: HttpRequest) -> HttpResponse:
    """The kinds in force; to the office and the committee also drafts."""
    context = {**page.kinds(request.user), "may_begin": has_role(request.user, "contest_secretary")}
    return render(request, "quality_mark/kinds/kinds.html", context)


@never_cache
@require_safe
def kind(request: HttpRequest, code: str, version: int | None = None) -> HttpResponse:
    """One version, the one in force (or the last there was) unless told: who enters, with what, who judges by what, what is given."""
    kind = page.version_of(code, version, request.user)
    if kind is None:
        raise Http404
    case = getattr(kind, "case", None)  # what came with the system was led by no case
    waitings = list(open_steps(case.pk)) if case else []
    is_office = has_role(request.user, "contest_secretary")
    context = {
        "kind": kind,
        **page.described(kind),
        "contests": page.contests_of(kind, request.user),
        "versions": page.versions_of(kind, request.user),
        "documents": page.papers_of(kind, request.user),
        "timeline": page.course_of(kind, request.user),
        "moves": moves(waitings),
        "my_tasks": own_steps(waitings, set(keys_of(request.user))),
        "may_drop": is_office and kind.status == "draft" and not kind.is_before_committee,
        "may_plan": is_office and kind.status == "in_force",
    }
    return render(request, "quality_mark/kinds/kind.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """CK-01: begin a kind or the next version of one."""
    return start_page(request, KindFlow.begin)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def retire(request: HttpRequest) -> HttpResponse:
    """CK-04: the question to the committee."""
    return start_page(request, KindRetirementFlow.retire)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def drop(request: HttpRequest, code: str, version: int) -> HttpResponse:
    """CK-05: take a draft back."""
    kind = get_object_or_404(ContestKind.objects.visible_to(request.user), code=code, version=version)
    capacity = door.capacity_in(request.user, roles.CONTEST_SECRETARY)
    if not capacity or kind.status != "draft":
        raise PermissionDenied
    form = DropForm(request.POST or None, subject=kind, by=request.user)
    return act_page(
        request, form, reload_then(actions.drop, kind), process=kind.case.pk, capacity=capacity, back=kind.get_absolute_url(),
        title="Снять проект вида конкурсов", about=f"«{kind.title}», версия {kind.version}. Действующая версия, если она есть, остаётся.",
    )  # fmt: skip
