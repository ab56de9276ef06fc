"""Terms that pass: sheets become overdue, expertises reach their absolute limit (EA-07, EX-23)."""

from django.db.models import QuerySet
from django.utils import timezone

from casework.locking import locked
from casework.models import Waiting
from expertise.expertises.actions import expire
from expertise.expertises.cases import SCORING_TERMS
from expertise.expertises.models import Expertise
from expertise.panels.models import ExpertAssignment
from journal.record import acting, key, move

UNFINISHED = [ExpertAssignment.Status.ACCEPTED, ExpertAssignment.Status.IN_PROGRESS]


def sweep() -> int:
    """Mark sheets overdue and stop expertises past their limit; returns how many rows changed."""
    limits = Expertise.objects.running().filter(limit_at__lte=timezone.now())
    stopped = sum(expire(expertise) for expertise in limits.select_related("case"))
    return stopped + sum(
        _fall_due(item.partition(":")[2]) for item in _late().values_list("task__data__item", flat=True)
    )


def _late() -> QuerySet[Waiting]:
    """Open scoring steps whose deadline has passed."""
    return Waiting.objects.open().filter(deadline__in=SCORING_TERMS, due_at__lt=timezone.now(), paused_at=None)


def _fall_due(pk: str) -> bool:
    """EA-07, judged by the deadline of the open step itself."""
    assignment = ExpertAssignment.objects.select_related("expertise__case").get(pk=pk)
    if assignment.status not in UNFINISHED:
        return False
    with locked(assignment.expertise.case.pk), acting("система"):
        fresh = ExpertAssignment.objects.get(pk=pk)
        if fresh.status not in UNFINISHED or not _late().filter(task__data__item=key(fresh)).exists():
            return False
        move(fresh.fall_due, "Срок сдачи листа прошёл")
    return True
