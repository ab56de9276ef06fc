"""Releasing a sitting, or a decision that comes into force after it."""

from casework.forms import ConfirmForm
from committee.release.parcels import Parcel, parcel_of, parcels


class ReleaseForm(ConfirmForm):
    """MT-14."""

    done = "Итоги заседания выпущены."
    button = "Выпустить"

    def parcels(self) -> list[Parcel]:
        """What goes to whom, for the page."""
        return parcels(self.subject)


class PublishForm(ConfirmForm):
    """DC-08: a decision that has come into force after its sitting was released."""

    done = "Решение опубликовано."
    button = "Выпустить"

    def parcels(self) -> list[Parcel]:
        """What goes to whom, for the page."""
        return [parcel_of(self.subject)]
