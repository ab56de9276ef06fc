"""The programme as a table, as a timeline, a measure, and the rows of a draft."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework import roles
from casework.acting import act_page, held_capacity, reload_then
from execution.confirmations.actions import least_doubts
from execution.editions.flow import as_composer
from execution.editions.models import COMPOSER, ProgrammeEdition
from execution.measures import actions, forms, page, results
from execution.measures.figures import in_force
from execution.measures.models import Measure, MeasureLink
from programme.access import holds

ACT = ["GET", "HEAD", "POST"]


def _edition(request: HttpRequest, number: int) -> ProgrammeEdition:
    visible = ProgrammeEdition.objects.visible_to(request.user).select_related("document", "decision", "based_on")
    return get_object_or_404(visible, number=number)


@never_cache
@require_safe
def programme(request: HttpRequest) -> HttpResponse:
    """The programme that is carried out now, with its figures; a city without one is told how it comes about."""
    edition = in_force()
    if edition is None:
        archived = ProgrammeEdition.objects.adopted().first()
        empty = {"archived": archived, "may_create": bool(as_composer(request.user))}
        return render(request, "execution/measures/no_programme.html", empty)
    least = least_doubts()
    shown = {**page.table(edition, request.GET, request.user, least), **page.overview(edition, least)}
    return render(request, "execution/measures/programme.html", shown)


@never_cache
@require_safe
def expected(request: HttpRequest) -> HttpResponse:
    """What the programme in force is to bring, and what is known of it."""
    edition = in_force()
    lines = results.of_edition(edition) if edition else []
    return render(request, "execution/measures/results.html", {"edition": edition, "lines": lines})


@never_cache
@require_safe
def edition(request: HttpRequest, number: int) -> HttpResponse:
    """The table of one edition, whatever became of it."""
    edition = _edition(request, number)
    shown = page.table(edition, request.GET, request.user, least_doubts())
    shown["may_file_away"] = holds(request.user, roles.ARCHIVIST) and edition.status == edition.Status.SUPERSEDED
    if shown["may_compose"]:
        shown["opens_city"] = ProgrammeEdition.objects.opens_city()
        shown["standing_remarks"] = edition.standing_acts.values_list("remarks", flat=True).first()
    return render(request, "execution/editions/edition.html", shown)


@never_cache
@require_safe
def timeline(request: HttpRequest, number: int) -> HttpResponse:
    """When each measure is carried out, as a picture and as a table."""
    return render(request, "execution/measures/timeline.html", page.timeline(_edition(request, number), request.GET))


@never_cache
@require_safe
def measure(request: HttpRequest, pk: int) -> HttpResponse:
    """One measure: what, who, by when, what is reported, what citizens see, what it costs."""
    row = _visible(request, pk)
    return render(request, "execution/measures/measure.html", page.context(row, request.user, request.path))


def _visible(request: HttpRequest, pk: int) -> Measure:
    editions = ProgrammeEdition.objects.visible_to(request.user)
    rows = (
        Measure.objects.whole()
        .filter(edition__in=editions)
        .select_related("edition", "undertaking__organization", "predecessor__edition")
    )
    return get_object_or_404(rows, pk=pk)


@never_cache
@login_required
@require_http_methods(ACT)
def add(request: HttpRequest, number: int) -> HttpResponse:
    """A new row of a draft."""
    capacity = held_capacity(request, COMPOSER)
    edition = get_object_or_404(ProgrammeEdition.objects.filter(status=ProgrammeEdition.Status.DRAFT), number=number)
    form = forms.MeasureForm(request.POST if request.method == "POST" else None, subject=edition, by=request.user)
    return act_page(
        request, form, reload_then(actions.add, edition), capacity=capacity, back=edition.get_absolute_url(),
        process=edition.case.pk, title="Добавить меру", about=f"{edition}. Пустые места остаются пустыми: срок и ответственного можно назвать позже.",
    )  # fmt: skip


def _act(
    request: HttpRequest, row: Measure, form: Any, action: Callable[..., Any], title: str, **more: Any
) -> HttpResponse:
    return act_page(
        request, form, reload_then(action, row), capacity=held_capacity(request, COMPOSER), process=row.edition.case.pk, title=title,
        **{"back": row.get_absolute_url(), "about": f"{row}.", **more},
    )  # fmt: skip


def _of_a_draft(request: HttpRequest, pk: int) -> Measure:
    held_capacity(request, COMPOSER)
    rows = Measure.objects.whole().filter(edition__status=ProgrammeEdition.Status.DRAFT)
    return get_object_or_404(rows.select_related("edition__case"), pk=pk)


@never_cache
@login_required
@require_http_methods(ACT)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """A row of a draft as it is to be."""
    row = _of_a_draft(request, pk)
    form = forms.MeasureForm(
        request.POST if request.method == "POST" else None,
        subject=row,
        by=request.user,
        initial=forms.MeasureForm.initial_for(row),
    )
    return _act(request, row, form, actions.change, "Изменить меру", edits=row, back=row.edition.get_absolute_url())


@never_cache
@login_required
@require_http_methods(ACT)
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """A row leaves the draft."""
    row = _of_a_draft(request, pk)
    form = forms.RemoveForm(request.POST if request.method == "POST" else None, subject=row, by=request.user)
    return _act(request, row, form, actions.remove, "Убрать меру", back=row.edition.get_absolute_url())


def _linked(request: HttpRequest, pk: int) -> Measure:
    held_capacity(request, COMPOSER)
    rows = Measure.objects.filter(edition__status__in=["draft", "in_force"])
    return get_object_or_404(rows.select_related("edition__case"), pk=pk)


@never_cache
@login_required
@require_http_methods(ACT)
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """What carries the measure out."""
    row = _linked(request, pk)
    form = forms.LinkForm(request.POST if request.method == "POST" else None, subject=row, by=request.user)
    return _act(request, row, form, actions.link, "Привязать к мере")


@never_cache
@login_required
@require_http_methods(ACT)
def unlink(request: HttpRequest, pk: int) -> HttpResponse:
    """It was attached by mistake."""
    held_capacity(request, COMPOSER)
    row = get_object_or_404(MeasureLink.objects.select_related("measure"), pk=pk)
    form = forms.UnlinkForm(request.POST if request.method == "POST" else None, subject=row, by=request.user)
    return act_page(
        request, form, reload_then(actions.unlink, row), capacity=held_capacity(request, COMPOSER), back=row.measure.get_absolute_url(),
        title="Отвязать от меры", about=f"{row.title}.",
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(ACT)
def ask_for_report(request: HttpRequest, pk: int) -> HttpResponse:
    """The coordinator wants to hear how it goes."""
    row = _linked(request, pk)
    if not any(actions.at_work(row)):
        raise Http404
    form = forms.AskForReportForm(request.POST if request.method == "POST" else None, subject=row, by=request.user)
    return _act(request, row, form, actions.ask_for_report, "Попросить отчёт")
