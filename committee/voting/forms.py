"""An item in the sitting room: recusals, motions, votes."""

from typing import Any

from django import forms

from casework.conditional import Needed
from casework.fields import DayField, long_text
from casework.forms import AskForm, ConfirmForm
from casework.paper import hand
from committee.bodies.fields import MembersField
from committee.bodies.models import BodyMember
from committee.voting.votes import Vote

UNSEEN = "Голосование тайное: будет известно, что вы голосовали, но не как. Опущенный бюллетень не меняется и нигде не показывается, вам тоже."


class DiscussForm(ConfirmForm):
    """The presiding person calls the item."""

    done = "Рассмотрение вопроса начато."
    button = "Начать рассмотрение"


class NoQuorumForm(ConfirmForm):
    """Too few may vote on the item."""

    done = "Вопрос переносится: по нему нет кворума."
    button = "Зафиксировать отсутствие кворума"


class RecuseForm(AskForm):
    """A member says why he does not take part in the item."""

    done = "Самоотвод записан."
    button = "Заявить самоотвод"

    ground = forms.CharField(
        label="Основание самоотвода", max_length=500, help_text="Например: работаю в организации-заявителе."
    )


class RecuseOtherForm(RecuseForm):
    """The secretary records it on the member's word."""

    button = "Записать самоотвод"
    field_order = ["member", "ground"]

    member = forms.ModelChoiceField(label="Кто заявил самоотвод", queryset=BodyMember.objects.none(), empty_label=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        out = self.subject.item.recusals.values("member")
        field: Any = self.fields["member"]
        field.queryset = self.subject.meeting.voters().exclude(pk__in=out)
        field.label_from_instance = lambda member: member.person.get_full_name()


class MotionForm(AskForm):
    """The presiding person puts a motion."""

    done = "Голосование открыто."
    button = "Поставить на голосование"

    resolution = forms.ChoiceField(label="Что предлагается", widget=forms.RadioSelect)
    text = long_text("Формулировка решения", help_text="Каждый пункт — с новой строки.")
    reasons = long_text("Мотивы", required=False)
    conditions = long_text("Условия", required=False, help_text="Каждое условие — с новой строки.")
    deferred_until = DayField(
        label="Отложить до",
        help_text="Не дольше шестидесяти рабочих дней.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {row["code"]: row for row in self.subject.item.resolutions}
        choices = [(code, row["title"]) for code, row in self.rows.items()]
        self.fields["resolution"].choices = choices  # type: ignore[attr-defined]
        self.initial.setdefault("text", self.subject.draft)
        defers = tuple(code for code, row in self.rows.items() if row["defers"])
        self.ask_only_if("deferred_until", Needed("resolution", defers, "Укажите, до какого дня отложить вопрос."))

    def clean(self) -> dict[str, Any]:
        """Reasons where the resolution needs them."""
        data = super().clean() or self.cleaned_data
        row = self.rows.get(data.get("resolution", ""))
        if row is None:
            return data
        if (row["needs_reasons"] or row["defers"]) and not data.get("reasons", "").strip():
            self.add_error("reasons", "Для такого решения нужны мотивы.")
        return data


class SecretlyForm(AskForm):
    """The presiding person asks the body whether to vote on the question secretly, and names who counts."""

    done = "Голосование о порядке открыто: решает большинство."
    button = "Поставить на голосование"

    counters = MembersField(
        label="Счётная комиссия",
        queryset=BodyMember.objects.none(),
        help_text="Члены открыто решат, голосовать ли тайно, и этим же голосованием изберут счётную комиссию: "
        "не меньше трёх человек, кроме председательствующего. Её состав и итог войдут в протокол.",
        error_messages={"required": "Отметьте членов счётной комиссии."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = [member.pk for member in self.subject.participants() if member.pk != self.subject.meeting.presiding_id]
        field: Any = self.fields["counters"]
        field.queryset = self.subject.meeting.voters().filter(pk__in=here)


class VoteForm(AskForm):
    """For, against or abstained; final. In a secret vote the answer is kept nowhere, not as a draft either."""

    done = "Ваш голос учтён."
    button = "Проголосовать"
    may_be_kept = False

    choice = forms.ChoiceField(
        label="Ваш голос",
        choices=[(Vote.Choice.FOR, "За"), (Vote.Choice.AGAINST, "Против"), (Vote.Choice.ABSTAINED, "Воздержаться")],
        widget=forms.RadioSelect,
        help_text="Голосование открытое. Поданный голос не меняется.",
        error_messages={"required": "Выберите: за, против или воздержаться."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.subject.ballot.is_secret:
            self.fields["choice"].help_text = UNSEEN
            self.done = "Бюллетень опущен в урну."

    def clean(self) -> dict[str, Any]:
        """Of a sheet counts when it was typed; nobody types one when the window is over."""
        if hand() is None and self.subject.ballot.line.meeting.is_voting_over:
            self.add_error(None, "Время заочного голосования прошло: опоздавший голос не принимается.")
        return super().clean() or self.cleaned_data


class CloseVotingForm(ConfirmForm):
    """Count what has been voted."""

    done = "Голосование закрыто, итог подведён."
    button = "Закрыть голосование"
