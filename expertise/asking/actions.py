"""Asking the applicant, passing a question on or not, answering, covering the names of an answer (EQ-01…EQ-08)."""

from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from casework import door
from casework.door import Refused
from casework.locking import locked
from casework.notify import notify
from documents import files
from expertise.asking import pausing
from expertise.asking.models import ExpertQuestion, QuestionFile, ScoringPause
from expertise.blinding.actions import Given, clean_file, kept
from expertise.expertises.models import Expertise
from expertise.panels.models import ExpertAssignment
from expertise.roles import COORDINATOR
from journal.models import digest
from journal.record import move, record
from programme.models import Person

Step = ExpertAssignment.Status
ASKING = (Step.IN_PROGRESS, Step.RETURNED)  # at work on a sheet, and in time
NO_LONGER = "Спросить заявителя можно, пока вы работаете над листом и срок не прошёл."


def left_for(assignment: ExpertAssignment) -> int:
    """How many more questions this expert may ask."""
    most = int(assignment.expertise.regulation.value("expertise.questions_max"))
    return max(0, most - assignment.questions.count())


def ask(assignment: ExpertAssignment, *, by: Person, text: str) -> ExpertQuestion:
    """EQ-01. Call under the lock of the expertise. Raises Refused."""
    if assignment.status not in ASKING:
        raise Refused(NO_LONGER)
    if not left_for(assignment):
        raise Refused("Вы уже задали столько вопросов, сколько допускает регламент.")
    question = ExpertQuestion.objects.create(
        expertise=assignment.expertise, assignment=assignment, text=text, asked_at=timezone.now()
    )
    record(question, "ask", "Эксперт задал вопрос", by=by, after=question.status, payload={"text": digest(text)})
    door.open_case(question, by)
    return question


def consider(question: ExpertQuestion, *, by: Person, is_passed: bool, text: str = "", reason: str = "") -> None:
    """EQ-02 or EQ-03: pass the question on in these words, or say to its expert why not."""
    if not is_passed:
        move(question.decline, "Вопрос эксперта не передан заявителю", by=by, ground=reason, because=reason)
        _tell_expert(question, "declined", "Ваш вопрос не передан заявителю", reason)
        return
    payload, now = {"text": digest(text), "is_edited": text != question.text}, timezone.now()
    move(question.pass_on, "Вопрос передан заявителю", by=by, payload=payload, text=text, who=by, at=now)
    with locked(question.expertise.case.pk):
        pause = pausing.hold(question.expertise, _days(question.expertise))
    _tell_group(question, "passed", "Заявителю задан вопрос", _held(pause))


def _days(expertise: Expertise) -> int:
    """How long an answer may take on its way to the experts."""
    names = ["expertise.question_answer", *(["expertise.question_covering"] if expertise.blind_until else [])]
    return sum(expertise.regulation.term(name).days for name in names)


def _held(pause: ScoringPause | None) -> str:
    if pause is None:
        return "Срок оценивания идёт: дольше останавливать его регламент не позволяет."
    return f"Срок оценивания стоит, пока нет ответа, но не дольше чем по {pause.until:%d.%m.%Y}."


def answer(question: ExpertQuestion, *, by: Person, text: str, attached: Sequence[UploadedFile] = ()) -> None:
    """EQ-04, or EQ-05 in a blind case: the applicant's words and files, kept as they are. Raises Refused."""
    is_blind = bool(question.expertise.blind_until)
    rows = [files.take(file) for file in attached]
    QuestionFile.objects.bulk_create(
        QuestionFile(question=question, number=number, for_experts=not is_blind, **row)
        for number, row in enumerate(rows, 1)
    )
    step = question.answer_blindly if is_blind else question.answer_openly
    payload = {"answer": digest(text), "files": [row["sha256"] for row in rows]}
    move(step, "Заявитель ответил на вопрос экспертов", by=by, payload=payload, text=text, who=by, at=timezone.now())
    if not is_blind:
        _go_on(question, "answered", "Заявитель ответил на вопрос")


def show(question: ExpertQuestion, *, by: Person, text: str, given: Sequence[Given]) -> None:
    """EQ-06: what the experts of a blind case read instead of the applicant's own words. Raises Refused."""
    ready = [(row.number, *clean_file(row)) for row in given]
    rows = [
        QuestionFile(
            question=question, number=number, for_experts=True, name=f"Приложение {number} к ответу.{kind}", size=len(content),
            sha256=kept(content),
        )
        for number, content, kind in ready
    ]  # fmt: skip
    QuestionFile.objects.bulk_create(rows)
    payload = {"answer": digest(text), "files": [row.sha256 for row in rows]}
    move(
        question.show,
        "Ответ заявителя обезличен и передан экспертам",
        by=by,
        payload=payload,
        text=text,
        at=timezone.now(),
    )
    _go_on(question, "answered", "Заявитель ответил на вопрос")


def stay_silent(question: ExpertQuestion) -> None:
    """EQ-07: the term of the answer has passed; the experts go on with what they have."""
    move(question.stay_silent, "Заявитель не ответил на вопрос в срок")
    _go_on(question, "unanswered", "Заявитель не ответил на вопрос")


def drop(question: ExpertQuestion) -> None:
    """EQ-08: scoring is over, or the expertise has been stopped. Whoever was asked hears that no answer is needed."""
    was_passed = question.passed_at is not None
    move(question.drop, "Ответ на вопрос больше не нужен: оценивание закончено")
    with locked(question.expertise.case.pk):
        pausing.release_if_answered(question.expertise)
    if was_passed:
        expertise = question.expertise
        notify(
            expertise.applicant_key, f"question:{question.pk}:dropped", "Отвечать на вопрос экспертов больше не нужно",
            f"{expertise.full_title}. Оценивание закончено.", question.get_absolute_url(),
        )  # fmt: skip


def _go_on(question: ExpertQuestion, event: str, title: str) -> None:
    expertise = question.expertise
    with locked(expertise.case.pk):
        pausing.release_if_answered(expertise)
        is_held = pausing.open_pause(expertise) is not None
    words = "Срок оценивания пока стоит: нет ответа на другой вопрос." if is_held else "Срок оценивания идёт."
    _tell_group(question, event, title, words)


def _tell_group(question: ExpertQuestion, event: str, title: str, words: str) -> None:
    """Everybody of the group and the coordinator the same: nothing tells who has asked."""
    expertise = question.expertise
    rows: Any = ExpertAssignment.objects.in_the_group().filter(expertise=expertise).select_related("expert")
    for addressee in (COORDINATOR, *(row.addressee for row in rows)):
        text = f"{expertise.object_title}. {words}"
        notify(addressee, f"question:{question.pk}:{event}", title, text, question.get_absolute_url())


def _tell_expert(question: ExpertQuestion, event: str, title: str, text: str) -> None:
    notify(question.assignment.addressee, f"question:{question.pk}:{event}", title, text, question.get_absolute_url())
