"""A refusal to renew a Mark can be appealed by its holder (QM-08 → QM-13)."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from casework import roles
from casework.appealing import Remedy, Rules
from documents.models import Document
from expertise.models import ExpertAssignment
from journal.models import Entry
from journal.record import key
from programme.access import holds
from programme.models import Organization, Person
from quality_mark.marks.models import QualityMark
from quality_mark.renewals import actions
from quality_mark.renewals.models import Renewal
from quality_mark.taking_part import in_deciding

OPEN_TO_RENEWAL = (QualityMark.Status.EXPIRING, QualityMark.Status.EXPIRED)


def stands(renewal: Renewal) -> bool:
    """Was it refused, and has nothing come after that?"""
    is_last = not Renewal.objects.filter(mark=renewal.mark_id, pk__gt=renewal.pk).exists()
    return renewal.outcome == Renewal.Outcome.REFUSED and is_last and renewal.mark.status in OPEN_TO_RENEWAL


def received_at(renewal: Renewal) -> datetime | None:
    """The letter is delivered into the cabinet the moment it is refused."""
    return renewal.ended_at


def may_appeal(renewal: Renewal, person: Any) -> bool:
    """Whoever signs for the holder."""
    return holds(person, renewal.mark.signer_key)


def appellant(renewal: Renewal, person: Person) -> Organization:
    """The holder."""
    return renewal.mark.organization


def respondent(renewal: Renewal) -> str:
    """The committee answers through its secretary."""
    return roles.COMMITTEE_SECRETARY


def took_part(renewal: Renewal) -> Collection[int]:
    """Whoever decided, whoever checked, whoever assessed."""
    experts = ExpertAssignment.objects.filter(expertise=renewal.expertise_id or 0).values_list(
        "expert__person", flat=True
    )
    checked = Entry.objects.filter(subject=key(renewal.mark), verb="check_renewal", at__gte=renewal.opened_at)
    return in_deciding(renewal.item) | set(experts) | set(checked.exclude(actor=None).values_list("actor", flat=True))


def paper(renewal: Renewal) -> Document | None:
    """The decision of the committee."""
    return renewal.item.paper if renewal.item else None


def remedies(renewal: Renewal) -> Collection[Remedy]:
    """There is one way back."""
    return [Remedy("renewal", "отменить отказ и вернуть Знак на продление")]


def satisfy(renewal: Renewal, *, remedy: str, by: Person | None, ground: str, paper: Document) -> None:
    """QM-13."""
    actions.take_up_again(renewal, by=by, ground=ground, paper=paper)


REFUSAL = Rules(
    stands=stands, received_at=received_at, may_appeal=may_appeal, appellant=appellant, respondent=respondent, took_part=took_part,
    remedies=remedies, satisfy=satisfy, paper=paper,
)  # fmt: skip
