"""In what capacity somebody may raise a challenge, and what of it stands on the page of the expertise."""

from dataclasses import dataclass

from casework import door
from expertise.challenges.actions import OFFERED_STAGES, left_for
from expertise.challenges.models import Challenge
from expertise.expertises.models import Expertise
from expertise.panels.models import ExpertAssignment
from expertise.roles import COORDINATOR
from programme.access import Visitor

Side = Challenge.Side


def side_of(expertise: Expertise, person: Visitor) -> tuple[str, str]:
    """The side and the words for the capacity; both empty for whoever may not."""
    if not person.is_authenticated:
        return "", ""
    if capacity := door.capacity_in(person, expertise.applicant_key):
        return Side.APPLICANT, capacity
    mine = ExpertAssignment.objects.in_the_group().filter(expertise=expertise, expert__person=person).first()
    if mine:
        return Side.EXPERT, mine.pseudonym
    capacity = door.capacity_in(person, COORDINATOR)
    return (Side.COORDINATOR, capacity) if capacity else ("", "")


@dataclass(frozen=True)
class Challenges:
    """What a reader sees of the challenges of one expertise: those they may read, and whether another can be raised."""

    rows: list[Challenge]
    may_raise: bool


def challenges_of(expertise: Expertise, person: Visitor) -> Challenges:
    """Nothing in it depends on who is in the group."""
    rows = list(Challenge.objects.visible_to(person).filter(expertise=expertise))
    side, _ = side_of(expertise, person)
    may_raise = bool(side) and expertise.status in OFFERED_STAGES and left_for(expertise, side, person) > 0  # type: ignore[arg-type]
    return Challenges(rows, may_raise)
