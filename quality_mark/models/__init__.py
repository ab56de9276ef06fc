"""Facts about contests for the Quality Mark, their entries and what comes of them (регламент 3.3)."""

from quality_mark.models.cases import CancellationProcess, ContestProcess, EntryProcess
from quality_mark.models.contests import Cancellation, Contest
from quality_mark.models.entries import ContestApplication, Level
from quality_mark.models.nominations import JuryQuestion, Nomination
from quality_mark.models.versions import EntryRemark, EntryVersion
from quality_mark.models.visits import Lot, SiteVisit, VisitDraw

__all__ = [
    "Cancellation",
    "CancellationProcess",
    "Contest",
    "ContestApplication",
    "ContestProcess",
    "EntryProcess",
    "EntryRemark",
    "EntryVersion",
    "JuryQuestion",
    "Level",
    "Lot",
    "Nomination",
    "SiteVisit",
    "VisitDraw",
]
