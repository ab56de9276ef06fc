"""The list of surveys, a survey with its waves, a wave with its results, and what analysts do outside the steps."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework import roles
from casework.acting import act_page, held_capacity, reload_then
from casework.forms import AskForm
from monitoring.ballots.dataset import HEAD, rows
from monitoring.surveys import actions, forms, page, questions
from monitoring.surveys.models import Question, Survey, Wave
from monitoring.surveys.research import programmes
from programme.imports.tables import to_csv


@never_cache
@require_safe
def surveys(request: HttpRequest) -> HttpResponse:
    """What is asked now and what has been answered."""
    context = {"lines": page.surveys(request.user), "may_begin": page.is_analyst(request.user)}
    return render(request, "monitoring/surveys/surveys.html", context)


@never_cache
@require_safe
def survey(request: HttpRequest, pk: int) -> HttpResponse:
    """A survey with all its waves and the last results."""
    known = Wave.objects.visible_to(request.user).values("survey")
    row = get_object_or_404(Survey.objects.filter(pk__in=known), pk=pk)
    return render(request, "monitoring/surveys/survey.html", page.survey_context(row, request.user))


@never_cache
@require_safe
def wave(request: HttpRequest, pk: int) -> HttpResponse:
    """One wave with all that the visitor may know of it."""
    rows = Wave.objects.visible_to(request.user)
    related = ("survey", "case__regulation", "questionnaire", "announcement", "report", "decision")
    row = get_object_or_404(rows.select_related(*related), pk=pk)
    return render(request, "monitoring/surveys/wave.html", page.wave_context(row, request.user))


@require_safe
def dataset(request: HttpRequest, pk: int) -> HttpResponse:
    """What has been published of a wave, as a table for a spreadsheet; of a withdrawn one there is none."""
    row = get_object_or_404(Wave.objects.filter(status=Wave.Status.PUBLISHED), pk=pk)
    table = [list(HEAD), *([str(cell) for cell in line] for line in rows(row.results or {}))]
    answer = HttpResponse(to_csv(table), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="survey-{row.survey_id}-{row.number}.csv"'
    return answer


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """SV-01 of a new survey."""
    if not page.is_analyst(request.user):
        raise PermissionDenied
    form, made = forms.SurveyForm(request.POST or None, by=request.user), list[Wave]()
    return act_page(
        request, form, lambda **answers: made.append(actions.begin(**answers)), capacity="аналитик", back=reverse("surveys"),
        title="Начать опрос", about=_about_programmes(), then=lambda: made[0].get_absolute_url() if made else reverse("surveys"),
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_wave(request: HttpRequest, pk: int) -> HttpResponse:
    """SV-01 of a survey that is known."""
    capacity = held_capacity(request, roles.ANALYST)
    row, made = get_object_or_404(Survey, pk=pk), list[Wave]()
    form = forms.WaveForm(request.POST if request.method == "POST" else None, subject=row, by=request.user)
    return act_page(
        request, form, lambda **answers: made.append(actions.add_wave(row, **answers)), capacity=capacity, back=row.get_absolute_url(),
        title="Создать волну", about=f"{row}. Вопросы прошлой волны перейдут в новую, менять их можно. {_about_programmes()}",
        then=lambda: made[0].get_absolute_url() if made else row.get_absolute_url(),
    )  # fmt: skip


def _about_programmes() -> str:
    return "" if programmes() else actions.NO_PROGRAMME


Act = tuple[type[AskForm], Callable[..., Any], str, str]
ACTS: dict[str, Act] = {
    "question": (forms.QuestionForm, questions.add_question, "Добавить вопрос", "Порядок — по времени добавления."),
    "send_back": (forms.SendBackForm, actions.send_back, "Вернуть в черновик", "Анкету утвердят заново."),
    "extend": (forms.ExtendForm, actions.extend, "Продлить сбор ответов", "Один раз и не больше чем на 10 рабочих дней."),
    "cancel": (forms.CancelForm, actions.cancel, "Отменить волну", "Ответы не опубликуют, урну не откроют; вернуть отменённое нельзя."),
    "withdraw": (forms.WithdrawForm, actions.withdraw, "Отозвать итоги",
                 "Отзывает комитет: за ошибку метода или утечку. Итоги исчезнут со страницы, причина останется."),
}  # fmt: skip
KEEPERS = {"withdraw": roles.COMMITTEE_SECRETARY}


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """What an analyst, or the secretary about a withdrawal, does; for everybody else there is no such address."""
    capacity = held_capacity(request, KEEPERS.get(verb, roles.ANALYST))
    row = get_object_or_404(Wave.objects.select_related("case", "survey"), pk=pk)
    if not page.may(row, request.user)[f"may_{'edit' if verb == 'question' else verb}"]:
        raise Http404
    form_class, action, title, about = ACTS[verb]
    form = form_class(request.POST if request.method == "POST" else None, subject=row, by=request.user)
    return act_page(
        request, form, reload_then(action, row), capacity=capacity, back=row.get_absolute_url(), process=row.case.pk,
        title=title, about=f"{row}. {about}",
    )  # fmt: skip


OF_QUESTION: dict[str, Act] = {
    "change": (forms.QuestionForm, questions.change_question, "Изменить вопрос", "Если слова вопроса меняются, с прошлой волной его не сравнят."),
    "remove": (forms.RemoveForm, questions.remove_question, "Убрать вопрос", "В этой волне его не зададут."),
}  # fmt: skip


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def of_question(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """A question of a draft, by an analyst."""
    capacity = held_capacity(request, roles.ANALYST)
    rows = Question.objects.filter(wave__status=Wave.Status.DRAFT).select_related("wave__case", "wave__survey")
    row = get_object_or_404(rows, pk=pk)
    form_class, action, title, about = OF_QUESTION[verb]
    sent = request.POST if request.method == "POST" else None
    form = form_class(sent, subject=row, by=request.user, initial=form_class.initial_for(row))
    return act_page(
        request, form, reload_then(action, row), capacity=capacity, back=row.wave.get_absolute_url(), process=row.wave.case.pk,
        title=title, about=f"«{row}». {about}",
    )  # fmt: skip
