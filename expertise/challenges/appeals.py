"""A refused challenge before the appeals board (CH-04, регламент 8.7)."""

from collections.abc import Collection
from datetime import datetime

from casework.appealing import Remedy, Rules
from documents.models import Document
from expertise.challenges.actions import overturn
from expertise.challenges.models import Challenge
from expertise.roles import COORDINATOR
from programme.models import Organization, Person

UPHOLD = "uphold"


def stands(challenge: Challenge) -> bool:
    """Is it refused, and does the expertise still go on? After the end the conclusion is appealed."""
    return challenge.status == Challenge.Status.REFUSED and not challenge.expertise.is_over


def may_appeal(challenge: Challenge, person: Person) -> bool:
    """Whoever has raised it: the one who signs for the applicant, or the person."""
    return challenge.raised_for in person.capacity_keys()


def appellant(challenge: Challenge, person: Person) -> Organization | None:
    """The applicant, or None for an expert or the coordinator."""
    return challenge.expertise.applicant if challenge.side == Challenge.Side.APPLICANT else None


def respondent(challenge: Challenge) -> str:
    """Who has refused it."""
    return COORDINATOR


def received_at(challenge: Challenge) -> datetime | None:
    """The determination is told on the day it is made."""
    return challenge.decided_at


def took_part(challenge: Challenge) -> Collection[int]:
    """The coordinator who has decided."""
    return {challenge.decided_by_id} if challenge.decided_by_id else set()


def paper(challenge: Challenge) -> Document | None:
    """The determination."""
    return challenge.ruling


def stops(challenge: Challenge) -> str:
    """In words: the same whether or not somebody of the group is meant."""
    return "сдача листа теми, кого может касаться отвод"


def remedies(challenge: Challenge) -> Collection[Remedy]:
    """There is one."""
    return [Remedy(UPHOLD, "удовлетворить отвод")]


def satisfy(
    challenge: Challenge, *, remedy: str, by: Person | None, ground: str, paper: Document | None = None
) -> None:
    """CH-04."""
    overturn(challenge, by=by, ground=ground)


RULES = Rules(
    stands=stands, received_at=received_at, may_appeal=may_appeal, appellant=appellant, respondent=respondent, took_part=took_part,
    remedies=remedies, satisfy=satisfy, paper=paper, stops=stops,
)  # fmt: skip
