"""The plan of a project, its act, the question about its termination."""

from typing import Any

from django import forms

from casework import workdays
from casework.fields import DayField, long_text
from casework.forms import AskForm, ConfirmForm
from committee.minutes.papers import quoted
from negotiations.implementation.actions import Stage
from negotiations.implementation.models import Implementation
from programme.models import Person

STAGES = 8
NAMES = ("title", "due", "proof")


class PlanForm(AskForm):
    """The stages; the applicant's own calendar plan is the beginning."""

    done = "План-график составлен и получил номер."
    button = "Утвердить план-график"
    has_draft = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, STAGES + 1):
            self.fields[f"title_{number}"] = forms.CharField(label="Что будет сделано", max_length=300, required=False)
            self.fields[f"due_{number}"] = DayField(label="К какому дню", required=False)
            self.fields[f"proof_{number}"] = forms.CharField(
                label="Чем подтвердите", max_length=300, required=False, help_text="Фотографии, акт, ведомость."
            )

    @classmethod
    def initial_for(cls, subject: Implementation) -> dict[str, Any]:
        """Lines of the calendar plan as the committee has read it."""
        version = subject.proposal.version
        text = str(version.snapshot["fields"].get("plan", "")) if version else ""
        lines = [line.strip(" -–—•\t") for line in text.splitlines() if line.strip()]
        return {f"title_{number}": line[:300] for number, line in enumerate(lines[:STAGES], 1)}

    def stages(self) -> list[tuple[int, list[Any]]]:
        """(number, its bound fields) of each stage, for the page."""
        return [(number, [self[f"{name}_{number}"] for name in NAMES]) for number in range(1, STAGES + 1)]

    def clean(self) -> dict[str, Any]:
        """The stages that were filled in, each with a day that is still to come."""
        data = super().clean() or self.cleaned_data
        stages = []
        for number in range(1, STAGES + 1):
            title, due, proof = (data.get(f"{name}_{number}") for name in NAMES)
            if not title and not due:
                continue
            if not title:
                self.add_error(f"title_{number}", "Напишите, что будет сделано.")
            elif not due:
                if f"due_{number}" not in self.errors:
                    self.add_error(f"due_{number}", "Укажите, к какому дню.")
            elif due <= workdays.local_date():
                self.add_error(f"due_{number}", "Этот день уже прошёл: укажите будущий.")
            else:
                stages.append(Stage(title, due, proof or ""))
        if not stages and not self.errors:
            self.add_error(None, "Заполните хотя бы один этап: что будет сделано и к какому дню.")
        return {"stages": sorted(stages, key=lambda stage: stage.due_on)}


class BeginForm(ConfirmForm):
    """PP-30."""

    done = "Реализация начата."
    button = "Начать реализацию"


class GiveUpForm(AskForm):
    """PP-35."""

    done = "Проект прекращён, комитет извещён."
    button = "Отказаться от реализации"
    ground = long_text("Почему", rows=3, min_length=10)


class CompleteForm(AskForm):
    """PP-31: who signs for the applicant."""

    done = "Акт получил номер и направлен на подпись."
    button = "Направить акт на подпись"
    signer = forms.ModelChoiceField(Person.objects.none(), label="Кто подписывает за инициатора", empty_label=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["signer"]
        field.queryset = Person.objects.holding(self.subject.proposal.signer_key).order_by("pk")


class TerminationForm(AskForm):
    """PP-32: the question and the draft decision for the agenda."""

    done = "Вопрос внесён: секретарь заседания увидит его при сборе повестки."
    button = "Внести в повестку"
    question = forms.CharField(label="Вопрос повестки", max_length=300)
    draft_resolution = long_text("Проект решения", rows=4, help_text="Каждый пункт — с новой строки, без номера.")

    @classmethod
    def initial_for(cls, subject: Implementation) -> dict[str, Any]:
        """A draft the secretary may change."""
        title = quoted(subject.proposal.title)
        return {"question": f"О прекращении проекта {title}"[:300], "draft_resolution": f"Прекратить проект {title}."}
