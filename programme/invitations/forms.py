"""The answer to an invitation, and taking it back."""

from typing import Any

from django import forms

from casework.forms import AskForm


class AnswerInvitationForm(AskForm):
    """Does the person agree?"""

    done = "Ответ записан."
    button = "Отправить ответ"
    answer = forms.ChoiceField(
        label="Ваш ответ",
        choices=[("accept", "Принять приглашение"), ("decline", "Отказаться")],
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите ответ."},
    )
    reason = forms.CharField(
        label="Почему вы отказываетесь",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="По желанию: это прочтёт тот, кто вас пригласил.",
    )

    def clean(self) -> dict[str, Any]:
        """The arguments of the action."""
        answers = super().clean() or {}
        if self.errors:
            return answers
        is_accepted = answers["answer"] == "accept"
        return {"is_accepted": is_accepted, "reason": "" if is_accepted else answers["reason"].strip()}


class WithdrawInvitationForm(AskForm):
    """Nothing to fill in: the invited person is notified."""

    done = "Приглашение отозвано."
    button = "Отозвать приглашение"


class MailAgainForm(AskForm):
    """Nothing to fill in: the same letter once more."""

    done = "Письмо отправлено ещё раз."
    button = "Отправить письмо ещё раз"
