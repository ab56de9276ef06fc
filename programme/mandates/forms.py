"""What is asked about a mandate: the answer of the secretary, the paper of the applicant."""

from typing import Any

from django import forms

from casework.conditional import Needed
from casework.forms import AskForm
from documents import files

EVIDENCE_HELP = (
    "Устав, протокол собрания жителей, доверенность: PDF, DOCX, PNG или JPG, до 10 МБ; годится и снимок телефоном. "
    "Если файла под рукой нет, его можно приложить позже."
)


class EvidenceField(forms.FileField):
    """A file that shows the right to represent, looked at before it is kept."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(allow_empty_file=True, **{"label": "Документ, который это подтверждает", **kwargs})

    def clean(self, data: Any, initial: Any = None) -> Any:
        """What it really is."""
        file = super().clean(data, initial)
        if file and (problem := files.complaint(file)):
            raise forms.ValidationError(problem)
        return file


class EvidenceForm(AskForm):
    """One more paper while the mandate waits."""

    done = "Файл приложен, секретарь площадки увидит его вместе с заявкой."
    button = "Приложить"
    evidence = EvidenceField(help_text="PDF, DOCX, PNG или JPG, до 10 МБ.")


class ConfirmMandateForm(AskForm):
    """Do the papers show the right to represent?"""

    done = "Ответ записан, человек извещён."
    button = "Записать ответ"
    decision = forms.ChoiceField(
        label="Полномочия",
        choices=[("confirm", "Подтвердить"), ("refuse", "Не подтверждать")],
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите ответ."},
    )
    ground = forms.CharField(
        label="Чего не хватает",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Это прочтёт заявитель.",
    )
    NEEDED_IF = {
        "ground": Needed(
            "decision", ("refuse",), "Напишите, чего не хватает: по этим словам заявитель исправит заявку."
        )
    }
