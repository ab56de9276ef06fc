"""Asking the applicant, and the files of an answer."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework.acting import reload_then
from casework.formats import counted
from documents import files
from expertise.asking import actions, forms
from expertise.asking.models import ExpertQuestion, QuestionFile
from expertise.asking.page import own_assignment, readable_files
from expertise.expertises.models import Expertise
from expertise.pages import ACT, act


@never_cache
@login_required
@require_http_methods(ACT)
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """EQ-01 by an expert who is at work on the sheet."""
    expertise = get_object_or_404(Expertise.objects.visible_to(request.user), pk=pk)
    assignment = own_assignment(expertise, request.user)
    if assignment is None:
        raise Http404
    left = counted(actions.left_for(assignment), "вопрос,вопроса,вопросов")
    days = counted(expertise.regulation.term("expertise.question_answer").days, "рабочий день,рабочих дня,рабочих дней")
    most = counted(expertise.regulation.value("expertise.question_pause_max"), "рабочий день,рабочих дня,рабочих дней")
    about = (
        f"{expertise.object_title}. Вопрос прочтёт координатор и передаст его заявителю без вашего имени и номера; у заявителя {days} на ответ, "
        f"и на это время срок оценивания остановится, за всю экспертизу не дольше чем на {most}. Вы можете задать ещё {left}."
    )
    return act(
        request, forms.AskApplicantForm, reload_then(actions.ask, assignment), title="Спросить заявителя", about=about,
        back=f"{expertise.get_absolute_url()}#questions", capacity=assignment.pseudonym, subject=assignment, process=expertise.case.pk,
    )  # fmt: skip


@never_cache
@login_required
@require_safe
def file(request: HttpRequest, pk: int) -> FileResponse:
    """For whoever reads the answer: the applicant and the coordinator what was sent, the experts what is theirs to read."""
    row = get_object_or_404(
        QuestionFile.objects.select_related("question__expertise", "question__assignment__expert"), pk=pk
    )
    question = get_object_or_404(ExpertQuestion.objects.visible_to(request.user), pk=row.question_id)
    if row not in readable_files(question, row.question.expertise, request.user):
        raise Http404
    return files.download(row)
