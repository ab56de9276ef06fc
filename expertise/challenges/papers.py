"""The determination about a challenge: one text whether or not somebody of the group is meant."""

from django.utils import timezone

from casework import workdays
from documents.letters import send
from documents.models import Document
from expertise.challenges.models import Challenge
from expertise.roles import COORDINATOR
from programme.models import Person
from programme.regulations.recourse import recourse
from programme.texts.words import parts_of


def answer(challenge: Challenge, by: Person | None) -> Document:
    """CH-02, CH-03: the determination, to whoever has raised it."""
    is_upheld = challenge.status == Challenge.Status.UPHELD
    expertise = challenge.expertise
    is_applicant = challenge.side == Challenge.Side.APPLICANT
    raised = f"{workdays.local_date(challenge.submitted_at):%d.%m.%Y}"
    title = "Отвод удовлетворён" if is_upheld else "Отвод отклонён"
    return send(
        challenge.raised_for,
        f"challenge:{challenge.pk}:decided",
        challenge.get_absolute_url(),
        [expertise.applicant_name if is_applicant else challenge.raised_by.get_full_name()],
        f"Определение об отводе: {title.lower()}",
        **parts_of(
            f"notice.challenge_{challenge.status}",
            {"день": raised, "экспертиза": challenge.expertise.number, "кто": challenge.name},
        ),
        readers=[COORDINATOR, *([expertise.applicant_member_key] if is_applicant else [])],
        by=by,
        grounds=[challenge.ground],
        reference=f"по экспертизе {challenge.expertise.number}",
        appeal="" if is_upheld else _recourse(challenge),
    )


def _recourse(challenge: Challenge) -> str:
    """After the end of the expertise its conclusion is appealed, not this."""
    if challenge.expertise.is_over:
        return recourse()
    return recourse("challenge", challenge.get_absolute_url(), received_at=timezone.now())
