"""An expert leaves the group after all: the branch of the flow goes on without them, a sheet that is in no longer counts."""

from viewflow.workflow.models import Process

from casework import door
from casework.models import Waiting
from casework.notify import notify
from casework.reentering import reenter_case
from documents.papers import actions as papers
from expertise.expertises.models import Expertise
from expertise.panels.models import ExpertAssignment
from journal.record import key, move
from programme.models import Person

Status = Expertise.Status
DRAWN_TOGETHER = [Status.DEVIATION, Status.CONSOLIDATING, Status.DRAFT_CONCLUSION, Status.OBJECTIONS, Status.APPROVAL]


def leave_branch(case: Process, assignment: ExpertAssignment, by: Person | None) -> None:
    """End the open step of an assignment, if it has one: its branch may wait for the others."""
    if Waiting.objects.open().filter(process=case, task__data__item=key(assignment)).exists():
        door.leave_step(case, assignment, by)


def leave_out(assignment: ExpertAssignment, *, by: Person | None, ground: str) -> None:
    """EA-12: the sheet no longer counts. What was reckoned with it is reckoned anew; a substitute is asked if too few remain.

    Once the sheets have been drawn together scoring is taken up again (EX-25): from there the flow finds what is missing. Before that the
    branch of the sheet, or the last look before the sheets are drawn together, does. Under the lock of the case.
    """
    move(assignment.annul, "Лист аннулирован, оценка пересчитывается", by=by, ground=ground, reason=ground)
    expertise = Expertise.objects.get(pk=assignment.expertise_id)
    event = f"assignment:{assignment.pk}:annulled"
    notify(assignment.addressee, event, "Ваш экспертный лист аннулирован", f"{expertise.object_title}. {ground}")
    if expertise.status not in DRAWN_TOGETHER:
        leave_branch(expertise.case, assignment, by)
        return
    if expertise.conclusion is not None and not expertise.conclusion.is_annulled:
        papers.annul(expertise.conclusion, reason=f"Лист эксперта аннулирован. {ground}", by=by)
    move(expertise.resume_scoring, "Лист аннулирован: оценка возобновлена", by=by, ground=ground)
    reenter_case(expertise.case, "reopened")
    _tell_others(expertise, event)


def _tell_others(expertise: Expertise, event: str) -> None:
    """The applicant and those whose sheets still count: what they have seen so far is not the last word."""
    title = "Оценка пересчитывается"
    text = (
        f"{expertise.object_title}. Один из экспертных листов аннулирован: совещание и проект заключения будут новыми."
    )
    rows = ExpertAssignment.objects.counted_in(expertise)
    for addressee in (expertise.applicant_key, *(row.addressee for row in rows)):
        notify(addressee, f"{event}:others", title, text, expertise.get_absolute_url())
