"""What is asked of whoever wants to hear of an object."""

from django import forms

from casework.forms import AskForm, ConfirmForm


class FollowForm(ConfirmForm):
    """By somebody who has logged in."""

    done = "Вы подписаны: новое придёт в уведомления и на почту."
    button = "Подписаться"


class LeaveForm(ConfirmForm):
    """By the same person."""

    done = "Вы отписаны."
    button = "Отписаться"


class GuestForm(AskForm):
    """By an address."""

    done = "Письмо отправлено: откройте его и подтвердите подписку."
    button = "Получать новости на почту"
    mail = forms.EmailField(
        label="Почта", max_length=254, help_text="Придёт письмо: подписка начнётся, когда вы её подтвердите."
    )
