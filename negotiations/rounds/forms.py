"""Calling, opening, putting off and closing a round: NG-09…NG-13, NG-25."""

from typing import Any

from django import forms

from casework.conditional import Needed
from casework.fields import MomentField, long_text
from casework.forms import AskForm, ConfirmForm
from events.models import Venue
from negotiations.fields import PartiesField, choosing
from negotiations.parties.models import NegotiationParty
from negotiations.rounds.models import Round
from negotiations.talks.models import Negotiation


class _CallForm(AskForm):
    """When and where a round is."""

    starts_at = MomentField(label="День и время начала")
    minutes = forms.IntegerField(label="Длительность, минут", min_value=15, max_value=600, initial=120)
    format = forms.ChoiceField(label="Формат", choices=Round.Format.choices)
    venue = forms.ModelChoiceField(
        Venue.objects.none(), label="Помещение", required=False, empty_label="—", help_text="Нужно, если встреча очная."
    )
    link = forms.URLField(
        label="Ссылка на видеосвязь",
        required=False,
        assume_scheme="https",
        help_text="Нужна, если кто-то подключается издалека. Её видят только участники.",
    )
    is_short_notice = forms.BooleanField(
        label="Сокращённое извещение (не менее 2 рабочих дней)",
        required=False,
        help_text="Только если каждая обязательная сторона согласилась на странице дела.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choosing(self, "venue").queryset = self.subject.platform.venues.filter(is_closed=False)

    def check_place(self, data: dict[str, Any]) -> None:
        """A room where people come, a link where they connect."""
        if data.get("format") in ("in_person", "mixed") and not data.get("venue"):
            self.add_error("venue", "Выберите помещение: часть сторон придёт лично.")
        if data.get("format") in ("video", "mixed") and not data.get("link"):
            self.add_error("link", "Укажите ссылку: часть сторон подключится издалека.")


class ScheduleForm(_CallForm):
    """NG-09, NG-19."""

    done = "Раунд назначен, стороны извещены."
    button = "Назначить раунд"
    NEEDED_IF = {
        "venue": Needed("format", ("in_person", "mixed"), "Выберите помещение: часть сторон придёт лично."),
        "link": Needed("format", ("video", "mixed"), "Укажите ссылку: часть сторон подключится издалека."),
    }
    agenda = long_text("Повестка", 4, help_text="Каждый вопрос — с новой строки.")
    is_public = forms.BooleanField(
        label="Открытый раунд: жители могут прийти наблюдателями", required=False, help_text="Время и место увидят все."
    )


class MeetForm(_CallForm):
    """NG-10, NG-11, NG-25."""

    done = "Записано."
    button = "Записать, состоится ли раунд"
    field_order = [
        "outcome",
        "present",
        "reason",
        "starts_at",
        "minutes",
        "format",
        "venue",
        "link",
        "is_short_notice",
        "excused",
        "why",
    ]
    outcome = forms.ChoiceField(
        label="Что с раундом",
        widget=forms.RadioSelect,
        choices=[
            ("open", "Открыть: все обязательные стороны на месте"),
            ("postpone", "Перенести"),
            ("close", "Закрыть дело: обязательная сторона не явилась второй раз подряд"),
        ],
    )
    present = PartiesField(NegotiationParty.objects.none(), label="Кто явился", required=False)
    reason = forms.ChoiceField(
        label="Почему переносится",
        choices=[("request", "по просьбе стороны"), ("absence", "не явилась обязательная сторона")],
        help_text="По просьбе — не больше двух раз.",
    )
    excused = PartiesField(NegotiationParty.objects.none(), label="Не явились по уважительной причине", required=False)
    why = forms.CharField(label="Пояснение", max_length=500, help_text="Войдёт в извещение.")
    NEEDED_IF = {
        **{
            name: Needed("outcome", ("postpone",), "Укажите, на когда и как переносится раунд.")
            for name in ("reason", "starts_at", "minutes", "format")
        },
        **{name: Needed("outcome", ("postpone",), is_must=False) for name in ("venue", "link", "is_short_notice")},
        "excused": Needed("outcome", ("postpone", "close"), is_must=False),
        "why": Needed("outcome", ("postpone",), "Объясните сторонам, почему раунд переносится."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("present", "excused"):
            choosing(self, name).queryset = self.subject.sides()
        self.fields["starts_at"].label = "Новые день и время"
        for party in self.subject.sides():
            self.fields[f"note_{party.pk}"] = forms.CharField(
                label=f"{party.organization.short_name}: кто пришёл или почему не явились",
                max_length=300,
                required=False,
            )

    @classmethod
    def initial_for(cls, subject: Negotiation) -> dict[str, Any]:
        """The round as it stands; whoever is expected is taken to have come."""
        round = subject.round
        return {
            "format": round.format,
            "link": round.link,
            "present": [party.pk for party in subject.sides()],
            **{
                f"note_{party.pk}": party.representative.get_full_name()
                for party in subject.sides()
                if party.representative
            },
        }

    def clean(self) -> dict[str, Any]:
        """Only a postponed round needs a new time."""
        data = super().clean() or self.cleaned_data
        notes = {int(name[5:]): data.pop(name) for name in list(data) if name.startswith("note_")}
        data["notes"] = {pk: text for pk, text in notes.items() if text}
        if data.get("outcome") == "postpone":
            self.check_place(data)
            return data
        moved = ("starts_at", "minutes", "format", "venue", "link", "is_short_notice")
        return {name: value for name, value in data.items() if name not in moved}


class CloseRoundForm(ConfirmForm):
    """NG-13."""

    done = "Раунд закрыт. Составьте протокол."
    button = "Закрыть раунд"
