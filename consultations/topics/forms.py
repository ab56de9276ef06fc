"""What is asked about a topic: of whoever announces it, leads it, ends it."""

from typing import Any

from django import forms

from casework.fields import long_text
from casework.forms import AskForm
from consultations.messages.addressees import offices
from consultations.topics.models import Topic
from programme.models import Regulation

MOST_DAYS = 60


class SubjectForm(AskForm):
    """What every topic says of itself."""

    title = forms.CharField(label="Тема", min_length=5, max_length=200)
    about = long_text(
        "О чём", rows=6, min_length=20, max_length=5000, help_text="Что предложено и о чём вы спрашиваете людей."
    )


class ForumForm(SubjectForm):
    """A topic of the forum."""

    done = "Тема открыта."
    button = "Открыть тему"
    answerer = forms.ChoiceField(label="Кто отвечает на вопросы")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["answerer"]
        field.choices = offices()


class CityForm(ForumForm):
    """The topic about the city."""

    button = "Открыть тему о городе"


class WindowForm(SubjectForm):
    """A discussion with a last day."""

    done = "Обсуждение объявлено. Оно откроется в следующий рабочий день."
    button = "Объявить обсуждение"
    days = forms.IntegerField(label="Сколько рабочих дней", min_value=1, max_value=MOST_DAYS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.least = Regulation.in_force().term("consultation.window").days
        self.fields["days"].initial = self.least
        self.fields["days"].help_text = f"Не меньше {self.least} и не больше {MOST_DAYS}."

    def clean_days(self) -> int:
        """Not shorter than the regulation allows."""
        days: int = self.cleaned_data["days"]
        if days < self.least:
            raise forms.ValidationError(f"Обсуждение длится не меньше {self.least} рабочих дней: увеличьте срок.")
        return days


class ReviewsForm(SubjectForm):
    """Reviews of an object, without a last day."""

    done = "Отзывы открыты."
    button = "Открыть отзывы"


class ExtendForm(AskForm):
    """A longer window, once."""

    done = "Обсуждение продлено, писавшим сказано."
    button = "Продлить обсуждение"
    days = forms.IntegerField(label="На сколько рабочих дней", min_value=1, max_value=MOST_DAYS)
    ground = long_text("Почему", rows=3, min_length=10, max_length=1000)


class CancelForm(AskForm):
    """What was discussed is no more."""

    done = "Обсуждение отменено, писавшим сказано."
    button = "Отменить обсуждение"
    ground = long_text("Почему отменено", rows=3, min_length=10, max_length=1000)


class EndForm(AskForm):
    """A topic without a window is over."""

    done = "Тема закрыта."
    button = "Закрыть тему"
    ground = long_text("Почему закрыта", rows=3, min_length=10, max_length=1000)


class SubscribeForm(AskForm):
    """Nothing is asked."""

    done = "Вы подписаны: новое в теме придёт в кабинет и письмом."
    button = "Подписаться"


class UnsubscribeForm(AskForm):
    """Nothing is asked."""

    done = "Вы отписаны от темы."
    button = "Отписаться"


class SummaryForm(AskForm):
    """The summary is made of the answers; words before the table are optional."""

    done = "Свод предложений опубликован."
    button = "Опубликовать свод"
    lead = long_text(
        "Вступление к своду",
        rows=4,
        required=False,
        max_length=3000,
        help_text="Сообщения и ответы войдут в свод сами.",
    )


def kind_of_form(kind: str) -> type[SubjectForm]:
    """The form that opens a topic of a kind on an object."""
    return ReviewsForm if kind == Topic.Kind.REVIEW else WindowForm
