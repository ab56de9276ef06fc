"""The committee may change its own decision on a proposal (DC-11); without it the proposal is before the committee again (PP-37)."""

from collections.abc import Collection

from casework.locking import locked
from casework.notify import notify
from casework.reentering import reenter_case
from committee.models import Decision
from committee.revisions.rules import Kind, Rules
from journal.record import move
from negotiations.implementation import actions as implementation
from negotiations.implementation.models import Implementation
from negotiations.proposals.models import Proposal
from programme.models import Person

Status = Proposal.Status


def covers(decision: Decision) -> bool:
    """Is it an answer to a question about a proposal?"""
    return Proposal.objects.filter(agenda_item=decision.item_id).exists()


def offers(decision: Decision) -> Collection[Kind]:
    """Support may be worded anew or taken back until the project has begun, a refusal only taken back."""
    proposal = Proposal.objects.filter(agenda_item=decision.item_id).first()
    offered = {Status.SUPPORTED: [Kind.AMEND, Kind.REVOKE], Status.DECLINED: [Kind.REVOKE]}
    return offered.get(proposal.status, []) if proposal else []


def take_back(proposal: Proposal, *, words: str, by: Person | None, ground: str) -> None:
    """PP-37: the secretary puts the question to the committee anew. Under the lock of the case of the proposal."""
    for begun in Implementation.objects.filter(proposal=proposal, called_off_at=None):
        implementation.call_off(begun, ground=ground)
    move(proposal.return_to_committee, words, by=by, ground=ground)
    reenter_case(proposal.case, "heard_again")
    title = "Решение комитета отменено, вопрос вносится заново"
    event = f"decision:{proposal.agenda_item_id}:set_aside"
    notify(proposal.signer_key, event, title, proposal.title, proposal.get_absolute_url())


def follow(decision: Decision, *, ground: str) -> None:
    """The committee has revoked its decision. A project that has begun meanwhile is ended by a decision on its own termination (PP-32)."""
    rows = Proposal.objects.select_related("case").filter(agenda_item=decision.item_id)
    with locked(rows.get().case.pk):
        proposal = rows.get()
        if proposal.status in (Status.SUPPORTED, Status.DECLINED):
            take_back(
                proposal, words="Предложение возвращено в комитет: он отменил своё решение", by=None, ground=ground
            )


RULES = Rules(covers=covers, offers=offers, follow="negotiations.tasks.follow_revision")
