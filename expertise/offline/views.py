"""Taking a sheet home and bringing it back: both only while its task is open, and only for its expert."""

from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework import door, pages
from casework.drafts import keep
from casework.forms import from_fields
from casework.models import Waiting
from casework.nodes import subject_of
from expertise.offline import workbook
from expertise.offline.forms import BringBackForm
from expertise.pages import ACT
from expertise.panels.models import ExpertAssignment
from expertise.scoring.forms import ScoreForm
from expertise.scoring.models import ScoreSheet

NAMED = 8  # cells a message names; the form itself shows the rest


def _sheet_of(request: HttpRequest, pk: int) -> tuple[Waiting, ExpertAssignment]:
    """The open task of a sheet and what it is about. Raises Http404 for whoever is not asked."""
    try:
        task, waiting = door.open_task(pk, request.user)
    except (door.NotYours, door.AlreadyDone):
        raise Http404 from None
    if not issubclass(getattr(task.flow_task, "form", None) or object, ScoreForm):
        raise Http404
    return waiting, subject_of(task.flow_task.activation_class(task))  # type: ignore[return-value]


@never_cache
@login_required
@require_safe
def take_home(request: HttpRequest, pk: int) -> FileResponse:
    """The sheet as a workbook, with what the draft already holds."""
    waiting, assignment = _sheet_of(request, pk)
    draft = getattr(waiting.task, "draft", None)
    form = ScoreForm(
        from_fields(draft.fields) if draft else None, subject=assignment, by=request.user, initial=ScoreForm.initial_for(assignment)
    )  # fmt: skip
    typed = {name: _written(name, form[name].value()) for name in form.fields}
    verdicts = [label for key, label in form.fields["recommendation"].choices if key]  # type: ignore[attr-defined]
    content = workbook.write(assignment.expertise.number, form.criteria, typed, verdicts)
    return pages.download(content, f"Экспертный лист {assignment.expertise.number}.xlsx")


def _written(name: str, value: object) -> str:
    if name.startswith("private_"):
        return workbook.YES if value else ""
    words = "" if value is None else str(value)
    labels = {str(key): str(label) for key, label in ScoreSheet.Recommendation.choices}
    return labels.get(words, words) if name == "recommendation" else words


@never_cache
@login_required
@require_http_methods(ACT)
def bring_back(request: HttpRequest, pk: int) -> HttpResponse:
    """A filled-in workbook into the draft. Nothing is handed in: that is done on the page of the task, after the review."""
    waiting, assignment = _sheet_of(request, pk)
    form = BringBackForm(request.POST or None, request.FILES or None, subject=assignment, by=request.user)
    back = waiting.get_absolute_url()
    if request.method == "POST" and form.is_valid():
        draft = getattr(waiting.task, "draft", None)
        keep(waiting.task, form.cleaned_data["fields"], request.user, str(draft.version if draft else 0))
        messages.success(request, "Лист перенесён в черновик. Проверьте его и сдайте.")
        _tell(request, form.cleaned_data["unfinished"])
        return redirect(back)
    context = {
        "form": form, "title": "Вернуть заполненный лист", "about": assignment.expertise.object_title, "back": back,
        "token": uuid4(), "waiting": waiting,
    }  # fmt: skip
    return render(request, "expertise/offline/bring_back.html", context, status=422 if form.errors else 200)


def _tell(request: HttpRequest, unfinished: list[str]) -> None:
    if not unfinished:
        return
    more = len(unfinished) - NAMED
    shown = unfinished[:NAMED] + (
        [f"…и ещё {more}: они отмечены в форме после «Проверить и отправить»."] if more > 0 else []
    )
    messages.warning(request, "\n".join(["Ещё не готово:", *shown]))
