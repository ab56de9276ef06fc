"""The list of events, the page of an event and of a series, and what organisers do outside the steps."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework import roles
from casework.acting import act_page, held_capacity, reload_then
from casework.forms import AskForm
from documents import files
from events.consortia.models import Consortium
from events.groups.page import groups_of
from events.kinds.rules import kinds
from events.occasions import actions, forms, page
from events.occasions.models import Event, Material, Series
from events.recordings.models import Recording
from events.registrations import actions as registrations
from events.sections import actions as sections
from events.sections.forms import SessionForm
from programme.access import holds

PAGE = 30
STATES = dict(page.STATES)


@never_cache
@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """What is ahead, or what has been; organisers see their plans first."""
    state, kind = request.GET.get("state", ""), request.GET.get("kind", "")
    state, kind = state if state in STATES else "", kind if kind in kinds() else ""
    number = request.GET.get("page", "")
    first = (int(number[:6]) - 1) * PAGE if number.isascii() and number.isdecimal() and int(number[:6]) > 0 else 0
    rows = list(page.listed(state, kind)[first : first + PAGE + 1])
    query = request.GET.copy()
    query["page"] = str(first // PAGE + 2)
    may_plan = page.may_plan(request.user)
    context = {
        "events": rows[:PAGE],
        "plans": Event.objects.filter(status=Event.Status.PLANNED).order_by("pk") if may_plan and not first else [],
        "next_url": f"?{query.urlencode()}" if len(rows) > PAGE else "",
        "states": page.STATES[1:],
        "kinds": [(row.code, row.plural) for row in kinds().values()],
        "state": state,
        "kind": kind,
        "all_series": Series.objects.all(),
        "consortia": Consortium.objects.filter(ended_on=None),
        "may_plan": may_plan,
    }
    return render(request, "events/occasions/events.html", context)


@never_cache
@require_safe
def event(request: HttpRequest, pk: int) -> HttpResponse:
    """One event with all that the visitor may know of it."""
    rows = Event.objects.visible_to(request.user).select_related(
        "case__regulation", "series", "undertaking", "outcome__document", "announcement"
    )
    row = get_object_or_404(rows, pk=pk)
    groups = groups_of(row) if row.rule.groups else []
    return render(request, "events/occasions/event.html", {**page.context(row, request.user), "groups": groups})


@never_cache
@require_safe
def series(request: HttpRequest, pk: int) -> HttpResponse:
    """A series: what is to come, and what was with its materials and outcomes."""
    row = get_object_or_404(Series, pk=pk)
    shown = Prefetch("recordings", Recording.objects.shown(), to_attr="seen")
    rows = row.events.announced().select_related("outcome__document").prefetch_related("materials", shown)
    context = {"series": row, "events": rows.order_by("-starts_at", "-pk")[:100]}
    return render(request, "events/occasions/series.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """EV-01."""
    return _make(
        request, forms.PlanForm, actions.plan, "Запланировать мероприятие",
        "Пока оно не объявлено, его видят только организаторы.",
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def open_series(request: HttpRequest) -> HttpResponse:
    """A new series."""
    return _make(request, forms.SeriesForm, actions.open_series, "Открыть серию мероприятий", "")


def _make(
    request: HttpRequest, form_class: type[AskForm], action: Callable[..., Any], title: str, about: str
) -> HttpResponse:
    if not holds(request.user, roles.EVENT_ORGANIZER):
        raise PermissionDenied
    form, made = form_class(request.POST or None, by=request.user), list[Any]()
    return act_page(
        request, form, lambda **answers: made.append(action(**answers)), capacity="организатор мероприятий", back=reverse("events"),
        title=title, about=about, then=lambda: made[0].get_absolute_url() if made else reverse("events"),
    )  # fmt: skip


Act = tuple[type[AskForm], Callable[..., Any], str, str]
ACTS: dict[str, Act] = {
    "change": (forms.ChangeForm, actions.change, "Изменить сведения", "Время меняют переносом. Записанных никто не вытеснит."),
    "postpone": (forms.PostponeForm, actions.postpone, "Перенести мероприятие",
                 "Записи останутся, каждый записавшийся узнает новое время. Перенести можно дважды."),
    "cancel": (forms.CancelForm, actions.cancel, "Отменить мероприятие", "Каждый записавшийся узнает причину."),
    "session": (SessionForm, sections.add, "Добавить в программу", ""),
    "material_add": (forms.MaterialForm, actions.add_material, "Приложить материал", "Материал сможет скачать каждый."),
    "mark": (forms.AttendanceForm, registrations.mark, "Отметить явку",
             "Отмечайте по мере прихода: страницу можно открывать снова. По коду билета отмечает страница билета."),
}  # fmt: skip


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """What an organiser does; for everybody else there is no such address."""
    capacity = held_capacity(request, roles.EVENT_ORGANIZER)
    row = get_object_or_404(Event.objects.select_related("case"), pk=pk)
    form_class, action, title, about = ACTS[verb]
    posted = request.method == "POST"
    form = form_class(
        request.POST if posted else None, request.FILES if posted else None, subject=row, by=request.user,
        initial=form_class.initial_for(row),
    )  # fmt: skip
    return act_page(
        request, form, reload_then(action, row), capacity=capacity, back=row.get_absolute_url(), process=row.case.pk,
        title=title, about=f"{row}. {about}", edits=row if verb == "change" else None,
    )  # fmt: skip


@require_safe
def material(request: HttpRequest, pk: int) -> FileResponse:
    """A file, as far as its event is known to the visitor."""
    known = Event.objects.visible_to(request.user)
    return files.download(get_object_or_404(Material.objects.filter(event__in=known), pk=pk))
