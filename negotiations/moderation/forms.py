"""Appointing a moderator, and the moderator's declaration."""

from django import forms

from casework.conditional import Needed
from casework.fields import long_text
from casework.forms import AskForm
from negotiations.moderation.fields import ModeratorField


class AppointForm(AskForm):
    """NG-02."""

    done = "Модератор назначен, ему направлено приглашение."
    button = "Назначить модератора"
    moderator = ModeratorField(
        label="Модератор", help_text="Показано, сколько дел каждый уже ведёт: больше пяти одновременно нельзя."
    )


class AcceptModerationForm(AskForm):
    """NG-02: the declaration comes before the negotiation."""

    done = "Ответ записан."
    button = "Ответить"
    answer = forms.ChoiceField(
        label="Декларация интересов",
        widget=forms.RadioSelect,
        choices=[
            ("accept", "Я не связан(а) с заявителем и сторонами и принимаю дело"),
            ("decline", "Вести это дело не могу"),
        ],
        help_text="Связь — членство, работа, учредительство, договор сейчас или в последние годы, личная заинтересованность.",
    )
    text = long_text("Почему вы не можете вести дело", 3)
    NEEDED_IF = {"text": Needed("answer", ("decline",), "Объясните, почему вы не можете вести дело.")}
