"""Facts about platforms and project proposals (регламент 3.1, 3.1.1)."""

from negotiations.models.budget import BudgetLine
from negotiations.models.cases import NegotiationProcess, ProposalCase
from negotiations.models.negotiation_cases import NegotiationCase, NegotiationParty
from negotiations.models.platforms import NegotiationPlatform
from negotiations.models.proposals import Proposal
from negotiations.models.versions import Attachment, Examination, InitiativeSignature, ProposalVersion, Remark

__all__ = [
    "Attachment",
    "BudgetLine",
    "Examination",
    "InitiativeSignature",
    "NegotiationCase",
    "NegotiationParty",
    "NegotiationPlatform",
    "NegotiationProcess",
    "Proposal",
    "ProposalCase",
    "ProposalVersion",
    "Remark",
]
