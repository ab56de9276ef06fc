"""What is asked about a message: of its author, of the moderator, of whoever answers."""

from typing import Any

from django import forms

from casework.conditional import Needed
from casework.fields import long_text
from casework.forms import AskForm
from consultations.messages.models import Answer, Message
from consultations.topics.models import Topic
from programme.models import Organization, Regulation

KIND_HELP = {
    Message.Kind.PROPOSAL: "Предложение — что изменить",
    Message.Kind.QUESTION: "Вопрос — что непонятно",
    Message.Kind.OPINION: "Мнение — без ответа, для свода",
    Message.Kind.REVIEW: "Отзыв — с оценкой",
}


class MessageForm(AskForm):
    """A message in a topic."""

    done = "Спасибо. Сообщение появится на странице, когда его прочитает модератор — обычно в течение рабочего дня."
    button = "Отправить сообщение"

    kind = forms.ChoiceField(label="Что вы пишете", widget=forms.RadioSelect, choices=[*KIND_HELP.items()])
    rating = forms.TypedChoiceField(
        label="Оценка", coerce=int, empty_value=None, widget=forms.RadioSelect,
        choices=[(5, "5 — отлично"), (4, "4 — хорошо"), (3, "3 — средне"), (2, "2 — плохо"), (1, "1 — очень плохо")],
    )  # fmt: skip
    text = long_text(
        "Сообщение", rows=6, min_length=20, max_length=3000,
        help_text="Пишите так, чтобы можно было ответить. Чужих имён и телефонов не называйте: такое не показывают.",
    )  # fmt: skip
    organization = forms.ModelChoiceField(
        label="От чьего имени", queryset=Organization.objects.none(), required=False, empty_label="от себя",
        help_text="Имя человека на странице не показывается: «житель города».",
    )  # fmt: skip
    NEEDED_IF = {"rating": Needed("kind", (Message.Kind.REVIEW.value,), "Выберите оценку от 1 до 5.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        kinds = Message.OF_TOPIC[Topic.Kind(self.subject.kind)]
        fields["kind"].choices = [(kind.value, KIND_HELP[kind]) for kind in kinds]
        if Message.Kind.REVIEW not in kinds:
            del self.fields["rating"]
        own = [key.split(":")[1] for key in self.by.capacity_keys() if key.startswith("member:")]
        fields["organization"].queryset = Organization.objects.filter(pk__in=own)
        fields["organization"].label_from_instance = lambda organization: organization.short_name
        if not own:
            del self.fields["organization"]

    def clean(self) -> dict[str, Any]:
        """Without an organisation the message is personal."""
        return {"organization": None, "rating": None, **(super().clean() or self.cleaned_data)}


def reasons_of(regulation: Regulation) -> list[tuple[str, str]]:
    """The reasons of the regulation, to choose from."""
    return [(row["code"], row["text"]) for row in regulation.value("consultation.refusal_reasons")]


class ModerateForm(AskForm):
    """The check before a message is shown."""

    done = "Сообщение проверено."
    button = "Записать проверку сообщения"
    outcome = forms.ChoiceField(
        label="Показать сообщение всем?", widget=forms.RadioSelect,
        choices=[("show", "показать"), ("return", "вернуть автору на правку"), ("refuse", "не показывать")],
    )  # fmt: skip
    reason = forms.ChoiceField(label="Причина", widget=forms.RadioSelect, help_text="Несогласие — не причина.")
    remark = long_text("Что написать автору", rows=2, max_length=1000)
    NEEDED_IF = {
        "reason": Needed("outcome", ("refuse",), "Выберите причину из перечня."),
        "remark": Needed("outcome", ("return", "refuse"), "Напишите автору, что не так.", least=15),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        rules = self.subject.case.regulation
        fields["reason"].choices = reasons_of(rules)
        if self.subject.returns >= rules.value("consultation.returns_max"):
            fields["outcome"].choices = [row for row in fields["outcome"].choices if row[0] != "return"]


class FixForm(AskForm):
    """The author mends the words."""

    done = "Спасибо. Модератор прочитает сообщение ещё раз."
    button = "Отправить исправленное"
    text = long_text("Сообщение", rows=6, min_length=20, max_length=3000)

    @classmethod
    def initial_for(cls, subject: Message) -> dict[str, Any]:
        """The words as they are."""
        return {"text": subject.text}


class ReplyForm(AskForm):
    """The answer."""

    done = "Ответ опубликован под сообщением."
    button = "Ответить"
    has_draft = True
    outcome = forms.ChoiceField(label="Итог", widget=forms.RadioSelect, choices=Answer.Outcome.choices)
    text = long_text(
        "Ответ", rows=6, min_length=20, max_length=3000,
        help_text="По существу: что сделано или почему нет. Если учтено — где именно.",
    )  # fmt: skip


class HideForm(AskForm):
    """The moderator takes a message off the page."""

    done = "Сообщение скрыто, автору сказано."
    button = "Скрыть сообщение"
    reason = forms.ChoiceField(label="Причина", widget=forms.RadioSelect, help_text="Несогласие — не причина.")
    remark = long_text("Что написать автору", rows=2, min_length=15, max_length=1000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["reason"].choices = reasons_of(self.subject.case.regulation)


class ComplainForm(AskForm):
    """The author does not agree with the moderator."""

    done = "Жалоба передана другому модератору."
    button = "Подать жалобу"
    complaint = long_text("Почему сообщение нужно показать", rows=4, min_length=20, max_length=2000)


class ReviewComplaintForm(AskForm):
    """Another moderator decides."""

    done = "Жалоба рассмотрена."
    button = "Решить по жалобе"
    outcome = forms.ChoiceField(
        label="Показать сообщение?", widget=forms.RadioSelect,
        choices=[("show", "показать: отказ был ошибкой"), ("keep", "не показывать: отказ верен")],
    )  # fmt: skip
    remark = long_text("Что написать автору", rows=3, min_length=15, max_length=1000)


class WithdrawForm(AskForm):
    """Nothing is asked."""

    done = "Сообщение отозвано."
    button = "Отозвать сообщение"
