"""What a proposal's page tells of its implementation."""

from dataclasses import dataclass, field
from typing import Any

from casework.models import Waiting
from casework.pages import moves, own_steps
from execution.reports.page import reports_on
from execution.undertakings.page import parts_of
from negotiations.implementation.models import Implementation
from negotiations.proposals.models import Proposal
from programme.access import Visitor, keys_of

S = Proposal.Status
SINCE_SUPPORT = {S.SUPPORTED, S.IMPLEMENTING, S.COMPLETED, S.TERMINATED, S.ARCHIVED}


@dataclass
class Story:
    """The plan, the reports with their photographs, whose move it is."""

    implementation: Implementation | None = None
    stages: list[Any] = field(default_factory=list)
    reports: list[Any] = field(default_factory=list)
    moves: list[Any] = field(default_factory=list)
    my_tasks: list[Any] = field(default_factory=list)
    may_give_up: bool = False


def story(proposal: Proposal, person: Visitor) -> Story:
    """What happened since it was supported; empty before."""
    if proposal.status not in SINCE_SUPPORT:
        return Story()
    rows = Implementation.objects.select_related("project", "case").filter(proposal=proposal, called_off_at=None)
    implementation = rows.first()
    if implementation is None:
        return Story()
    keys = set(keys_of(person))
    waitings = list(Waiting.objects.open().filter(process=implementation.case).order_by("pk"))
    project = implementation.project
    stages = list(parts_of(project, person)) if project else []
    parts = [row.pk for row in (project, *stages) if row]
    return Story(
        implementation,
        stages,
        list(reports_on(parts, person)),
        list(moves(waitings)),
        list(own_steps(waitings, keys)),
        proposal.status == Proposal.Status.SUPPORTED and proposal.signer_key in keys,
    )
