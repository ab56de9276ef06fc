"""The determination about a challenge: one text whether or not somebody of the group is meant."""

from django.utils import timezone

from casework import workdays
from documents.letters import send
from documents.models import Document
from expertise.challenges.models import Challenge
from expertise.roles import COORDINATOR
from programme.models import Person
from programme.regulations.recourse import recourse

UPHELD = (
    "Названный человек (все, кто связан с названной организацией) в этой экспертизе не участвует и приглашён не будет."
)
REFUSED = "Основания отвода не подтверждены. Проверка конфликта интересов проводится для каждого эксперта независимо от заявления."


def answer(challenge: Challenge, by: Person | None) -> Document:
    """CH-02, CH-03: the determination, to whoever has raised it."""
    is_upheld = challenge.status == Challenge.Status.UPHELD
    applicant = challenge.expertise.applicant
    is_applicant = challenge.side == Challenge.Side.APPLICANT
    raised = f"{workdays.local_date(challenge.submitted_at):%d.%m.%Y}"
    title = "Отвод удовлетворён" if is_upheld else "Отвод отклонён"
    return send(
        challenge.raised_for,
        f"challenge:{challenge.pk}:decided",
        challenge.get_absolute_url(),
        [applicant.full_name if is_applicant else challenge.raised_by.get_full_name()],
        f"Определение об отводе: {title.lower()}",
        f"Отвод заявлен {raised} в экспертизе {challenge.expertise.number}: {challenge.name}. {title}. "
        f"{UPHELD if is_upheld else REFUSED}",
        readers=[COORDINATOR, *([f"member:{applicant.pk}"] if is_applicant else [])],
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
