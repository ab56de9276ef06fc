"""What the holder and the secretary are asked about the renewal of a Mark."""

from typing import Any

from django import forms

from casework import workdays
from casework.forms import AskForm
from quality_mark.fields import long_text
from quality_mark.renewals.models import WORDS, Renewal
from quality_mark.renewals.papers import QUESTIONS

LEAST = 60
HINTS = {
    "stability": "Остался ли объект таким, за который присвоен Знак, и чем это подтверждено.",
    "feedback": "Что говорили получатели, какие были жалобы и как вы на них ответили.",
    "duties": "Где применяется Знак, где виден код проверки, какие самоотчёты сданы.",
    "safety": "Какие обязательные требования действуют и как они выполнены.",
    "development": "Что стало лучше за срок Знака и что вы сделаете дальше.",
}


class ApplyForm(AskForm):
    """QM-07: the short application, question by question as the experts will assess it."""

    done = "Заявка на продление принята. До решения Знак остаётся в силе."
    button = "Подать заявку"
    has_draft = True
    stability, feedback, duties, safety, development = (
        long_text(QUESTIONS[name], min_length=LEAST, help_text=HINTS[name]) for name in WORDS
    )
    statement = forms.BooleanField(
        label="Сведения достоверны",
        error_messages={"required": "Без этого подтверждения заявку подать нельзя."},
    )

    @classmethod
    def initial_for(cls, subject: Renewal) -> dict[str, Any]:
        """What an earlier application about the same Mark said."""
        former = subject.mark.renewals.exclude(submitted_at=None).order_by("-pk").first()
        return {name: getattr(former, name) for name in WORDS} if former else {}

    def clean(self) -> dict[str, Any]:
        """The statement is not an argument of the action."""
        data = super().clean() or self.cleaned_data
        return {name: value for name, value in data.items() if name != "statement"}

    @property
    def wanting_reports(self) -> list[Any]:
        """Self-reports without which the application is not accepted."""
        mark = self.subject.mark
        return list(mark.reports.filter(submitted_at=None, opens_on__lte=workdays.local_date()).order_by("opens_on"))


class CheckForm(AskForm):
    """What complaints, inspections and self-reports have shown; the experts are asked at once."""

    done = "Заявка проверена. Координатор назначит не меньше двух экспертов."
    button = "Передать экспертам"
    has_draft = True
    note = long_text(
        "Что показала проверка", min_length=20,
        help_text="Жалобы и проверки за срок, самоотчёты, применение Знака. Эту справку прочтут члены комитета и обладатель.",
    )  # fmt: skip

    @property
    def confirmed_complaints(self) -> int:
        """How many complaints of consumers were justified."""
        return int(self.subject.mark.complaints.filter(status="confirmed").count())


class WithdrawForm(AskForm):
    """QM-14: the holder takes the application back."""

    done = "Заявка на продление отозвана."
    button = "Отозвать заявку"
    ground = long_text("Почему вы отзываете заявку", 3, min_length=10)
