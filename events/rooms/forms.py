"""What is asked about rooms: what there is, when one is wanted, the answer."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from casework.conditional import Needed
from casework.fields import MomentField, long_text
from casework.forms import AskForm
from events.rooms.models import Booking, Venue
from programme.access import keys_of
from programme.models import Organization

LONGEST = timedelta(hours=14)


class VenueForm(AskForm):
    """A room."""

    done = "Помещение сохранено."
    button = "Сохранить помещение"
    title = forms.CharField(label="Название", max_length=150, help_text="Например, «Зал на втором этаже».")
    address = forms.CharField(label="Адрес", max_length=300)
    capacity = forms.IntegerField(label="Сколько мест", min_value=1, max_value=2000)
    opens_at = forms.TimeField(
        label="Открыто с", initial="09:00", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    closes_at = forms.TimeField(
        label="Открыто до", initial="21:00", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    is_closed = forms.BooleanField(label="Больше не предоставляется", required=False)

    @classmethod
    def initial_for(cls, subject: Venue | None) -> dict[str, Any]:
        """What is said of it now."""
        return {name: getattr(subject, name) for name in cls.base_fields} if subject else {}

    def clean(self) -> dict[str, Any]:
        """It opens before it closes."""
        data = super().clean() or self.cleaned_data
        if data.get("opens_at") and data.get("closes_at") and data["closes_at"] <= data["opens_at"]:
            self.add_error("closes_at", "Закрывается раньше, чем открывается.")
        return data


class _TimeForm(AskForm):
    """The subject is the room."""

    starts_at = MomentField(label="С")
    ends_at = MomentField(label="До")
    purpose = forms.CharField(
        label="Для чего", min_length=5, max_length=300, help_text="Мероприятие или дело, для которого нужно помещение."
    )

    def clean(self) -> dict[str, Any]:
        """It ends after it has begun, on one day."""
        data = super().clean() or self.cleaned_data
        starts_at, ends_at = data.get("starts_at"), data.get("ends_at")
        if starts_at and starts_at <= timezone.now():
            self.add_error("starts_at", "Это время уже прошло: укажите будущее.")
        if starts_at and ends_at and not timedelta(0) < ends_at - starts_at <= LONGEST:
            self.add_error("ends_at", "Конец должен быть позже начала, в тот же день.")
        return data


class TakeForm(_TimeForm):
    """BK-01."""

    done = "Помещение занято."
    button = "Занять помещение"
    is_public = forms.BooleanField(label="Для чего — показать всем", required=False)


class WantForm(_TimeForm):
    """BK-02."""

    done = "Просьба отправлена. Помещение держат за вами до ответа; если ответа не будет, бронь подтвердится сама."
    button = "Попросить помещение"
    organization = forms.ModelChoiceField(Organization.objects.none(), label="От какой организации", empty_label=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = [int(key.split(":")[1]) for key in keys_of(self.by) if key.startswith("signer:")]
        field: Any = self.fields["organization"]
        field.queryset = Organization.objects.filter(pk__in=keys)


class AnswerForm(AskForm):
    """BK-03, BK-04."""

    done = "Ответ записан, организации сказано."
    button = "Ответить"
    outcome = forms.ChoiceField(
        label="Ответ", choices=[("confirm", "Подтвердить"), ("refuse", "Отказать")], widget=forms.RadioSelect
    )
    reason = long_text("Почему отказано", 3, min_length=10, max_length=1000)
    first = MomentField(label="Свободно вместо этого: первое время")
    second = MomentField(
        label="Свободно вместо этого: второе время", help_text="На столько же часов, когда помещение свободно."
    )
    NEEDED_IF = {
        "reason": Needed("outcome", ("refuse",), "Объясните отказ: организация прочтёт это."),
        "first": Needed("outcome", ("refuse",), "Предложите другое время: без двух других времён отказать нельзя."),
        "second": Needed("outcome", ("refuse",), "Предложите и второе время."),
    }

    def clean(self) -> dict[str, Any]:
        """Both other times are different, to come, and free."""
        data = super().clean() or self.cleaned_data
        if data.get("outcome") == "refuse" and not self.errors:
            times = {name: data[name] for name in ("first", "second")}
            for name, moment in times.items():
                if problem := self._problem(moment):
                    self.add_error(name, problem)
            if times["first"] == times["second"]:
                self.add_error("second", "Это то же время: предложите другое.")
            data["offered"] = [self._row(moment) for moment in times.values()]
        return {name: value for name, value in data.items() if name not in ("first", "second")}

    def _problem(self, moment: datetime) -> str:
        booking: Booking = self.subject
        ends_at = moment + (booking.ends_at - booking.starts_at)
        if moment <= timezone.now():
            return "Это время уже прошло."
        if not booking.venue.is_open(moment, ends_at):
            return "В эти часы помещение закрыто."
        others = Booking.objects.over(booking.venue, moment, ends_at).exclude(pk=booking.pk)
        return "В это время помещение занято." if others.exists() else ""

    def _row(self, moment: datetime) -> dict[str, str]:
        ends_at = timezone.localtime(moment + (self.subject.ends_at - self.subject.starts_at))
        words = f"{timezone.localtime(moment):%d.%m.%Y %H:%M}–{ends_at:%H:%M}"
        return {"starts_at": moment.isoformat(), "ends_at": ends_at.isoformat(), "words": words}


class CancelForm(AskForm):
    """BK-05."""

    done = "Бронь отменена, помещение свободно."
    button = "Отменить бронь"
    reason = forms.CharField(label="Почему", min_length=5, max_length=500)
