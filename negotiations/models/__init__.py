"""Facts about platforms and project proposals (регламент 3.1, 3.1.1)."""

from negotiations.models.agreements import (
    AgreementCase,
    AgreementClause,
    AgreementPaper,
    ContributionAgreement,
    Disagreement,
    Endorsement,
    SettlementAnswer,
)
from negotiations.models.budget import BudgetLine
from negotiations.models.cases import NegotiationProcess, ProposalCase, SuspensionProcess
from negotiations.models.contributions import Contribution, ContributionCondition, ContributionKind, CounterOffer
from negotiations.models.delivery import Acceptance, ContributionCase, DeliveryEvidence, Supplement, SupplementCase
from negotiations.models.negotiation_cases import NegotiationCase
from negotiations.models.parties import NegotiationParty
from negotiations.models.platforms import NegotiationPlatform
from negotiations.models.positions import ModeratorDeclaration, PartyConsent, PartyPosition, Suspension
from negotiations.models.proposals import Proposal
from negotiations.models.rounds import Attendance, Round, RoundRemark
from negotiations.models.venues import Booking, Venue
from negotiations.models.versions import Attachment, Examination, InitiativeSignature, ProposalVersion, Remark

__all__ = [
    "Acceptance",
    "AgreementCase",
    "AgreementClause",
    "AgreementPaper",
    "Attachment",
    "Attendance",
    "Booking",
    "BudgetLine",
    "Contribution",
    "ContributionAgreement",
    "ContributionCase",
    "ContributionCondition",
    "ContributionKind",
    "CounterOffer",
    "DeliveryEvidence",
    "Disagreement",
    "Endorsement",
    "Examination",
    "InitiativeSignature",
    "ModeratorDeclaration",
    "NegotiationCase",
    "NegotiationParty",
    "NegotiationPlatform",
    "NegotiationProcess",
    "PartyConsent",
    "PartyPosition",
    "Proposal",
    "ProposalCase",
    "ProposalVersion",
    "Remark",
    "Round",
    "RoundRemark",
    "SettlementAnswer",
    "Supplement",
    "SupplementCase",
    "Suspension",
    "SuspensionProcess",
    "Venue",
]
