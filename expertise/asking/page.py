"""What a reader sees of the questions of an expertise: whoever has asked is named to the coordinator alone."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from casework.models import Waiting
from expertise.asking import pausing
from expertise.asking.actions import ASKING, left_for
from expertise.asking.models import ExpertQuestion, QuestionFile
from expertise.expertises.models import Expertise
from expertise.panels.models import ExpertAssignment
from expertise.roles import COORDINATOR
from programme.access import Visitor, keys_of

Status = ExpertQuestion.Status
WORDS = {  # for whoever must not learn more than that there is no answer yet
    Status.COVERING: "Задан заявителю",
    Status.UNANSWERED: "Ответа в срок не было",
}


@dataclass(frozen=True)
class Line:
    """One question as this reader may see it."""

    number: int
    text: str
    state: str
    is_answered: bool
    passed_on: date | None
    asker: str = ""
    own_words: str = ""
    reason: str = ""
    answer: str = ""
    shown_answer: str = ""
    files: list[QuestionFile] = field(default_factory=list)


@dataclass(frozen=True)
class Questions:
    """The section of the page: the lines, whether the reader may ask, what stands still, what the reader has to answer."""

    lines: list[Line]
    left: int
    held_until: date | None
    why_held: str  # what the terms wait for, as far as this reader may know it (Russian)
    to_answer: list[Waiting]
    steps: list[Waiting]  # of the course of questions: all to the office, their own to the applicant


def own_assignment(expertise: Expertise, person: Visitor) -> ExpertAssignment | None:
    """The place of the person in the group, while they may ask."""
    if not person.is_authenticated:
        return None
    rows = ExpertAssignment.objects.filter(expertise=expertise, expert__person=person.pk, status__in=ASKING)
    return rows.select_related("expertise__regulation", "expertise__case").first()


def steps_to_answer(expertise: Expertise | None, keys: Collection[str]) -> list[Waiting]:
    """Questions somebody with these capacities may answer for the applicant now."""
    if expertise is None or expertise.applicant_key not in keys:
        return []
    return [row for row in open_steps_of(expertise) if row.addressee == expertise.applicant_key]


def open_steps_of(expertise: Expertise) -> list[Waiting]:
    """Whatever the questions of an expertise wait for, from the coordinator or the applicant."""
    rows = Waiting.objects.open().filter(process__questioncase__question__expertise=expertise)
    return list(rows.order_by("due_at", "pk"))


def questions_of(expertise: Expertise, person: Visitor) -> Questions:
    """Nothing of it for whoever neither assesses, nor applies, nor leads the case."""
    rows = ExpertQuestion.objects.visible_to(person).filter(expertise=expertise)
    rows = rows.select_related("assignment__expert").prefetch_related("files")
    keys = set(keys_of(person))
    mine = own_assignment(expertise, person)
    lines = [_line(number, row, expertise, keys) for number, row in enumerate(rows, 1)]
    to_answer = steps_to_answer(expertise, keys)
    pause = None if expertise.is_over else pausing.open_pause(expertise)
    return Questions(
        lines=lines,
        left=left_for(mine) if mine else 0,
        held_until=pause.until if pause else None,
        why_held=_why_held([row.status for row in rows], is_office=COORDINATOR in keys) if pause else "",
        to_answer=to_answer,
        steps=open_steps_of(expertise) if COORDINATOR in keys else to_answer,
    )


def _why_held(states: Collection[str], *, is_office: bool) -> str:
    """Whose move it is; whoever is not of the office must not learn how far an answer has come."""
    if not is_office:
        return "ответ на вопрос заявителю ещё не дошёл до экспертов"
    is_asked, is_covered = Status.PASSED in states, Status.COVERING in states
    if is_asked and is_covered:
        return "ждём ответа заявителя, и в другом ответе ещё не закрыты имена"
    if is_covered:
        return "заявитель ответил, в его ответе ещё не закрыты имена"
    return "ждём ответа заявителя"


def _line(number: int, row: ExpertQuestion, expertise: Expertise, keys: set[str]) -> Line:
    is_office, is_own = COORDINATOR in keys, row.assignment.addressee in keys
    is_applicant = expertise.applicant_member_key in keys
    reads_original = is_office or is_applicant
    state = row.get_status_display() if is_office or is_own else WORDS.get(Status(row.status), row.get_status_display())
    return Line(
        number=number,
        text=row.passed_text or row.text,
        state=state,
        is_answered=row.status == Status.ANSWERED or (is_applicant and bool(row.answer)),
        passed_on=row.passed_at,  # type: ignore[arg-type]  # shown as a day
        asker=row.assignment.pseudonym if is_office else "ваш вопрос" if is_own else "",
        own_words=row.text if (is_office or is_own) and row.passed_text and row.passed_text != row.text else "",
        reason=row.reason if is_office or is_own else "",
        answer=row.answer if reads_original else row.shown_answer,
        shown_answer=row.shown_answer if is_office and row.shown_answer != row.answer else "",
        files=_files(row, expertise, keys),
    )


def readable_files(row: ExpertQuestion, expertise: Expertise, person: Visitor) -> list[QuestionFile]:
    """The files of an answer that this person may open."""
    return _files(row, expertise, set(keys_of(person)))


def _files(row: ExpertQuestion, expertise: Expertise, keys: set[str]) -> list[QuestionFile]:
    """All to the office; what was sent to the applicant; to experts, once the answer is theirs to read, what is for them."""
    rows = list(row.files.all())
    if COORDINATOR in keys:
        return rows
    if expertise.applicant_member_key in keys:
        return [file for file in rows if file.for_experts != bool(expertise.blind_until)]
    return [file for file in rows if file.for_experts and row.status == Status.ANSWERED]
