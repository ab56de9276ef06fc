"""What the keeper is asked about a matter outside the city."""

from typing import Any

from django import forms

from casework import workdays
from casework.conditional import Needed
from casework.fields import DayField, long_text
from casework.forms import AskForm
from documents import files
from library.outside.models import ExternalMatter
from library.outside.reading import named_in

Status = ExternalMatter.Status
KINDS_OF_FILES = "PDF, DOCX, XLSX, PNG или JPG, до 10 МБ."
PUBLIC = "Копию читают все"
OUTCOMES = [
    (Status.GRANTED.value, "Удовлетворено"),
    (Status.PARTLY.value, "Удовлетворено частично"),
    (Status.REFUSED.value, "Отклонено"),
]
AGREED = (Status.GRANTED.value, Status.PARTLY.value)


def in_words_of(matter: ExternalMatter, choices: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The choices as the kind calls what follows."""
    return [(code, matter.called(code)) for code, _ in choices]


def look_at(form: forms.Form, name: str = "file") -> None:
    """A file that opens, or what is wrong with it."""
    file = form.cleaned_data.get(name)
    if file and (problem := files.complaint(file)):
        form.add_error(name, problem)


def letter_of(matter: ExternalMatter) -> str:
    """With what words the letter begins."""
    external = matter.card.kind.rule.external
    return named_in(matter.card, external.letter) if external and external.letter else ""


class SendForm(AskForm):
    """EM-02."""

    done = "Письмо получило номер и готовится на бумаге. Отправьте его: со дня отправки считается срок ответа."
    button = "Направить"

    addressee = forms.CharField(label="Кому", min_length=3, max_length=300)
    words = long_text("Текст письма", rows=10, min_length=30, max_length=8000, help_text="Письмо прочтут все.")
    file = forms.FileField(label="Пакет или приложение", required=False, help_text=f"Если оно есть: {KINDS_OF_FILES}")
    is_public = forms.BooleanField(label=PUBLIC, required=False, help_text="Не отмечайте, если в ней личные данные.")

    @classmethod
    def initial_for(cls, subject: ExternalMatter) -> dict[str, Any]:
        """What the card says."""
        return {"addressee": subject.addressee, "words": letter_of(subject)}

    def clean(self) -> dict[str, Any]:
        """The package opens."""
        data = super().clean() or self.cleaned_data
        look_at(self)
        return data


class _ReplyForm(AskForm):
    """What came back, with its copy."""

    day = DayField(label="Когда получен ответ")
    words = long_text(
        "О чём ответ", rows=4, min_length=10, max_length=3000, help_text="Номер и дата ответа, его суть: прочтут все."
    )
    file = forms.FileField(label="Копия ответа", help_text=KINDS_OF_FILES)
    is_public = forms.BooleanField(label=PUBLIC, required=False, help_text="Не отмечайте, если в ней личные данные.")
    result = forms.CharField(
        label="Что получено", max_length=300, required=False, help_text="Оценка, звание, место, условия."
    )
    amount = forms.IntegerField(label="Сумма, ₽", required=False, min_value=0, max_value=10**12)
    until = DayField(label="По какой день", required=False, help_text="В этот день дело завершится само.")
    conclusion = long_text("Вывод для города", rows=3, max_length=2000)

    def clean(self) -> dict[str, Any]:
        """The days follow one another, the copy opens."""
        data = super().clean() or self.cleaned_data
        look_at(self)
        matter: ExternalMatter = self.subject
        day, until = data.get("day"), data.get("until")
        if day and (matter.sent_on is None or not matter.sent_on <= day <= workdays.local_date()):
            self.add_error("day", "Ответ получен не раньше письма и не позже сегодняшнего дня.")
        if until and until < workdays.local_date():
            self.add_error("until", "Этот день уже прошёл: назовите день не раньше сегодняшнего.")
        return data


class AnswerForm(_ReplyForm):
    """EM-03, EM-04, EM-05."""

    done = "Ответ записан, автор извещён."
    button = "Записать ответ"

    outcome = forms.ChoiceField(label="Что ответили", choices=OUTCOMES, widget=forms.RadioSelect)
    field_order = ("outcome",)
    NEEDED_IF = {
        **{name: Needed("outcome", AGREED, is_must=False) for name in ("result", "amount", "until")},
        "conclusion": Needed("outcome", (Status.REFUSED.value,), "Напишите, что город делает дальше.", least=10),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["outcome"]
        field.choices = in_words_of(self.subject, OUTCOMES)
        self.fields["day"].help_text = f"Не раньше письма: {self.subject.sent_on:%d.%m.%Y}."


STEPS = [("again", "Направить снова"), *OUTCOMES, ("close", "Завершить без ответа")]
ANSWERED = (*AGREED, Status.REFUSED.value)


class SilenceForm(_ReplyForm):
    """EM-02 again, a late answer, or EM-09."""

    done = "Записано, автор извещён."
    button = "Записать решение"

    step = forms.ChoiceField(label="Ответа в срок не было", choices=STEPS, widget=forms.RadioSelect)
    addressee = forms.CharField(label="Кому", max_length=300)
    letter = long_text("Текст письма", rows=8, max_length=8000)
    ground = long_text("Почему дело завершают", rows=3, max_length=2000)
    field_order = ("step", "addressee", "letter")
    NEEDED_IF = {
        "addressee": Needed("step", ("again",), "Напишите, кому письмо.", least=3),
        "letter": Needed("step", ("again",), "Напишите текст письма.", least=30),
        "day": Needed("step", ANSWERED, "Напишите, когда пришёл ответ."),
        "words": Needed("step", ANSWERED, "Напишите, о чём ответ.", least=10),
        "file": Needed("step", ANSWERED, "Приложите копию ответа."),
        "is_public": Needed("step", ANSWERED, is_must=False),
        **{name: Needed("step", AGREED, is_must=False) for name in ("result", "amount", "until")},
        "conclusion": Needed("step", (Status.REFUSED.value,), "Напишите, что город делает дальше.", least=10),
        "ground": Needed("step", ("close",), "Напишите, почему ответа больше не ждут.", least=10),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["step"]
        field.choices = [STEPS[0], *in_words_of(self.subject, OUTCOMES), STEPS[-1]]

    @classmethod
    def initial_for(cls, subject: ExternalMatter) -> dict[str, Any]:
        """What was sent before."""
        return {"addressee": subject.addressee, "letter": letter_of(subject)}


class SuspendForm(AskForm):
    """EM-07."""

    done = "Приостановлено, автор извещён."
    button = "Приостановить"
    ground = long_text("Основание", rows=3, min_length=10, max_length=1000)


class ResumeForm(AskForm):
    """EM-08."""

    done = "Возобновлено, автор извещён."
    button = "Возобновить"
    ground = long_text("Основание", rows=3, min_length=10, max_length=1000)


class CloseForm(AskForm):
    """EM-09."""

    done = "Внешнее дело завершено, справка готовится."
    button = "Завершить дело"

    ground = long_text(
        "Чем закончилось",
        rows=5,
        min_length=20,
        max_length=3000,
        help_text="Отчёт, отзыв, выход: что город получил и отдал. Прочтут все.",
    )
    file = forms.FileField(label="Отчёт или письмо", required=False, help_text=f"Если они есть: {KINDS_OF_FILES}")
    is_public = forms.BooleanField(label=PUBLIC, required=False)

    def clean(self) -> dict[str, Any]:
        """The copy opens."""
        data = super().clean() or self.cleaned_data
        look_at(self)
        return data


class DropForm(AskForm):
    """EM-10."""

    done = "Снято: направлено ничего не будет."
    button = "Снять дело"
    ground = long_text("Почему", rows=3, min_length=10, max_length=1000)
