"""Facts about platforms and project proposals (регламент 3.1, 3.1.1)."""

from negotiations.agreements.models import AgreementCase, AgreementClause, AgreementPaper, ContributionAgreement
from negotiations.applications.models import Attachment, BudgetLine, ProposalVersion, Remark
from negotiations.consents.models import PartyConsent
from negotiations.contributions.cases import OfferCase
from negotiations.contributions.models import Contribution, ContributionCondition, CounterOffer
from negotiations.contributions.terms import ContributionKind
from negotiations.delivery.models import Acceptance, ContributionCase, DeliveryEvidence
from negotiations.disagreements.models import Disagreement, Endorsement, SettlementAnswer
from negotiations.examination.models import Examination
from negotiations.experiments.models import Experiment
from negotiations.implementation.models import Implementation, ImplementationCase
from negotiations.minutes.models import RoundRemark
from negotiations.moderation.models import ModeratorDeclaration
from negotiations.parties.models import NegotiationParty
from negotiations.platforms.models import NegotiationPlatform
from negotiations.positions.models import PartyPosition
from negotiations.proposals.cases import ProposalCase
from negotiations.proposals.initiative import InitiativeSignature
from negotiations.proposals.models import Proposal
from negotiations.rounds.models import Attendance, Round
from negotiations.supplements.models import Supplement, SupplementCase
from negotiations.talks.cases import NegotiationCase, SuspensionCase
from negotiations.talks.models import Negotiation
from negotiations.talks.suspensions import Suspension

__all__ = [
    "Acceptance",
    "AgreementCase",
    "AgreementClause",
    "AgreementPaper",
    "Attachment",
    "Attendance",
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
    "Experiment",
    "Implementation",
    "ImplementationCase",
    "InitiativeSignature",
    "ModeratorDeclaration",
    "Negotiation",
    "NegotiationCase",
    "NegotiationParty",
    "NegotiationPlatform",
    "OfferCase",
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
    "SuspensionCase",
]
