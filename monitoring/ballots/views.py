"""Answering a wave, on a phone and without JavaScript; entering forms from paper; reading answers in one's own words."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from casework import door, roles
from casework.acting import act_page, held_capacity
from monitoring.ballots import actions, counting
from monitoring.ballots.forms import AnswerForm, PaperAnswerForm, TextCodeForm
from monitoring.surveys import page
from monitoring.surveys.models import Wave


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """One answer, for good. No receipt is kept of it: that would say who has answered when."""
    wave = get_object_or_404(Wave.objects.announced().select_related("survey", "case__regulation"), pk=pk)
    form = AnswerForm(request.POST if request.method == "POST" else None, subject=wave, by=request.user)
    if request.method == "POST" and form.is_valid():
        # No lock of the case: a whole city answers at once; the database itself refuses a second answer.
        perform = partial(actions.answer, wave)
        if door.act(None, by=request.user, capacity="житель", form=form, token=None, action=perform):
            messages.success(request, form.done)
            return redirect(wave)
    context = {
        "wave": wave, "form": form, "has_answered": actions.has_answered(wave, request.user),
        "missing": page.missing(wave, request.user, request.path),
    }  # fmt: skip
    return render(request, "monitoring/ballots/answer.html", context, status=422 if form.errors else 200)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """A form filled in on paper, by an office where people hand it in."""
    capacity = held_capacity(request, *page.PAPER_KEEPERS)
    wave = get_object_or_404(Wave.objects.announced().select_related("survey", "case"), pk=pk)
    form = PaperAnswerForm(request.POST if request.method == "POST" else None, subject=wave, by=request.user)
    return act_page(
        request, form, partial(actions.enter_paper, wave), capacity=capacity, back=wave.get_absolute_url(), title="Ввести бумажную анкету",
        about=f"{wave}. Ответы помечаются как бумажные; номер бланка не записывается рядом с ними.", then=lambda: request.path,
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest, pk: int) -> HttpResponse:
    """The next answer in one's own words that nobody has read: an analyst says what it is about."""
    capacity = held_capacity(request, roles.ANALYST)
    wave = get_object_or_404(Wave.objects.filter(status=Wave.Status.CLOSED).select_related("survey", "case"), pk=pk)
    left = counting.unread(wave)
    wanted = request.POST.get("_answer", "")
    ballot, question, text = next((row for row in left if wanted == _name(row)), left[0] if left else (None, None, ""))
    if ballot is None or question is None:
        return render(request, "monitoring/ballots/read.html", {"wave": wave})
    form = TextCodeForm(
        request.POST if request.method == "POST" else None, subject=(ballot, question["code"]), by=request.user
    )
    perform = partial(actions.code_text, wave, ballot=ballot, question=question["code"])
    return act_page(
        request, form, perform, capacity=capacity, back=wave.get_absolute_url(), process=wave.case.pk, title="Разобрать ответ",
        template="monitoring/ballots/code.html", then=lambda: request.path, wave=wave, question=question, text=text, left=len(left),
        answer=_name((ballot, question, text)),
    )  # fmt: skip


def _name(row: tuple) -> str:
    ballot, question, _ = row
    return f"{ballot.pk}:{question['code']}"
