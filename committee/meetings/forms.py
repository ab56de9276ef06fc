"""The sitting: opening, attendance, breaks, closing, postponing, cancelling."""

from typing import Any

from django import forms

from casework.conditional import Needed
from casework.fields import DayField, MomentField
from casework.forms import AskForm, ConfirmForm
from casework.replacing import ReplaceForm
from committee.agenda.lines import AgendaLine
from committee.agenda.models import AgendaItem
from committee.bodies.fields import MembersField
from committee.bodies.models import Body, BodyMember
from committee.meetings.models import Meeting
from committee.meetings.presiding import who_may_preside
from programme.access import holds


class PlanForm(AskForm):
    """MT-01."""

    done = "Заседание назначено."
    button = "Назначить заседание"

    body = forms.ModelChoiceField(label="Чьё заседание", queryset=Body.objects.none(), empty_label=None)
    scheduled_at = MomentField(label="День и время")
    place = forms.CharField(label="Место или ссылка на видеосвязь", max_length=300)
    form = forms.ChoiceField(
        label="Форма заседания", choices=Meeting.Form.choices, widget=forms.RadioSelect, initial=Meeting.Form.IN_PERSON
    )

    last_day = DayField(
        label="Последний день заочного голосования",
        help_text="От трёх до пяти рабочих дней после дня, когда оно начнётся.",
    )
    NEEDED_IF = {"last_day": Needed("form", (Meeting.Form.ABSENTEE,), "Укажите последний день голосования.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = [
            body.pk
            for body in Body.objects.filter(closed_at=None)
            if holds(self.by, body.key_of(BodyMember.Role.SECRETARY))
        ]
        self.fields["body"].queryset = Body.objects.filter(pk__in=mine)  # type: ignore[attr-defined]
        self.initial.setdefault("body", mine[0] if mine else None)


class _Presence(AskForm):
    """Which voting members are in the room."""

    present = MembersField(label="Присутствуют", queryset=BodyMember.objects.none(), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["present"].queryset = self.subject.voters()  # type: ignore[attr-defined]


class OpenForm(_Presence):
    """MT-05, MT-06: the roll call. Whoever opens the sitting is there; that it is put off for want of a quorum is said twice."""

    done = "Явка записана."
    button = "Записать явку и открыть заседание"

    without_quorum = forms.BooleanField(label="Кворума нет: заседание не открывать и перенести", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.subject.is_absentee:
            del self.fields["present"]
            self.done, self.button = "Заочное голосование открыто.", "Открыть заочное голосование"
        if self.subject.is_absentee or not self.is_bound:
            del self.fields["without_quorum"]

    def clean(self) -> dict[str, Any]:
        """Nobody is in the room of a vote by correspondence."""
        answers = {"present": [], **(super().clean() or self.cleaned_data)}
        is_sure = answers.pop("without_quorum", True)
        quorum = self.subject.count_quorum({*answers["present"], *self.subject.voters().filter(person=self.by)})
        if not quorum.reached and not is_sure:
            ask = "Отметьте всех, кто пришёл. Если их столько и есть, подтвердите, что кворума нет."
            self.add_error("without_quorum", " ".join([*quorum.words, ask]))
        return answers


class AttendanceForm(_Presence):
    """Somebody came or left."""

    done = "Явка обновлена."
    button = "Сохранить явку"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("present", [member.pk for member in self.subject.present()])


class PostponeForm(AskForm):
    """MT-07."""

    done = "Заседание перенесено, члены извещены."
    button = "Перенести заседание"

    scheduled_at = MomentField(label="Новые день и время", help_text="Не позднее чем через десять рабочих дней.")


class HoldForm(ConfirmForm):
    """MT-09: everything is settled."""

    done = "Заседание закрыто."
    button = "Закрыть заседание"

    def lines(self) -> list[tuple[AgendaLine, bool]]:
        """The items, each with whether the presiding person takes part in it: of the others they see the number only."""
        mine = set(AgendaItem.objects.inside_of(self.by).values_list("pk", flat=True))
        rows = self.subject.lines.select_related("item").order_by("number")
        return [(line, line.item_id in mine) for line in rows]


class AdjournForm(AskForm):
    """MT-08."""

    done = "Объявлен перерыв."
    button = "Объявить перерыв"

    resumes_on = DayField(label="Перерыв до какого дня", help_text="Не дольше пяти рабочих дней.")


class ResumeForm(ConfirmForm):
    """MT-08: the sitting goes on."""

    done = "Заседание продолжено."
    button = "Продолжить заседание"


class PresidingForm(ReplaceForm):
    """Another presiding person, with a ground."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, candidates=who_may_preside(kwargs["subject"]), **kwargs)


class CancelForm(AskForm):
    """MT-15."""

    done = "Заседание отменено, члены извещены."
    button = "Отменить заседание"

    ground = forms.CharField(label="Причина отмены", max_length=500)
