"""Nothing to fill in: an account is joined with the login, or parted from it."""

from casework.forms import AskForm


class JoinForm(AskForm):
    """The person has proved both sides and says that they belong together."""

    done = "Государственный вход присоединён, личность подтверждена."
    button = "Присоединить"


class PartForm(AskForm):
    """The login opens this account no more."""

    done = "Государственный вход отсоединён."
    button = "Отсоединить"
