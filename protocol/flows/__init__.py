"""How an edition, an amendment and a comment are led through."""

from protocol.flows.amendments import AmendmentFlow
from protocol.flows.comments import CommentFlow
from protocol.flows.editions import EditionFlow
from protocol.flows.keeping import ComplaintFlow, MeasureFlow, SelfReportFlow
from protocol.flows.signing import DepartureFlow, SignatoryFlow

__all__ = [
    "AmendmentFlow",
    "CommentFlow",
    "ComplaintFlow",
    "DepartureFlow",
    "EditionFlow",
    "MeasureFlow",
    "SelfReportFlow",
    "SignatoryFlow",
]
