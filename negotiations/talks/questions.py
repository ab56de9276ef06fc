"""What the flow of a negotiation asks of the facts: whom to ask next, whether something is settled."""

from collections.abc import Iterable
from typing import Any

from viewflow.workflow.activation import Activation

from casework.nodes import subject_of
from negotiations.agreements import actions as agreements
from negotiations.minutes.actions import last_round
from negotiations.parties.models import NegotiationParty
from negotiations.rounds.models import Attendance
from negotiations.talks.models import Negotiation


def fresh(activation: Activation) -> Negotiation:
    """The case as it stands now."""
    return Negotiation.objects.get(pk=activation.process.negotiation_id)


def moderator(activation: Activation) -> str:
    """Who leads the case."""
    return fresh(activation).moderator_key


def candidate(activation: Activation) -> str:
    """Who has been appointed and has not declared yet."""
    return f"person:{fresh(activation).candidate_id}"


def the_signer(activation: Activation) -> str:
    """Who answers for the organisation of the branch."""
    return subject_of(activation).signer_key  # type: ignore[attr-defined]


def the_party(activation: Activation) -> str:
    """Whoever works for the party of the branch; the action lets only its speaker speak."""
    subject = subject_of(activation)
    party = subject.party if isinstance(subject, Attendance) else subject
    return party.member_key  # type: ignore[attr-defined]


def who_is_asked(activation: Activation) -> Iterable[NegotiationParty]:
    """The organisations that have not answered."""
    return fresh(activation).parties.filter(status=NegotiationParty.Status.INVITED)


def the_sides(activation: Activation) -> Iterable[NegotiationParty]:
    """Everybody at the table."""
    return fresh(activation).sides()


def who_was_there(activation: Activation) -> Iterable[Attendance]:
    """One entry of attendance for every party that was at the last round."""
    return last_round(fresh(activation)).present()


def the_minutes(activation: Activation) -> Any:
    """The minutes of the last round."""
    return last_round(fresh(activation)).minutes


def are_settled(activation: Activation) -> bool:
    """Have they been signed by both, or refused?"""
    paper = the_minutes(activation)
    return paper.is_registered or paper.is_annulled


def begin_text(activation: Activation) -> None:
    """NG-15: the agreement is opened; whoever writes and signs it is led by a flow of its own."""
    negotiation = fresh(activation)
    assert negotiation.moderator is not None, "a text is begun by the moderator"
    agreements.open_agreement(negotiation, by=negotiation.moderator)


def the_agreement(activation: Activation) -> Any:
    """The agreement that is being written."""
    return fresh(activation).agreements.latest("pk")
