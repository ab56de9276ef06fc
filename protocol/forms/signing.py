"""What an organisation is asked on its way to the signature, and the custodian about reservations."""

from functools import cached_property
from typing import Any

from django import forms
from django.forms import BoundField

from casework.forms import AskForm
from casework.searching import by_name
from documents.forms import SignForm
from programme.models import Organization
from protocol import changes
from protocol.models import ArticleText, ProtocolEdition, Reservation, Signatory

Outcome = Reservation.Outcome


def words(label: str, help_text: str = "", rows: int = 3, **more: Any) -> forms.CharField:
    """A field for some sentences."""
    return forms.CharField(
        label=label, help_text=help_text, widget=forms.Textarea(attrs={"rows": rows}), max_length=4000, **more
    )


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
        mine = [int(key.split(":")[1]) for key in self.by.capacity_keys() if key.startswith("signer:")]
        organizations: Any = self.fields["organization"]
        organizations.queryset = Organization.objects.filter(pk__in=mine, closed_at=None)
        editions: Any = self.fields["edition"]
        editions.queryset = open_editions()

    def clean(self) -> dict[str, Any]:
        """What the action needs."""
        cleaned = super().clean() or self.cleaned_data
        cleaned.pop("is_read", None)
        return cleaned


class AcquaintForm(AskForm):
    """KS-02."""

    done = "Отмечено. Теперь ответьте, готовы ли вы подписать."
    button = "Ответить"
    answer = forms.ChoiceField(
        label="Ваш ответ",
        choices=[("read", "Текст прочитан, рассматриваем"), ("decline", "Отказываемся подписать")],
        widget=forms.RadioSelect,
    )
    reason = words("Причина отказа", "Нужна, только если вы отказываетесь.", required=False)

    def clean(self) -> dict[str, Any]:
        """A refusal says why."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("answer") == "decline" and not cleaned.get("reason", "").strip():
            self.add_error("reason", "Напишите, почему организация не подписывает Протокол.")
        return cleaned


class DeclareForm(AcquaintForm):
    """KS-03, KS-05, KS-10: a field for a reservation to every article that is not essential."""

    done = "Ответ записан."
    button = "Отправить ответ"
    has_draft = True
    answer = forms.ChoiceField(
        label="Ваш ответ",
        choices=[
            ("ready", "Готовы подписать"),
            ("reserve", "Готовы подписать с оговорками"),
            ("decline", "Отказываемся подписать"),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.texts = self.reservable()
        for text in self.texts:
            field = words(f"Оговорка к статье {text.position}", rows=2, required=False)
            self.fields[self.name_of(text)] = field

    @staticmethod
    def name_of(text: ArticleText) -> str:
        """The name of the field of an article."""
        return f"reservation_{text.pk}"

    def reservable(self) -> list[ArticleText]:
        """Articles to which a reservation may still be declared."""
        taken = self.subject.reservations.exclude(outcome=Outcome.REFUSED).values("article_text")
        return list(self.subject.edition.living_texts.filter(is_essential=False).exclude(pk__in=taken))

    @property
    def places(self) -> list[tuple[ArticleText, BoundField]]:
        """Articles with the fields of their reservations, for the page."""
        return [(text, self[self.name_of(text)]) for text in self.texts]

    def clean(self) -> dict[str, Any]:
        """The answer and the reservations must say the same."""
        cleaned = super().clean() or self.cleaned_data
        typed = {text.pk: cleaned.pop(self.name_of(text), "").strip() for text in self.texts}
        reservations = {pk: said for pk, said in typed.items() if said}
        answer = cleaned.get("answer")
        if answer == "reserve" and not reservations:
            self.add_error("answer", "Напишите оговорку хотя бы к одной статье или выберите «Готовы подписать».")
        if answer == "ready" and reservations:
            self.add_error("answer", "Вы написали оговорку: выберите «Готовы подписать с оговорками» или уберите её.")
        cleaned["reservations"] = reservations if answer == "reserve" else {}
        return cleaned


class ConfirmSignatureForm(DeclareForm):
    """The same for an old signatory: only what changed for it."""

    button = "Ответить"
    answer = forms.ChoiceField(
        label="Ваш ответ",
        choices=[
            ("ready", "Подтверждаем подпись"),
            ("reserve", "Подтверждаем с оговорками к изменённым статьям"),
            ("decline", "Остаёмся на прежней редакции"),
        ],
        widget=forms.RadioSelect,
    )

    @cached_property
    def changes(self) -> list[changes.Change]:
        """What is new for this signatory."""
        return changes.diff_of(self.subject)

    def reservable(self) -> list[ArticleText]:
        """Articles that changed."""
        found = [change.new for change in self.changes if change.new]
        return [text for text in found if not text.is_essential]

    @classmethod
    def initial_for(cls, subject: Signatory) -> dict[str, Any]:
        """What had been reserved to the old words is asked anew, already written down."""
        said = {
            cls.name_of(change.new): change.reservation.text
            for change in changes.diff_of(subject)
            if change.reservation and change.new and not change.new.is_essential
        }
        return {**said, "answer": "reserve"} if said else {}


class DecideReservationsForm(AskForm):
    """KS-04: every reservation is accepted, refused with reasons, or given to the working group."""

    done = "Решение записано, организация извещена."
    button = "Записать решение"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.subject.reservations.filter(outcome=Outcome.PENDING).select_related("article_text")
        self.rows = list(rows)
        choices = [("accepted", "Принять"), ("refused", "Отклонить"), ("disputed", "Передать рабочей группе")]
        for row in self.rows:
            self.fields[f"outcome_{row.pk}"] = forms.ChoiceField(
                label=f"Решение по оговорке к статье {row.article_text.position}",
                choices=choices,
                widget=forms.RadioSelect,
            )
            self.fields[f"reasons_{row.pk}"] = words(
                f"Мотивы решения по статье {row.article_text.position}",
                "Обязательны при отклонении.",
                2,
                required=False,
            )

    @property
    def places(self) -> list[tuple[Reservation, BoundField, BoundField]]:
        """Reservations with their fields, for the page."""
        return [(row, self[f"outcome_{row.pk}"], self[f"reasons_{row.pk}"]) for row in self.rows]

    def clean(self) -> dict[str, Any]:
        """A refusal has reasons."""
        cleaned = super().clean() or self.cleaned_data
        decisions = {}
        for row in self.rows:
            outcome, reasons = cleaned.pop(f"outcome_{row.pk}", ""), cleaned.pop(f"reasons_{row.pk}", "").strip()
            if outcome == "refused" and len(reasons) < 20:
                self.add_error(f"reasons_{row.pk}", "Объясните отказ хотя бы одним предложением.")
            decisions[row.pk] = (outcome, reasons)
        return {**cleaned, "decisions": decisions}


class SignEditionForm(SignForm):
    """KS-06, or KS-10 at the last moment."""

    done = "Подпись поставлена. Система проверит её за минуту."
    button = "Подтвердить"
    answer = forms.ChoiceField(
        label="Ваше решение",
        choices=[
            ("sign", "Подписываю редакцию Протокола простой электронной подписью"),
            ("refuse", "Организация отказывается подписать"),
        ],
        widget=forms.RadioSelect,
    )
    refusal = words(
        "Причина отказа", "Нужна, только если организация отказывается. Причина останется в деле.", required=False
    )


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
        field.label_from_instance = lambda one: f"{one.short_name} — {one.get_sector_display()}"


class DepartForm(AskForm):
    """KS-08."""

    done = "Уведомление о выходе принято. Последний день участия указан на странице."
    button = "Уведомить о выходе"
    reason = words("Почему организация выходит", min_length=10)


class TakeBackForm(AskForm):
    """The notice is taken back before its day."""

    done = "Уведомление о выходе отозвано: участие продолжается."
    button = "Отозвать уведомление"
