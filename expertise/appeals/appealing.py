"""What an appeal against a published conclusion is, whatever it is about; a story adds what stands still and where it leads back to (8.7)."""

from collections.abc import Callable, Collection
from datetime import datetime

from casework.appealing import Remedy, Rules
from documents.models import Document
from expertise.appeals import actions
from expertise.expertises.models import Expertise
from expertise.panels.models import ExpertAssignment
from expertise.roles import COORDINATOR
from programme.models import Organization, Person

REPEAT, CORRECT, WITHOUT = "repeat", "correct", "without:"


def may_appeal(expertise: Expertise, person: Person) -> bool:
    """Whoever signs for the applicant."""
    return expertise.applicant_key in person.capacity_keys()


def appellant(expertise: Expertise, person: Person) -> Organization | None:
    """The applicant."""
    return expertise.applicant


def respondent(expertise: Expertise) -> str:
    """Who answers for the expertise."""
    return COORDINATOR


def received_at(expertise: Expertise) -> datetime | None:
    """The conclusion is published and told on the same day."""
    return expertise.published_at


def took_part(expertise: Expertise) -> Collection[int]:
    """Experts of the group, whoever has acted as the coordinator, whoever has signed."""
    people = set(ExpertAssignment.objects.filter(expertise=expertise).values_list("expert__person", flat=True))
    people |= set(expertise.drafts.values_list("sent_by", flat=True))
    people |= set(expertise.meetings.values_list("recorded_by", flat=True))
    paper = expertise.conclusion
    if paper is not None:
        people |= set(paper.signature_requests.values_list("person", flat=True))
    return people


def paper(expertise: Expertise) -> Document | None:
    """The conclusion."""
    return expertise.conclusion


def remedies(expertise: Expertise) -> Collection[Remedy]:
    """A new expertise by others, or a correction; a sheet can be left out where enough remain."""
    rows = [
        Remedy(REPEAT, "отменить заключение и назначить повторную экспертизу другими экспертами"),
        Remedy(CORRECT, "исправить заключение без нового оценивания: пересчитать, учесть документ"),
    ]
    spare = actions.dispensable(expertise)
    return rows + [
        Remedy(f"{WITHOUT}{row.number}", f"исправить заключение без листа: {row.pseudonym.lower()}") for row in spare
    ]


def change(
    expertise: Expertise, *, remedy: str, by: Person | None, ground: str, paper: Document | None
) -> Expertise | None:
    """EX-21 or EX-24. The new expertise, if there is one."""
    if remedy == REPEAT:
        return actions.annul(expertise, by=by, ground=ground, paper=paper)
    number = remedy.removeprefix(WITHOUT) if remedy.startswith(WITHOUT) else ""
    without = expertise.assignments.filter(number=int(number)).first() if number else None
    actions.correct(expertise, by=by, ground=ground, paper=paper, without=without)
    return None


def rules(
    *, stands: Callable[[Expertise], bool], satisfy: Callable[..., None], stops: Callable[[Expertise], str],
    suspend: Callable[..., None], resume: Callable[..., None],
) -> Rules:  # fmt: skip
    """The rules of a room that asks for expertises: what is its own of them, with what all conclusions have in common."""
    return Rules(
        stands=stands, received_at=received_at, may_appeal=may_appeal, appellant=appellant, respondent=respondent, took_part=took_part,
        remedies=remedies, satisfy=satisfy, paper=paper, stops=stops, suspend=suspend, resume=resume,
    )  # fmt: skip
