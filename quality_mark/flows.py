"""How contests, votes, Marks, complaints and inspections are led through (регламент 3.3)."""

from quality_mark.mark_flows import ComplaintFlow, InspectionFlow, MarkFlow, MarkQuestionFlow, VotingFlow

__all__ = ["ComplaintFlow", "InspectionFlow", "MarkFlow", "MarkQuestionFlow", "VotingFlow"]
