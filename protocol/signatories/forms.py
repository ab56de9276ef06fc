"""What is asked of the custodian who invites and of the organisation that applies."""

from typing import Any

from django import forms

from casework.fields import DayField
from casework.forms import AskForm
from casework.searching import by_name
from programme.models import Organization
from protocol.answers.models import Reservation
from protocol.editions.models import ProtocolEdition
from protocol.signatories.models import Signatory

Outcome = Reservation.Outcome


def open_editions() -> Any:
    """Editions that may be signed now, the newest first."""
    statuses = [ProtocolEdition.Status.OPEN_FOR_SIGNATURE, ProtocolEdition.Status.IN_FORCE]
    return ProtocolEdition.objects.filter(status__in=statuses).order_by("-number")


class AccedeForm(AskForm):
    """KS-01: an organisation applies."""

    done = "Заявление зарегистрировано. Теперь ответьте, нужны ли оговорки, и подпишите Протокол."
    button = "Подать заявление"
    organization = forms.ModelChoiceField(
        label="Организация", queryset=Organization.objects.none(), empty_label="Выберите", help_text="Те, за которые вы вправе подписывать."
    )  # fmt: skip
    edition = forms.ModelChoiceField(
        label="Редакция", queryset=ProtocolEdition.objects.none(), empty_label=None, help_text="Все подписывают один и тот же файл редакции."
    )  # fmt: skip
    is_read = forms.BooleanField(
        label="Текст редакции прочитан",
        error_messages={"required": "Прочитайте текст редакции: вы присоединяетесь именно к нему."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [int(key.split(":")[1]) for key in self.by.capacity_keys() if key.startswith("signer:")]
        organizations: Any = self.fields["organization"]
        organizations.queryset = Organization.objects.filter(pk__in=own, closed_at=None)
        editions: Any = self.fields["edition"]
        editions.queryset = open_editions()

    def clean(self) -> dict[str, Any]:
        """The answers as the action takes them."""
        cleaned = super().clean() or self.cleaned_data
        cleaned.pop("is_read", None)
        return cleaned


class PaperAccedeForm(AskForm):
    """KS-01 on paper: the application of an organisation nobody stands for here."""

    done = "Заявление внесено. Теперь внесите ответ организации: готова ли она подписать и есть ли оговорки."
    button = "Внести заявление"
    organization = forms.ModelChoiceField(
        label="Организация", queryset=Organization.objects.none(), empty_label="Выберите",
        help_text="Показаны те, за кого на сайте никто не действует. Остальные присоединяются сами.",
    )  # fmt: skip
    edition = forms.ModelChoiceField(label="Редакция", queryset=ProtocolEdition.objects.none(), empty_label=None)
    received_on = DayField(label="День, когда бумагу получили")
    signed_by = forms.CharField(
        label="Кто подписал заявление", max_length=200, help_text="Должность, фамилия, имя и отчество, как на бумаге."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        editions: Any = self.fields["edition"]
        editions.queryset = open_editions()


class InviteForm(AskForm):
    """KS-01: several organisations at once."""

    done = "Приглашения отправлены."
    button = "Пригласить"
    organizations = forms.ModelMultipleChoiceField(
        label="Организации",
        queryset=Organization.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text="В списке — проверенные организации, которые ещё не подписали эту редакцию и не приглашены.",
        error_messages={"required": "Отметьте хотя бы одну организацию."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        live = Signatory.objects.live().filter(edition=self.subject).values("organization")
        known = Organization.objects.filter(checked_at__isnull=False, closed_at=None).exclude(pk__in=live)
        field: Any = self.fields["organizations"]
        field.queryset = known.order_by("sector", *by_name("short_name"))
        field.label_from_instance = lambda organization: (
            f"{organization.short_name} — {organization.get_sector_display()}"
        )
