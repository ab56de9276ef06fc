"""What the page of a decision says about appealing it: the last day, that it is contested, how it ended."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db import models
from django.urls import reverse

from appeals.filing.models import Appeal
from appeals.filing.subjects import decision_of, last_day
from casework import appealing, workdays
from casework.appealing import Appealable
from journal.record import key
from programme.access import Visitor, keys_of


@dataclass(frozen=True)
class Offer:
    """A decision the reader may appeal."""

    title: str
    url: str
    until: date
    is_late: bool


@dataclass(frozen=True)
class AppealDoor:
    """What the reader sees: what they may appeal, and what has come of appeals."""

    offers: list[Offer]
    appeals: list[Appeal]

    def __bool__(self) -> bool:
        return bool(self.offers or self.appeals)


def door_of(subject: models.Model, user: Visitor) -> AppealDoor:
    """The door of a subject for a reader; one query where no room lets it be appealed now."""
    if not any(kind.model == subject._meta.label for kind in appealing.appealables()):
        return AppealDoor([], [])
    about = list(Appeal.objects.visible_to(user).filter(subject=key(subject)).order_by("-pk")[:5])
    offers = [offer for kind in appealing.standing(subject) if (offer := _offer(kind, subject, user, about))]
    return AppealDoor(offers, about)


def _offer(kind: Appealable, subject: models.Model, user: Visitor, about: list[Appeal]) -> Offer | None:
    until = last_day(kind, subject)
    if until is None or not user.is_authenticated or not kind.rules.may_appeal(subject, user):
        return None
    decision, keys = decision_of(kind, subject), keys_of(user)
    if any(row.is_live and row.decision == decision and row.appellant_key in keys for row in about):
        return None
    url = f"{reverse('appeal_file')}?{urlencode({'kind': kind.key, 'subject': key(subject)})}"
    return Offer(kind.title, url, until, workdays.local_date() > until)
