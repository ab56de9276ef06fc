"""Pages of what comes and goes on paper, for the office: what waits, begin, type, compare, send by post."""

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from casework import door, paper, roles
from casework.acting import act_page, held_capacity, reload_then
from casework.forms import to_fields
from casework.models import Waiting
from casework.nodes import subject_of
from documents import files
from documents.post import actions as post
from documents.post.models import PostalLetter
from programme.access import holds
from programme.on_paper import actions, page
from programme.on_paper.forms import AddresseeForm, CompareAnswerForm, PaperPersonForm, SentForm, SheetForm
from programme.on_paper.models import PaperAnswer
from programme.organizations import actions as organizations
from programme.pages import asking, posted, showing

KEEPERS = (*actions.OFFICES, roles.COMMITTEE_SECRETARY)


@showing
def on_paper(request: HttpRequest) -> HttpResponse:
    """What came on paper and waits, and what has to go out; whoever keeps a body's papers sees what came for its votes."""
    held_capacity(request, *KEEPERS)
    if not holds(request.user, *actions.OFFICES):
        return render(request, "programme/on_paper/on_paper.html", {"answers": page.waiting_for(request.user)})
    context = {
        "is_office": True,
        "starts": [(key, node.on_paper) for key, node in page.starts().items()],
        "answers": page.waiting_for(request.user),
        "steps": page.to_type(request.user),
        "letters": page.letters(request.user),
    }
    return render(request, "programme/on_paper/on_paper.html", context)


@asking
def add_addressee(request: HttpRequest) -> HttpResponse:
    """Enter an organisation that has no electronic mail."""
    capacity = held_capacity(request, *actions.OFFICES)
    form = AddresseeForm(posted(request), by=request.user)
    about = "Письма ей канцелярия отправляет по почте. Когда у организации появится учётная запись, руководитель заявит её с тем же ИНН."
    return act_page(
        request, form, organizations.enter_organization, capacity=capacity, back=reverse("on_paper"),
        title="Внести организацию без электронной почты", about=about,
    )  # fmt: skip


@asking
def add_person(request: HttpRequest) -> HttpResponse:
    """Enter a person who has no account."""
    capacity = held_capacity(request, *actions.OFFICES)
    form = PaperPersonForm(posted(request), by=request.user)
    about = (
        "Войти под этим именем на сайт нельзя. Письма канцелярия отправляет по почте, ответы на них вносит с бумаги."
    )
    return act_page(
        request, form, actions.enter_person, capacity=capacity, back=reverse("on_paper"),
        title="Внести человека без учётной записи", about=about,
    )  # fmt: skip


@asking
def begin(request: HttpRequest, start: str) -> HttpResponse:
    """Open a case for an organisation, or a person, that applies on paper."""
    capacity = held_capacity(request, *actions.OFFICES)
    node = page.starts().get(start)
    if node is None or node.on_paper is None:
        raise Http404
    form = node.on_paper.form(posted(request), request.FILES or None, by=request.user)
    form.fields["organization"].queryset = page.absent(request.user)
    if "person" in form.fields:
        form.fields["person"].queryset = page.people()
    made: list[Any] = []
    return act_page(
        request, form, lambda **answers: made.append(actions.begin(node, **answers)), capacity=capacity, back=reverse("on_paper"),
        title=node.on_paper.title, template="programme/on_paper/begin.html", then=lambda: _step_of(made),
    )  # fmt: skip


def _step_of(made: list[Any]) -> str:
    """Where the text is typed: the first step of the case that has just been opened, unless it is another's."""
    if not made:
        return reverse("on_paper")
    waiting = Waiting.objects.open().filter(process=made[0].case.pk).first()
    return (
        reverse("on_paper_enter", args=[waiting.pk])
        if waiting and page.party_of(waiting)
        else made[0].get_absolute_url()
    )


@showing
def sheets(request: HttpRequest, process: int) -> HttpResponse:
    """Whose signed sheets may be entered in a case: a vote by correspondence."""
    asked = page.sheets(process, request.user)
    if not asked:
        raise Http404
    typed = dict(PaperAnswer.objects.filter(waiting__process=process, rejected_at=None).values_list("waiting", "pk"))
    context = {
        "rows": [(waiting, subject, typed.get(waiting.pk)) for waiting, subject in asked],
        "title": asked[0][0].case_title,
        "has_list": holds(request.user, *KEEPERS),
    }
    return render(request, "programme/on_paper/sheets.html", context)


def _to_type(request: HttpRequest, pk: int) -> Waiting:
    """The step whose answer is typed: of an organisation without an account, or of a person who has signed a sheet. Raises Http404."""
    if waiting := page.to_type(request.user).select_related("task").filter(pk=pk).first():
        held_capacity(request, *actions.OFFICES)
        return waiting
    waiting = get_object_or_404(Waiting.objects.open().select_related("task"), pk=pk)
    if not any(row.pk == pk for row, _ in page.sheets(waiting.process_id, request.user)):
        raise Http404
    return waiting


@asking
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Type what the paper answers to a step."""
    waiting = _to_type(request, pk)
    capacity = held_capacity(request, *actions.OFFICES, waiting.office)
    task, party = door.task_of(waiting), page.party_of(waiting)
    node, subject = task.flow_task, subject_of(task.flow_task.activation_class(task))
    returned = PaperAnswer.objects.filter(waiting=waiting).order_by("-pk").first()
    is_posted = request.method == "POST"
    fields = to_fields(request.POST) if is_posted else returned.fields if returned else None
    question = actions.question_of(node, subject, fields=fields, by=request.user)
    if not is_posted and returned:
        question.clear_errors()
    known = {"signed_by": returned.signed_by, "received_on": returned.received_on} if returned else {}
    form = SheetForm(
        posted(request),
        request.FILES or None,
        subject=waiting,
        by=request.user,
        question=question,
        party=party,
        initial=known,
    )
    perform = partial(actions.enter, waiting, party=party)
    back = _back(request, reverse("on_paper_sheets", args=[waiting.process_id]))
    return act_page(
        request, form, perform, capacity=capacity, process=waiting.process_id, back=back, template="programme/on_paper/enter.html",
        title=f"{waiting.title}: на бумаге", waiting=waiting, party=party, returned=returned, question=question,
    )  # fmt: skip


def _known(request: HttpRequest, pk: int) -> tuple[PaperAnswer, str]:
    """An answer the reader may open, and in what capacity. Raises Http404."""
    answer = get_object_or_404(page.known_to(request.user), pk=pk)
    return answer, held_capacity(request, *KEEPERS, answer.waiting.office)


def _back(request: HttpRequest, elsewhere: str) -> str:
    """The list of what waits; whoever keeps the papers of one body alone has none, and goes back to its vote."""
    return reverse("on_paper") if holds(request.user, *KEEPERS) else elsewhere


@asking
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """Compare what was typed with the scan and say what it shows."""
    answer, capacity = _known(request, pk)
    back, template = _back(request, answer.waiting.case_url), "programme/on_paper/compare.html"
    shown: dict[str, Any] = {"title": "Сверить набранное с бумагой", "answer": answer, "rows": _rows(request, answer)}
    if answer.is_answered or request.user.pk == answer.entered_by_id:
        if request.method == "POST":
            raise Http404
        return render(request, template, {**shown, "back": back})
    form = CompareAnswerForm(posted(request), subject=answer, by=request.user)
    return act_page(
        request, form, reload_then(actions.compare, answer), capacity=capacity, process=answer.waiting.process_id, back=back,
        template=template, **shown,
    )  # fmt: skip


def _rows(request: HttpRequest, answer: PaperAnswer) -> list[tuple[str, Any]]:
    """What was typed, in words; when the step is over, its case shows it."""
    if answer.is_answered:
        return []
    task = door.task_of(answer.waiting)
    subject = subject_of(task.flow_task.activation_class(task))
    with paper.acting_by(answer.sheet()):
        question = actions.question_of(task.flow_task, subject, fields=answer.fields, by=request.user)
        raw = [(name, ", ".join(values)) for name, values in answer.fields.items()]
        return question.review() if question.is_valid() else raw


@showing
def scan(request: HttpRequest, pk: int) -> Any:
    """The scan itself."""
    answer, _ = _known(request, pk)
    return files.download(answer)


@asking
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Say when and how a letter has gone out by post."""
    capacity = held_capacity(request, *actions.OFFICES)
    letter = next((row for row, _ in page.letters(request.user) if row.pk == pk), None)
    if letter is None:
        raise Http404
    form = SentForm(posted(request), subject=letter, by=request.user)
    about = f"{letter.document}: {letter.document.title}. Распечатайте документ со страницы документа."
    return act_page(
        request, form, partial(post.mark_sent, PostalLetter(pk=letter.pk)), capacity=capacity, back=reverse("on_paper"),
        title="Отправлено по почте", about=about,
    )  # fmt: skip
