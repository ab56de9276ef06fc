"""What a member says to a hint, and what the body decides."""

from typing import Any

from django import forms

from casework.conditional import Needed
from casework.fields import long_text
from casework.forms import AskForm
from committee.recusals.actions import open_hint


class AnswerHintForm(AskForm):
    """The member confirms or contests."""

    done = "Ответ записан."
    button = "Ответить"

    has_tie = forms.ChoiceField(
        label="Есть ли у вас связь с теми, кого касается вопрос?",
        choices=[("yes", "Да, я не участвую в этом вопросе"), ("no", "Нет, прошу орган решить без меня")],
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите ответ."},
    )
    text = long_text("Почему связи нет", max_length=1000, help_text="Орган прочтёт это и решит без вас.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_only_if("text", Needed("has_tie", ("no",), "Напишите, почему связи нет: орган решит без вас."))


class DecideHintForm(AskForm):
    """The presiding person counts the hands of the others."""

    done = "Решение органа записано."
    button = "Записать решение"

    votes_for = forms.IntegerField(label="Поднято рук за отвод", min_value=0, max_value=99)
    votes_against = forms.IntegerField(
        label="Поднято рук против отвода",
        min_value=0,
        max_value=99,
        help_text="Тот, о ком вопрос, не голосует. При равенстве он не участвует в вопросе.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if hint := open_hint(self.subject):
            self.fields[
                "votes_for"
            ].help_text = f"{hint.member.person.get_full_name()}: {'; '.join(hint.facts.splitlines())}."
