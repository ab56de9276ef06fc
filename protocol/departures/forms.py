"""What an organisation is asked on its way to the signature, and the custodian about reservations."""

from casework.forms import AskForm
from protocol.signatories.forms import words


class DepartForm(AskForm):
    """KS-08."""

    done = "Уведомление о выходе принято. Последний день участия указан на странице."
    button = "Уведомить о выходе"
    reason = words("Почему организация выходит", min_length=10)


class TakeBackForm(AskForm):
    """The notice is taken back before its day."""

    done = "Уведомление о выходе отозвано: участие продолжается."
    button = "Отозвать уведомление"
