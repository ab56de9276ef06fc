"""The register of what is being carried out, the page of an undertaking, and the acts outside its steps."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework import door
from casework.acting import act_page, reload_then
from casework.forms import AskForm
from casework.pages import keyset, older_address
from execution.undertakings import actions, forms, page
from execution.undertakings.models import Undertaking

PAGE = 30
OVERDUE = "overdue"


@never_cache
@require_safe
def undertakings(request: HttpRequest) -> HttpResponse:
    """What is to be done, by whom, by when, and whether it is: instructions of the committee and projects, the newest first."""
    kind, state = request.GET.get("kind", ""), request.GET.get("state", "")
    visible = Undertaking.objects.visible_to(request.user)
    rows = visible.filter(kind=kind) if kind in Undertaking.Kind.values else visible
    if state == OVERDUE:
        rows = rows.overdue()
    elif state in Undertaking.Status.values:
        rows = rows.filter(status=state)
    if query := request.GET.get("q", "").strip()[:200]:
        rows = rows.filter(Q(title__icontains=query) | Q(source__icontains=query))
    if not (kind or state or query):
        rows = rows.filter(parent=None)  # parts stand on the page of their whole
    shown, older = keyset(rows.select_related("organization", "parent"), request.GET.get("before", ""), PAGE)
    context = {
        "undertakings": shown,
        "older": older_address(request.GET, older),
        "overdue_count": visible.overdue().count(),
        "kinds": Undertaking.Kind.choices,
        "states": [(OVERDUE, "Просрочено"), *Undertaking.Status.choices],
        "kind": kind,
        "state": state,
        "query": query,
    }
    return render(request, "execution/undertakings/undertakings.html", context)


@never_cache
@require_safe
def undertaking(request: HttpRequest, pk: int) -> HttpResponse:
    """One undertaking: what, who, by when, reports with their evidence, whose move it is."""
    inside = Undertaking.objects.open_to(request.user).filter(pk=OuterRef("pk"))
    rows = Undertaking.objects.visible_to(request.user).select_related(
        "organization", "person", "parent", "case__regulation"
    )
    row = get_object_or_404(rows.annotate(is_open=Exists(inside)), pk=pk)
    is_open = row.is_open  # type: ignore[attr-defined]
    return render(request, "execution/undertakings/undertaking.html", page.context(row, request.user, is_open))


ACTS: dict[str, tuple[type[AskForm], Callable[..., Any], str, str]] = {
    "suspend": (forms.SuspendForm, actions.suspend, "Приостановить исполнение",
                "Приостановить можно по причине, которая не зависит от исполнителя. Срок сдвинется на время паузы."),
    "resume": (forms.ResumeForm, actions.resume, "Возобновить исполнение",
               "Срок исполнения сдвинется на столько рабочих дней, сколько длилась пауза."),
    "give_up": (forms.GiveUpForm, actions.give_up, "Признать невыполненным без отчёта",
                "Так поступают, когда срок давно прошёл, об этом напоминали, а отчёта нет."),
    "drop": (forms.DropForm, actions.drop, "Снять поручение",
             "Поручение снимает тот же орган: назовите номер и дату его решения и причину."),
    "reassign": (forms.AssignForm, actions.assign, "Назначить ответственного",
                 "Открытые шаги перейдут к новому ответственному, прежний останется в истории поручения."),
}  # fmt: skip


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """UN-11…UN-14 and a change of the executor, by the controller; to everybody else the address does not exist.

    Only what stands by itself is dropped so: a project is dropped with its own case, a measure with its edition.
    """
    rows = Undertaking.objects.visible_to(request.user).select_related("case")
    row = get_object_or_404(rows.filter(kind__in=Undertaking.BY_ITSELF) if verb == "drop" else rows, pk=pk)
    capacity = door.capacity_in(request.user, row.controller)
    if not capacity:
        raise Http404
    form_class, action, title, about = ACTS[verb]
    form = form_class(request.POST or None, subject=row, by=request.user)
    return act_page(
        request, form, reload_then(action, row), capacity=capacity, back=row.get_absolute_url(), process=row.case.pk,
        title=title, about=f"{row}. {about}",
    )  # fmt: skip
