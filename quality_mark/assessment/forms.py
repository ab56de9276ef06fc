"""The order of another assessment."""

from casework.forms import ConfirmForm


class AssessAgainForm(ConfirmForm):
    """The order of another assessment after one that ended without a score."""

    done = "Экспертная оценка назначена заново."
    button = "Назначить экспертов заново"
