"""The models of the room, each in the module of its thing."""

from quality_mark.admission.models import Readmission
from quality_mark.awards.models import Diploma
from quality_mark.complaints.cases import InspectionCase, MarkComplaintCase
from quality_mark.complaints.models import MarkComplaint, MarkReview
from quality_mark.contests.cases import CancellationCase, ContestCase
from quality_mark.contests.models import Cancellation, Contest
from quality_mark.contests.nominations import Nomination
from quality_mark.entries.cases import EntryCase
from quality_mark.entries.levels import Level
from quality_mark.entries.models import ContestApplication
from quality_mark.entries.versions import EntryRemark, EntryVersion
from quality_mark.jury.models import JuryQuestion
from quality_mark.kinds.cases import KindCase, KindRetirementCase
from quality_mark.kinds.models import ContestKind, KindRetirement
from quality_mark.marks.cases import DiplomaCase, MarkCase, MarkQuestionCase
from quality_mark.marks.models import QualityMark
from quality_mark.marks.questions import MarkQuestion
from quality_mark.placements.cases import PlacementCase, PlacementQuestionCase
from quality_mark.placements.models import Placement, PlacementQuestion
from quality_mark.renewals.cases import RenewalCase
from quality_mark.renewals.models import Renewal
from quality_mark.reports.cases import MarkReportCase
from quality_mark.reports.models import MarkReport
from quality_mark.visits.models import Lot, SiteVisit, VisitDraw
from quality_mark.voting.cases import VotingCase
from quality_mark.voting.models import PublicVote, VoteExclusion, VoteSign, Voting

__all__ = [
    "Cancellation",
    "CancellationCase",
    "Contest",
    "ContestApplication",
    "ContestCase",
    "ContestKind",
    "Diploma",
    "DiplomaCase",
    "EntryCase",
    "EntryRemark",
    "EntryVersion",
    "InspectionCase",
    "JuryQuestion",
    "KindCase",
    "KindRetirement",
    "KindRetirementCase",
    "Level",
    "Lot",
    "MarkCase",
    "MarkComplaint",
    "MarkComplaintCase",
    "MarkQuestion",
    "MarkQuestionCase",
    "MarkReport",
    "MarkReportCase",
    "MarkReview",
    "Nomination",
    "Placement",
    "PlacementCase",
    "PlacementQuestion",
    "PlacementQuestionCase",
    "PublicVote",
    "QualityMark",
    "Readmission",
    "Renewal",
    "RenewalCase",
    "SiteVisit",
    "VisitDraw",
    "VoteExclusion",
    "VoteSign",
    "Voting",
    "VotingCase",
]
