"""An exclusion from the register before the appeals board (регламент 8.7: «исключение эксперта»)."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from casework import workdays
from casework.appealing import Remedy, Rules
from documents.models import Document
from expertise.register.actions import lift_exclusion
from expertise.register.models import Expert
from expertise.roles import COORDINATOR
from journal.models import Entry
from journal.record import key
from programme.models import Person


def stands(expert: Expert) -> bool:
    """Are they out of the register now, by a notice that is in force?"""
    notice = expert.exclusion_notice
    is_out = expert.excluded_until is not None and expert.excluded_until >= workdays.local_date()
    return is_out and notice is not None and not notice.is_annulled


def received_at(expert: Expert) -> datetime | None:
    """The notice is delivered into the cabinet when it is written."""
    return expert.exclusion_notice.reserved_at if expert.exclusion_notice else None


def may_appeal(expert: Expert, person: Any) -> bool:
    """The expert, about themselves."""
    return bool(person.pk == expert.person_id)


def took_part(expert: Expert) -> Collection[int]:
    """Whoever has excluded them."""
    acted = Entry.objects.filter(subject=key(expert), verb="exclude").exclude(actor=None)
    return set(acted.values_list("actor", flat=True))


def satisfy(expert: Expert, *, remedy: str, by: Person | None, ground: str, paper: Document) -> None:
    """Back into the register, for what is left of the admission."""
    lift_exclusion(expert, by=by, ground=ground, verdict=paper)


RULES = Rules(
    stands=stands, received_at=received_at, may_appeal=may_appeal, appellant=lambda expert, person: None,
    respondent=lambda expert: COORDINATOR, took_part=took_part, paper=lambda expert: expert.exclusion_notice,
    remedies=lambda expert: [Remedy("lift", "отменить исключение и вернуть в реестр")], satisfy=satisfy,
    about=lambda expert: f"{expert.get_track_display()} трек",
)  # fmt: skip
