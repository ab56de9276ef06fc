"""What is asked about a comment: of its author, of the moderator, of the editor."""

from typing import Any

from django import forms

from casework.conditional import Needed
from casework.forms import AskForm
from programme.models import Organization
from protocol.fields import long_text


class CommentForm(AskForm):
    """A comment on an article."""

    done = "Спасибо. Отзыв появится на странице, когда его прочитает модератор — обычно в течение рабочего дня."
    button = "Отправить отзыв"
    words = long_text(
        "Ваш отзыв",
        rows=5,
        min_length=20,
        max_length=3000,
        help_text="Что непонятно, лишнее, чего не хватает. Пишите так, чтобы можно было ответить.",
    )
    organization = forms.ModelChoiceField(
        label="От чьего имени", queryset=Organization.objects.none(), required=False, empty_label="от себя",
        help_text="Имя человека на странице не показывается: «житель города».",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [key.split(":")[1] for key in self.by.capacity_keys() if key.startswith("member:")]
        field: Any = self.fields["organization"]
        field.queryset = Organization.objects.filter(pk__in=own)
        field.label_from_instance = lambda organization: organization.short_name
        if not own:
            del self.fields["organization"]

    def clean(self) -> dict[str, Any]:
        """Without an organisation the comment is personal."""
        return {"organization": None, **(super().clean() or self.cleaned_data)}


class ModerateForm(AskForm):
    """The check before publication."""

    done = "Отзыв проверен."
    button = "Записать проверку отзыва"
    outcome = forms.ChoiceField(
        label="Показать отзыв всем?", widget=forms.RadioSelect,
        choices=[("publish", "показать"), ("reject", "не показывать")],
    )  # fmt: skip
    reason = long_text(
        "Почему не показан", rows=2, help_text="Несогласие — не причина. Причины: брань, чужие сведения, реклама, не о статье.",
    )  # fmt: skip
    NEEDED_IF = {"reason": Needed("outcome", ("reject",), "Напишите автору, почему отзыв не показан.", least=15)}


class ReplyForm(AskForm):
    """The editor's answer."""

    done = "Ответ опубликован под отзывом."
    button = "Ответить"
    has_draft = True
    answer = long_text("Ответ", rows=5, min_length=20, max_length=3000)
