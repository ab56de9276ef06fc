"""What the offices and the holder are asked about a Mark."""

from typing import Any

from django import forms

from casework import workdays
from casework.forms import AskForm, ConfirmForm
from quality_mark.marks.actions import may_be_asked


class MarkActForm(AskForm):
    """QM-02: the requisites of the act of the Head of the city."""

    done = "Знак внесён в реестр, свидетельство оформляется."
    button = "Внести акт"
    number = forms.CharField(label="Номер акта", max_length=40)
    day = forms.DateField(
        label="Дата акта",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="Знак действует с этого дня.",
    )


class IssueAgainForm(ConfirmForm):
    """The certificate was not signed: another one is drawn up."""

    done = "Новое свидетельство оформляется и пойдёт на подпись председателю."
    button = "Оформить новое свидетельство"


class DiplomaAgainForm(ConfirmForm):
    """The diploma was not signed: another one is drawn up."""

    done = "Новый диплом оформляется и пойдёт на подпись председателю."
    button = "Оформить новый диплом"


class QuestionForm(AskForm):
    """QM-03…QM-05: what the committee is asked about a Mark, and on what grounds."""

    done = "Вопрос внесён в комитет: секретарь увидит его при сборе повестки."
    button = "Внести вопрос"
    kind = forms.ChoiceField(label="О чём просим комитет", widget=forms.RadioSelect)
    grounds = forms.CharField(
        label="Основания",
        widget=forms.Textarea(attrs={"rows": 6}),
        min_length=30,
        max_length=4000,
        help_text="Что нарушено или устранено, чем подтверждено. Члены комитета и обладатель Знака прочтут это слово в слово.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = may_be_asked(self.subject)  # type: ignore[attr-defined]


class DeclineForm(AskForm):
    """QM-10: the holder gives the Mark up."""

    done = "Отказ принят. Знак прекращён, свидетельство аннулировано."
    button = "Отказаться от Знака"
    ground = forms.CharField(label="Почему вы отказываетесь", widget=forms.Textarea(attrs={"rows": 3}), min_length=10)
    is_sure = forms.BooleanField(
        label="Понимаю, что вернуть Знак можно только новым конкурсом",
        error_messages={"required": "Подтвердите, что понимаете последствия."},
    )

    def clean(self) -> dict[str, Any]:
        """The confirmation is not an argument of the action."""
        data = super().clean() or self.cleaned_data
        data.pop("is_sure", None)
        return data


def not_ahead(day: Any, opened: Any) -> str:
    """What is wrong with the day of an inspection (Russian), or nothing."""
    if day > workdays.local_date():
        return "Этот день ещё не наступил."
    return "Проверка не могла быть раньше, чем её назначили." if day < workdays.local_date(opened) else ""
