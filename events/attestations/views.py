"""The list of attestations, one of them, the lessons of a course, and the acts outside the steps."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework import roles
from casework.acting import act_page, held_capacity, reload_then
from casework.pages import keyset, older_address
from events.attestations import actions, forms, page
from events.attestations.models import Attestation
from events.occasions.models import Event

PAGE = 30


@never_cache
@login_required
@require_safe
def attestations(request: HttpRequest) -> HttpResponse:
    """One's own; all of them to the head of training, the secretary of the committee and the auditor."""
    rows = Attestation.objects.visible_to(request.user).select_related("person", "registration__event", "certificate")
    shown, older = keyset(rows, request.GET.get("before", ""), PAGE)
    context = {
        "attestations": shown,
        "older": older_address(request.GET, older),
        "courses": page.without_sheet(request.user),
    }
    return render(request, "events/attestations/attestations.html", context)


def _row(request: HttpRequest, pk: int) -> Attestation:
    rows = Attestation.objects.visible_to(request.user)
    related = ("person", "taught_by", "registration__event__case", "certificate", "revoked_by", "case__regulation")
    return get_object_or_404(rows.select_related(*related), pk=pk)


@never_cache
@login_required
@require_safe
def attestation(request: HttpRequest, pk: int) -> HttpResponse:
    """One attestation; nobody else knows of it."""
    return render(request, "events/attestations/attestation.html", page.context(_row(request, pk), request.user))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """AT-07 by the participant."""
    row = get_object_or_404(Attestation.objects.filter(person=request.user.pk).select_related("case"), pk=pk)
    form = forms.DropForm(request.POST if request.method == "POST" else None, subject=row, by=request.user)
    return act_page(
        request, form, reload_then(actions.drop, row), capacity="лично", back=row.get_absolute_url(), process=row.case.pk,
        title="Оставить обучение", about=f"{row}. Вернуться можно, записавшись на другой курс.",
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """AT-06 by the secretary of the committee."""
    capacity = held_capacity(request, roles.COMMITTEE_SECRETARY)
    row = get_object_or_404(Attestation.objects.select_related("case", "person"), pk=pk)
    form = forms.RevokeForm(request.POST if request.method == "POST" else None, subject=row, by=request.user)
    return act_page(
        request, form, reload_then(actions.revoke, row), capacity=capacity, back=row.get_absolute_url(), process=row.case.pk,
        title="Отозвать аттестацию", about=f"{row}, {row.person}. Отзывает комитет: за недостоверность или нарушение нейтральности.",
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def lesson(request: HttpRequest, pk: int) -> HttpResponse:
    """Who was at a lesson, by the organiser."""
    capacity = held_capacity(request, roles.EVENT_ORGANIZER)
    row = get_object_or_404(Event.objects.select_related("case"), pk=pk)
    form = forms.LessonForm(request.POST if request.method == "POST" else None, subject=row, by=request.user)
    return act_page(
        request, form, reload_then(actions.mark_lesson, row), capacity=capacity, back=row.get_absolute_url(), process=row.case.pk,
        title="Отметить занятие", about=f"{row}. Кого забыли, отметьте ещё раз.",
    )  # fmt: skip
