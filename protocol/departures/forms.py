"""What is asked about a withdrawal."""

from casework.forms import AskForm
from protocol.fields import words


class DepartForm(AskForm):
    """KS-08: announce a withdrawal."""

    done = "Уведомление о выходе принято. Последний день участия указан на странице."
    button = "Уведомить о выходе"
    reason = words("Почему организация выходит", min_length=10)


class TakeBackForm(AskForm):
    """The notice is taken back before its day."""

    done = "Уведомление о выходе отозвано: участие продолжается."
    button = "Отозвать уведомление"
