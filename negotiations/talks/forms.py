"""The route of a proposal, and the acts in a negotiation as a whole: PP-11, PP-15, NG-15, NG-24…NG-27, NG-31."""

from typing import Any

from django import forms

from casework.conditional import Needed
from casework.fields import DayField, long_text
from casework.forms import AskForm, ConfirmForm
from negotiations.moderation.fields import ModeratorField
from negotiations.proposals.models import Proposal
from negotiations.talks.actions import may_skip
from negotiations.talks.suspensions import Suspension


class RouteForm(AskForm):
    """PP-11, or the proposal to the chair to do without (PP-12)."""

    done = "Путь предложения выбран."
    button = "Выбрать путь"
    way = forms.ChoiceField(
        label="Что дальше",
        widget=forms.RadioSelect,
        choices=[
            ("negotiations", "Открыть переговоры о вкладах"),
            ("expertise", "Предложить председателю комитета экспертизу без переговоров"),
        ],
    )
    moderator = ModeratorField(
        label="Модератор переговоров",
        help_text="Назначение вступит в силу, когда модератор заявит, что не связан со сторонами. Одновременно ведут не больше пяти дел.",
    )
    reasons = long_text(
        "Почему переговоры не нужны",
        3,
        help_text="Для отраслевого предложения, которому не нужны вклады третьих лиц. Прочтёт председатель.",
    )
    NEEDED_IF = {
        "moderator": Needed("way", ("negotiations",), "Выберите модератора: без него переговоры не открывают."),
        "reasons": Needed("way", ("expertise",), "Напишите, почему вклады третьих лиц не нужны.", least=10),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_skip(self.subject):
            field = self.fields["way"]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("negotiations", "Открыть переговоры о вкладах")]
            self.initial.setdefault("way", "negotiations")
            del self.fields["reasons"]


class CancelForm(AskForm):
    """NG-31."""

    done = "Переговоры отменены."
    button = "Отменить переговоры"
    ground = long_text("Причина", 3, min_length=10)


class ResumeNegotiationsForm(AskForm):
    """PP-15."""

    done = "Переговоры возобновлены: секретариат назначит модератора."
    button = "Возобновить переговоры"
    conditions = long_text(
        "Новые условия",
        5,
        min_length=30,
        help_text="Что изменилось с прошлых переговоров: возобновить их можно один раз.",
    )


class RouteOrderForm(AskForm):
    """PP-12: the chair agrees to do without negotiations, or not."""

    done = "Поручение записано."
    button = "Дать поручение"
    way = forms.ChoiceField(
        label="Решение",
        widget=forms.RadioSelect,
        choices=[
            ("expertise", "Направить на экспертизу без переговоров"),
            ("negotiations", "Провести переговоры о вкладах"),
        ],
        initial="expertise",
        required=False,
    )
    instruction = long_text("Поручение", 3, initial="Провести профессионально-общественную экспертизу предложения.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.subject.status != Proposal.Status.ADMITTED:
            del self.fields["way"]

    def clean_way(self) -> str:
        """An empty answer means the way that was asked for."""
        return self.cleaned_data["way"] or "expertise"


class DecideForm(AskForm):
    """NG-09 once more, NG-15 or NG-24."""

    done = "Записано."
    button = "Записать решение"
    outcome = forms.ChoiceField(
        label="Что дальше",
        widget=forms.RadioSelect,
        choices=[
            ("round", "Назначить ещё один раунд"),
            ("text", "Перейти к тексту соглашения"),
            ("close", "Закрыть без соглашения"),
        ],
    )
    ground = long_text("Почему закрывается", 3, help_text="Войдёт в заключение модератора.")
    NEEDED_IF = {
        "ground": Needed(
            "outcome", ("close",), "Объясните, почему переговоры закрываются: это прочтут стороны.", least=20
        )
    }


class ExtendForm(AskForm):
    """Once, up to twenty working days."""

    done = "Переговоры продлены."
    button = "Продлить переговоры"
    until = DayField(label="До какого дня", help_text="Не больше 20 рабочих дней, с согласия всех обязательных сторон.")


class SuspendForm(AskForm):
    """NG-26."""

    done = "Переговоры приостановлены."
    button = "Приостановить переговоры"
    ground = forms.ChoiceField(label="Основание", choices=Suspension.Ground.choices, widget=forms.RadioSelect)
    reasons = long_text("Обстоятельства", 3, min_length=10)
    until = DayField(label="До какого дня", help_text="Не больше 30 рабочих дней. Сроки на это время останавливаются.")


class CloseCaseForm(AskForm):
    """NG-24."""

    done = "Дело закрыто без соглашения."
    button = "Закрыть дело"
    ground = long_text(
        "Основание",
        4,
        min_length=20,
        help_text="Чьё заявление и чего не удалось согласовать. Войдёт в заключение модератора.",
    )


class ResumeTalksForm(ConfirmForm):
    """NG-27."""

    done = "Переговоры возобновлены, сроки идут дальше."
    button = "Возобновить переговоры"
