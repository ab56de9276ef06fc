"""Whether the experts may speak now, who of them somebody is, what a conclusion says of it."""

from typing import Any

from expertise.debate.models import DebateRemark, MarkChange
from expertise.expertises.models import Expertise
from expertise.panels.models import ExpertAssignment
from expertise.roles import COORDINATOR
from expertise.scoring.assessment import needs_additional
from programme.access import Visitor, holds

GENERAL = "Экспертиза в целом"


def is_open(expertise: Expertise) -> bool:
    """Between the last sheet and the record of the meeting; a contest entry has no meeting."""
    status = Expertise.Status
    return expertise.status == status.CONSOLIDATING or (
        expertise.status == status.DEVIATION and _is_complete(expertise)
    )


def _is_complete(expertise: Expertise) -> bool:
    """Are all sheets in? While one more expert is to be asked, nobody may tell them what the others have given."""
    return not expertise.is_light and not needs_additional(expertise)


def own_assignment(expertise: Expertise, person: Visitor) -> ExpertAssignment | None:
    """The place of the person in the group whose sheets count, if they have one."""
    if not person.is_authenticated:
        return None
    rows = ExpertAssignment.objects.counted_in(expertise).filter(expert__person=person.pk)
    return rows.select_related("expertise__regulation").first()


def may_read(expertise: Expertise, person: Visitor) -> bool:
    """The experts whose sheets count, and the coordinator."""
    return (
        not expertise.is_light
        and expertise.status in Expertise.SCORED
        and (holds(person, COORDINATOR) or own_assignment(expertise, person) is not None)
    )


def threads_of(expertise: Expertise) -> list[tuple[str, list[DebateRemark]]]:
    """What was said, by criterion, in the order in which each was first spoken of."""
    threads: dict[str, list[DebateRemark]] = {}
    for remark in DebateRemark.objects.filter(expertise=expertise).select_related("criterion", "assignment"):
        threads.setdefault(str(remark.criterion) if remark.criterion else GENERAL, []).append(remark)
    return list(threads.items())


def changes_of(expertise: Expertise) -> list[dict[str, Any]]:
    """Marks changed after the debate, as the conclusion prints them: both marks and the reason; what was said stays in the group."""
    rows = MarkChange.objects.filter(expertise=expertise).select_related("criterion", "assignment")
    return [
        {
            "expert": row.assignment.pseudonym, "criterion": str(row.criterion), "before": row.before, "after": row.after,
            "ground": row.ground, "day": f"{row.changed_on:%d.%m.%Y}",
        }
        for row in rows
    ]  # fmt: skip
