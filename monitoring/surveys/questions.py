"""The questions of a draft: added, changed, put away, taken over from the last wave. Under the lock of the case of the wave."""

from django.db.models import Max

from casework.door import Refused
from journal.record import record
from monitoring.surveys.models import Question, Wave
from programme.models import Person

LISTED = (Question.Kind.SINGLE, Question.Kind.SEVERAL)
FIELDS = ("code", "order", "kind", "text", "options", "low", "high", "indicator")


def add_question(
    wave: Wave, *, by: Person, kind: str, text: str, options: list[str] | None = None, low: str = "", high: str = "",
    indicator: str = "",
) -> Question:  # fmt: skip
    """One more question, at the end. `indicator`: the code of the one whose page shows the answers, wave after wave."""
    _require_draft(wave)
    order = (wave.questions.aggregate(most=Max("order"))["most"] or 0) + 1
    question = Question(wave=wave, code=_next_code(wave), order=order, kind=kind, text=text, low=low, high=high)
    question.options = _coded(options or [], []) if kind in LISTED else []
    question.indicator = indicator
    question.save()
    record(wave, "add_question", f"Добавлен вопрос «{text}»", by=by)
    return question


def change_question(
    question: Question, *, by: Person, kind: str, text: str, options: list[str] | None = None, low: str = "", high: str = "",
    indicator: str = "",
) -> None:  # fmt: skip
    """Other words; an answer that keeps its words keeps its code, so that waves stay comparable."""
    _require_draft(question.wave)
    question.kind, question.text, question.low, question.high = kind, text, low, high
    question.options = _coded(options or [], question.options) if kind in LISTED else []
    question.indicator = indicator
    question.save()
    record(question.wave, "change_question", f"Изменён вопрос «{text}»", by=by)


def remove_question(question: Question, *, by: Person) -> None:
    """It will not be asked."""
    _require_draft(question.wave)
    wave, text = question.wave, question.text
    question.delete()
    record(wave, "remove_question", f"Убран вопрос «{text}»", by=by)


def copy_questions(last: Wave, wave: Wave) -> None:
    """What the last wave has asked, with the same codes."""
    Question.objects.bulk_create(
        Question(wave=wave, **{name: getattr(row, name) for name in FIELDS}) for row in last.questions.all()
    )


def _require_draft(wave: Wave) -> None:
    if Wave.objects.values_list("status", flat=True).get(pk=wave.pk) != Wave.Status.DRAFT:
        raise Refused("Анкета утверждена и не меняется. До начала сбора волну можно вернуть в черновик.")


def _next_code(wave: Wave) -> str:
    """A code no wave of the survey has used: a question put away does not come back as another."""
    used = Question.objects.filter(wave__survey=wave.survey_id).values_list("code", flat=True)
    return f"q{max((int(code[1:]) for code in used), default=0) + 1}"


def _coded(labels: list[str], known: list[dict[str, str]]) -> list[dict[str, str]]:
    codes = {row["label"]: row["code"] for row in known}
    used = max((int(row["code"]) for row in known), default=0)
    rows = []
    for label in labels:
        if label not in codes:
            used += 1
            codes[label] = str(used)
        rows.append({"code": codes[label], "label": label})
    return rows
