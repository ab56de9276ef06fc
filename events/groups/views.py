"""The groups of a game: its page, forming, the lot, choosing, handing in."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework import roles
from casework.acting import act_page, held_capacity, reload_then
from events.groups import actions, forms, page
from events.groups.models import Group, Grouping
from events.occasions.models import Event
from events.registrations.models import Registration
from programme.access import holds

ORGANIZER = "организатор мероприятий"


def _game(request: HttpRequest, pk: int) -> Event:
    rows = Event.objects.visible_to(request.user).select_related("case__regulation")
    event = get_object_or_404(rows, pk=pk)
    if not event.rule.groups:
        raise Http404
    return event


@never_cache
@require_safe
def groups(request: HttpRequest, pk: int) -> HttpResponse:
    """How many work in each group and what it has made."""
    return render(request, "events/groups/groups.html", page.context(_game(request, pk), request.user))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, pk: int) -> HttpResponse:
    """The groups of a game by its organiser."""
    return _of_organizer(
        request, pk, forms.FormGroupsForm, actions.form, "Образовать группы",
        "Пока в группах никого нет, их можно образовать заново.",
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def draw(request: HttpRequest, pk: int) -> HttpResponse:
    """The lot by the organiser."""
    return _of_organizer(
        request, pk, forms.DrawForm, actions.draw, "Разделить по жребию",
        "В группы войдут все, у кого есть место и ещё нет группы. Жребий можно проверить: его число записано в журнал.",
    )  # fmt: skip


def _of_organizer(request: HttpRequest, pk: int, form_class: Any, action: Any, title: str, about: str) -> HttpResponse:
    capacity, event = held_capacity(request, roles.EVENT_ORGANIZER), _game(request, pk)
    posted = request.POST if request.method == "POST" else None
    sheet = form_class(posted, subject=event, by=request.user, initial=form_class.initial_for(event))
    return act_page(
        request, sheet, reload_then(action, event), capacity=capacity, back=reverse("event_groups", args=[pk]),
        process=event.case.pk, title=title, about=f"{event}. {about}",
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own group; the organiser puts anybody into one. For everybody else there is no such address."""
    row = get_object_or_404(Registration.objects.select_related("event__case", "person"), pk=pk)
    is_own, is_organizer = row.person_id == request.user.pk, holds(request.user, roles.EVENT_ORGANIZER)
    if not (is_own or is_organizer) or Grouping.of(row.event) is None:
        raise Http404
    posted = request.POST if request.method == "POST" else None
    sheet = forms.ChooseGroupForm(posted, subject=row, by=request.user, initial=forms.ChooseGroupForm.initial_for(row))
    about = f"{row.event}." if is_own else f"{row.event}. {row.person}."
    return act_page(
        request, sheet, reload_then(actions.choose, row), capacity="лично" if is_own else ORGANIZER,
        back=reverse("event_groups", args=[row.event_id]), process=row.event.case.pk, title="Выбрать группу", about=about,
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def product(request: HttpRequest, pk: int) -> HttpResponse:
    """What a group has made, by those who work in it or the organiser."""
    group = get_object_or_404(Group.objects.select_related("event__case"), pk=pk)
    is_organizer = holds(request.user, roles.EVENT_ORGANIZER)
    if not is_organizer and not actions.is_member(request.user, group):
        raise Http404
    posted = request.method == "POST"
    sheet = forms.ProductForm(
        request.POST if posted else None, request.FILES if posted else None, subject=group, by=request.user
    )
    return act_page(
        request, sheet, reload_then(actions.hand_in, group), capacity=ORGANIZER if is_organizer else "лично",
        back=group.get_absolute_url(), process=group.event.case.pk, title=f"Сдать продукт группы «{group}»",
        about=f"{group.event}. Сдать можно ещё раз: считается последний.",
    )  # fmt: skip
