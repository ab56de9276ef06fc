"""What is asked about a message: of its author, of the moderator, of whoever answers."""

from typing import Any

from django import forms

from casework.conditional import Needed
from casework.discussing import sections_of
from casework.door import Refused
from casework.fields import long_text
from casework.forms import AskForm
from consultations.messages import actions, addressees
from consultations.messages.models import Answer, Message
from consultations.topics.models import Topic
from documents import files, pictures
from programme.lists import catalogue
from programme.models import Organization, Regulation

KIND_HELP = {
    Message.Kind.PROPOSAL: "Предложение — что изменить",
    Message.Kind.QUESTION: "Вопрос — что непонятно",
    Message.Kind.OPINION: "Мнение — без ответа, для свода",
    Message.Kind.REVIEW: "Отзыв — с оценкой",
}


PHOTOS = 3  # photographs with one message
PHOTO_HELP = "JPG или PNG, до 10 МБ. Место и телефон из снимка удаляются; на странице он появится вместе с сообщением, после проверки."


class _WrittenForm(AskForm):
    """What every message has: its words, from whom, photographs."""

    done = "Спасибо. Сообщение появится на странице, когда его прочитает модератор — обычно в течение рабочего дня."
    button = "Отправить сообщение"

    text = long_text(
        "Сообщение", rows=6, min_length=20, max_length=3000,
        help_text="Пишите так, чтобы можно было ответить. Чужих имён и телефонов не называйте: такое не показывают.",
    )  # fmt: skip
    organization = forms.ModelChoiceField(
        label="От чьего имени", queryset=Organization.objects.none(), required=False, empty_label="от себя",
        help_text="Имя человека на странице не показывается: «житель города».",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        own = [key.split(":")[1] for key in self.by.capacity_keys() if key.startswith("member:")]
        fields["organization"].queryset = Organization.objects.filter(pk__in=own)
        fields["organization"].label_from_instance = lambda organization: organization.short_name
        if not own:
            del self.fields["organization"]
        for number in range(1, PHOTOS + 1):
            fields[f"photo_{number}"] = forms.FileField(
                label="Фотография" if number == 1 else f"Фотография {number}", required=False, allow_empty_file=True,
                help_text=PHOTO_HELP if number == 1 else "",
            )  # fmt: skip
            fields[f"alt_{number}"] = forms.CharField(
                label="Что на ней видно", required=False, max_length=300,
                help_text="Для тех, кто слушает страницу, а не смотрит." if number == 1 else "",
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Without an organisation the message is personal; the photographs open, and each says what is on it."""
        data = {"organization": None, **(super().clean() or self.cleaned_data)}
        rows = [(n, data.pop(f"photo_{n}", None), data.pop(f"alt_{n}", "")) for n in range(1, PHOTOS + 1)]
        return {**data, "photos": [self._checked(*row) for row in rows if row[1]]}

    def _checked(self, number: int, file: Any, alt: str) -> actions.Photo:
        if problem := files.complaint(file):
            self.add_error(f"photo_{number}", problem)
        elif not pictures.is_picture(file):
            self.add_error(f"photo_{number}", "Приложите фотографию: JPG или PNG.")
        else:
            try:
                file = pictures.cleaned(file)
            except Refused as refusal:
                self.add_error(f"photo_{number}", str(refusal))
        if not alt:
            self.add_error(f"alt_{number}", "Напишите в нескольких словах, что видно на фотографии.")
        return actions.Photo(file, alt)


class MessageForm(_WrittenForm):
    """A message in a topic."""

    kind = forms.ChoiceField(label="Что вы пишете", widget=forms.RadioSelect, choices=[*KIND_HELP.items()])
    rating = forms.TypedChoiceField(
        label="Оценка", coerce=int, empty_value=None, widget=forms.RadioSelect,
        choices=[(5, "5 — отлично"), (4, "4 — хорошо"), (3, "3 — средне"), (2, "2 — плохо"), (1, "1 — очень плохо")],
    )  # fmt: skip
    section = forms.ChoiceField(label="К чему относится", required=False)
    field_order = ["kind", "rating", "section"]
    NEEDED_IF = {"rating": Needed("kind", (Message.Kind.REVIEW.value,), "Выберите оценку от 1 до 5.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        kinds = Message.OF_TOPIC[Topic.Kind(self.subject.kind)]
        fields["kind"].choices = [(kind.value, KIND_HELP[kind]) for kind in kinds]
        if Message.Kind.REVIEW not in kinds:
            del self.fields["rating"]
        self.sections = dict(sections_of(self.subject.object_key))
        fields["section"].choices = [("", "ко всему, что обсуждается"), *self.sections.items()]
        if not self.sections:
            del self.fields["section"]

    def clean(self) -> dict[str, Any]:
        """Only a review has a rating; a part is kept by its code and by the title it has today."""
        data = {"rating": None, "section": "", **super().clean()}
        return {**data, "section_title": self.sections.get(data["section"], "")}


class StatementForm(_WrittenForm):
    """A statement about the city: what of it, how it is, from where one knows it, who should answer."""

    tone = forms.ChoiceField(
        label="Как обстоит дело", widget=forms.RadioSelect, choices=Message.Tone.choices,
        help_text="По этой отметке считается доля хороших отзывов о городе.",
    )  # fmt: skip
    source = forms.CharField(
        label="Откуда вы это знаете", min_length=3, max_length=300,
        help_text="Например: вижу сам каждый день; газета от 12 марта; адрес страницы.",
    )  # fmt: skip
    district = forms.ChoiceField(label="Район", required=False)
    area = forms.ChoiceField(label="О чём", required=False)
    addressee = forms.ChoiceField(label="Кто должен ответить", required=False)
    field_order = ["tone", "text", "source", "district", "area", "addressee"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["district"].choices = [
            ("", "весь город"),
            *((code, f"{title} район") for code, title in catalogue.choices("districts")),
        ]
        fields["area"].choices = [("", "обо всём"), *catalogue.choices("areas")]
        usual = f"не знаю: пусть ответит {self.subject.answerer_title}"
        fields["addressee"].choices = [("", usual), *addressees.bodies()]

    def clean(self) -> dict[str, Any]:
        """The only kind of message there is in such a topic."""
        return {"kind": Message.Kind.STATEMENT.value, **super().clean()}


def form_for(topic: Topic) -> type[_WrittenForm]:
    """What is asked of whoever writes in a topic."""
    return StatementForm if topic.kind == Topic.Kind.CITY else MessageForm


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


class PassOnForm(AskForm):
    """Somebody else can answer."""

    done = "Сообщение передано, автору сказано. Срок ответа прежний."
    button = "Передать сообщение"
    addressee = forms.ChoiceField(label="Кто ответит")
    ground = long_text("Почему отвечать ему", rows=2, min_length=10, max_length=1000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["addressee"]
        field.choices = [("", "Выберите"), *addressees.others(self.subject)]


class RateForm(AskForm):
    """Has the answer helped?"""

    done = "Спасибо, записано."
    button = "Сказать, помог ли ответ"
    outcome = forms.ChoiceField(label="Ответ помог?", widget=forms.RadioSelect, choices=[("yes", "да"), ("no", "нет")])
    text = long_text(
        "Что осталось без ответа", rows=5, max_length=3000,
        help_text="Повторное сообщение прочитает модератор, а ответит тот, кто следит за отвечающим. Повторить можно один раз.",
    )  # fmt: skip
    NEEDED_IF = {"text": Needed("outcome", ("no",), "Напишите, что осталось без ответа.", least=20)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not actions.may_repeat(self.subject):
            field: Any = self.fields["outcome"]
            field.help_text = "Повторить это сообщение здесь уже нельзя, оценка ответа останется. Спросить снова можно в открытых темах."
            del self.fields["text"]


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
