"""The facts of an expertise: experts and their ties, the expertise itself, assignments, sheets, what the meeting and the applicant said."""

from expertise.models.assignments import ExpertAssignment, InterestDeclaration
from expertise.models.cases import ExpertiseCase
from expertise.models.conclusions import (
    ConclusionDraft,
    DiscrepancyComment,
    DissentingOpinion,
    ExpertMeeting,
    Objection,
)
from expertise.models.expertises import Expertise
from expertise.models.experts import Affiliation, Expert
from expertise.models.questions import TieQuestion
from expertise.models.sheets import CriterionScore, ScoreSheet

__all__ = [
    "Affiliation",
    "ConclusionDraft",
    "CriterionScore",
    "DiscrepancyComment",
    "DissentingOpinion",
    "Expert",
    "ExpertAssignment",
    "ExpertMeeting",
    "Expertise",
    "ExpertiseCase",
    "InterestDeclaration",
    "Objection",
    "ScoreSheet",
    "TieQuestion",
]
