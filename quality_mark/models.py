"""Facts about contests for the Quality Mark, their entries and what comes of them (регламент 3.3)."""

from quality_mark.complaints.models import ComplaintProcess, InspectionProcess, MarkComplaint, MarkReview
from quality_mark.contests.cases import CancellationProcess, ContestProcess
from quality_mark.contests.models import Cancellation, Contest
from quality_mark.contests.nominations import Nomination
from quality_mark.entries.cases import EntryProcess
from quality_mark.entries.models import ContestApplication, Level
from quality_mark.entries.versions import EntryRemark, EntryVersion
from quality_mark.jury.models import JuryQuestion
from quality_mark.marks.models import Diploma, QualityMark
from quality_mark.marks.questions import DiplomaProcess, MarkProcess, MarkQuestion, MarkQuestionProcess
from quality_mark.visits.models import Lot, SiteVisit, VisitDraw
from quality_mark.voting.models import PublicVote, VoteExclusion, VoteSign, Voting, VotingProcess

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
