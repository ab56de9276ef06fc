"""How an edition, an amendment and a comment are led through."""

from protocol.flows.amendments import AmendmentFlow
from protocol.flows.comments import CommentFlow
from protocol.flows.editions import EditionFlow
from protocol.flows.keeping import MeasureFlow, NormComplaintFlow, SelfReportFlow
from protocol.flows.signing import DepartureFlow, SignatoryFlow

__all__ = [
    "AmendmentFlow",
    "CommentFlow",
    "DepartureFlow",
    "EditionFlow",
    "MeasureFlow",
    "NormComplaintFlow",
    "SelfReportFlow",
    "SignatoryFlow",
]
