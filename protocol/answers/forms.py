"""What an organisation is asked before it signs, and the custodian about reservations."""

from functools import cached_property
from typing import Any

from django import forms
from django.forms import BoundField

from casework.conditional import Needed
from casework.forms import AskForm
from protocol.answers.models import Reservation
from protocol.continuations import touching
from protocol.editions import changes
from protocol.editions.articles import ArticleText
from protocol.fields import words
from protocol.signatories.forms import Outcome
from protocol.signatories.models import Signatory


class AcquaintForm(AskForm):
    """KS-02: the organisation has read the text, or declines."""

    done = "Отмечено. Теперь ответьте, готовы ли вы подписать."
    button = "Ответить"
    answer = forms.ChoiceField(
        label="Ваш ответ",
        choices=[("read", "Текст прочитан, рассматриваем"), ("decline", "Отказываемся подписать")],
        widget=forms.RadioSelect,
    )
    reason = words("Причина отказа", required=False)
    NEEDED_IF = {"reason": Needed("answer", ("decline",), "Напишите, почему организация не подписывает Протокол.")}


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
        """The answer and the reservations must agree."""
        cleaned = super().clean() or self.cleaned_data
        typed = {text.pk: cleaned.pop(self.name_of(text), "").strip() for text in self.texts}
        reservations = {pk: text for pk, text in typed.items() if text}
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

    @cached_property
    def reasons(self) -> list[str]:
        """Why this signatory is asked at all."""
        return touching.reasons(self.subject.previous, self.subject.edition)

    def reservable(self) -> list[ArticleText]:
        """Articles that changed."""
        changed = [change.new for change in self.changes if change.new]
        return [text for text in changed if not text.is_essential]

    @classmethod
    def initial_for(cls, subject: Signatory) -> dict[str, Any]:
        """Reservations to the old words are filled in as the initial text."""
        reserved = {
            cls.name_of(change.new): change.reservation.text
            for change in changes.diff_of(subject)
            if change.reservation and change.new and not change.new.is_essential
        }
        return {**reserved, "answer": "reserve"} if reserved else {}


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
