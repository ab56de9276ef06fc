"""What is asked of the head of training, of the organiser about a lesson, of the participant."""

from typing import Any

from django import forms

from casework.conditional import Needed
from casework.fields import long_text
from casework.forms import AskForm
from documents.models import Document
from documents.registers.kinds import Kind
from events.occasions.forms import CameField
from events.registrations.models import Registration
from events.sections.models import Session


class LessonForm(AskForm):
    """Who was at a lesson."""

    done = "Занятие отмечено."
    button = "Отметить занятие"

    session = forms.ModelChoiceField(label="Занятие", queryset=Session.objects.none(), empty_label=None)
    came = CameField(label="Кто был", queryset=Registration.objects.none(), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        session, came = self.fields["session"], self.fields["came"]
        assert isinstance(session, forms.ModelChoiceField) and isinstance(came, CameField)
        session.queryset = self.subject.sessions.all()
        rows = self.subject.registrations.filter(status__in=["confirmed", "attended"])
        came.queryset = rows.select_related("person", "organization").order_by("person__last_name", "pk")


class ExamineForm(AskForm):
    """AT-02, AT-03."""

    done = "Решение записано, участник извещён."
    button = "Записать решение"

    result = forms.IntegerField(label="Итог проверки, из 100", min_value=0, max_value=100)
    outcome = forms.ChoiceField(
        label="Решение", widget=forms.RadioSelect, choices=[("attest", "Аттестовать"), ("fail", "Не аттестовать")]
    )
    reason = long_text("Почему", rows=3, max_length=1000, help_text="Участник прочтёт это в уведомлении.")
    NEEDED_IF = {"reason": Needed("outcome", ("fail",), "Напишите, почему аттестация не пройдена.", least=10)}


class RetakeForm(AskForm):
    """AT-04."""

    done = "Пересдача записана: руководитель обучения назначит её."
    button = "Пересдать"


class DropForm(AskForm):
    """AT-07."""

    done = "Обучение оставлено."
    button = "Оставить обучение"


class RevokeForm(AskForm):
    """AT-06."""

    done = "Аттестация отозвана, её обладатель извещён."
    button = "Отозвать аттестацию"

    decision = forms.CharField(label="Номер решения комитета", max_length=40)
    ground = long_text("Основание", rows=3, min_length=10, max_length=1000)

    def clean_decision(self) -> Document:
        """A decision that has been published under this number."""
        number = self.cleaned_data["decision"].removeprefix("№").strip()
        row = Document.objects.filter(kind=Kind.DECISION, number=number, is_public=True).first()
        if row is None:
            raise forms.ValidationError("Опубликованного решения с таким номером нет. Проверьте номер в протоколе.")
        return row
