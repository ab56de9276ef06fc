"""Facts about contests for the Quality Mark, their entries and what comes of them (регламент 3.3)."""

from quality_mark.models.cases import CancellationProcess, ContestProcess, EntryProcess
from quality_mark.models.complaints import ComplaintProcess, InspectionProcess, MarkComplaint, MarkReview
from quality_mark.models.contests import Cancellation, Contest
from quality_mark.models.entries import ContestApplication, Level
from quality_mark.models.marks import Diploma, QualityMark
from quality_mark.models.nominations import JuryQuestion, Nomination
from quality_mark.models.questions import DiplomaProcess, MarkProcess, MarkQuestion, MarkQuestionProcess
from quality_mark.models.versions import EntryRemark, EntryVersion
from quality_mark.models.visits import Lot, SiteVisit, VisitDraw
from quality_mark.models.voting import PublicVote, VoteExclusion, VoteSign, Voting, VotingProcess

__all__ = [
    "Cancellation",
    "CancellationProcess",
    "ComplaintProcess",
    "Contest",
    "ContestApplication",
    "ContestProcess",
    "Diploma",
    "DiplomaProcess",
    "EntryProcess",
    "EntryRemark",
    "EntryVersion",
    "InspectionProcess",
    "JuryQuestion",
    "Level",
    "Lot",
    "MarkComplaint",
    "MarkProcess",
    "MarkQuestion",
    "MarkQuestionProcess",
    "MarkReview",
    "Nomination",
    "PublicVote",
    "QualityMark",
    "SiteVisit",
    "VisitDraw",
    "VoteExclusion",
    "VoteSign",
    "Voting",
    "VotingProcess",
]
