"""The team of a direction, its forming, the editing of the page it leads; a task for a group."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from casework.acting import act_page, reload_then
from committee.bodies.views import body_to_change, composer
from committee.teams import actions, forms, page
from programme.lists import catalogue
from programme.pages import asking, posted


def _title(code: str) -> str:
    if code not in catalogue.codes("directions"):
        raise Http404
    return catalogue.label("directions", code)


@never_cache
@require_safe
def team(request: HttpRequest, code: str) -> HttpResponse:
    """Who leads a direction, and what they have written and reported: open to everybody."""
    context = {"title": _title(code), **page.team_page(code, request.user)}
    return render(request, "committee/teams/team.html", context)


@asking
def form_team(request: HttpRequest, code: str) -> HttpResponse:
    """Form the team of a direction by an act."""
    capacity, title = composer(request), _title(code)
    initial = {"title": f"Команда направления «{title}»", "title_genitive": f"команды направления «{title}»"}
    form = forms.TeamForm(posted(request), by=request.user, initial=initial)
    return act_page(
        request, form, partial(actions.form, code), capacity=capacity, back=reverse("direction_team", args=[code]),
        title="Образовать команду направления", about=f"Направление «{title}». Страницу направления правит только его команда.",
    )  # fmt: skip


@asking
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """A new edition of the page, by a member of its team; everybody knows that there is one."""
    title, led = _title(code), actions.team_of(code)
    if led is None:
        raise Http404
    if not led.body.is_member(request.user):
        raise PermissionDenied
    last = actions.edition_of(code)
    initial = {"text": last.text, "based_on": last.number} if last else {"based_on": 0}
    form = forms.PageForm(posted(request), by=request.user, initial=initial)
    return act_page(
        request, form, partial(actions.edit, led), capacity=f"команда направления «{title}»", back=reverse("part_directions", args=[code]),
        title="Править страницу направления", about=f"Направление «{title}». Прежние редакции остаются на странице команды.",
    )  # fmt: skip


@asking
def give_task(request: HttpRequest, pk: int) -> HttpResponse:
    """A task for a group."""
    capacity, body = composer(request, pk), body_to_change(request, pk)
    if body.kind_id not in actions.GROUPS:
        raise Http404
    form = forms.TaskForm(posted(request), by=request.user, subject=body)
    return act_page(
        request, form, reload_then(actions.give_task, body), capacity=capacity, back=body.get_absolute_url(), title="Дать задание",
        about=f"{body}. Отчёт примет секретарь комитета; задание и принятый отчёт видны всем.",
    )  # fmt: skip
