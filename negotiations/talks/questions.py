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


def negotiation_of(activation: Activation) -> Negotiation:
    """The negotiation as it stands now."""
    return Negotiation.objects.get(pk=activation.process.negotiation_id)


def moderator(activation: Activation) -> str:
    """Who leads the negotiation."""
    return negotiation_of(activation).moderator_key


def candidate(activation: Activation) -> str:
    """Who has been appointed and has not declared yet."""
    return f"person:{negotiation_of(activation).candidate_id}"


def party_signer(activation: Activation) -> str:
    """Who answers for the organisation of the branch."""
    return subject_of(activation).signer_key  # type: ignore[attr-defined]


def party_members(activation: Activation) -> str:
    """Whoever works for the party of the branch; the action lets only its speaker speak."""
    subject = subject_of(activation)
    party = subject.party if isinstance(subject, Attendance) else subject
    return party.member_key  # type: ignore[attr-defined]


def invited_parties(activation: Activation) -> Iterable[NegotiationParty]:
    """The organisations that have not answered."""
    return negotiation_of(activation).parties.filter(status=NegotiationParty.Status.INVITED)


def all_parties(activation: Activation) -> Iterable[NegotiationParty]:
    """Everybody at the table."""
    return negotiation_of(activation).sides()


def attendance_of_last_round(activation: Activation) -> Iterable[Attendance]:
    """One entry of attendance for every party that was at the last round."""
    return last_round(negotiation_of(activation)).present()


def minutes_of_last_round(activation: Activation) -> Any:
    """The minutes of the last round."""
    return last_round(negotiation_of(activation)).minutes


def are_minutes_settled(activation: Activation) -> bool:
    """Have they been signed by both, or refused?"""
    paper = minutes_of_last_round(activation)
    return paper.is_registered or paper.is_annulled


def begin_agreement(activation: Activation) -> None:
    """NG-15: the agreement is opened; whoever writes and signs it is led by a flow of its own."""
    negotiation = negotiation_of(activation)
    assert negotiation.moderator is not None, "a text is begun by the moderator"
    agreements.open_agreement(negotiation, by=negotiation.moderator)


def last_agreement(activation: Activation) -> Any:
    """The agreement that is being written."""
    return negotiation_of(activation).agreements.latest("pk")
