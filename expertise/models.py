"""The facts of an expertise: experts and their ties, the expertise itself, assignments, sheets, what the meeting and the applicant said."""

from expertise.conclusions.models import (
    ConclusionDraft,
    DiscrepancyComment,
    DissentingOpinion,
    ExpertMeeting,
    Objection,
)
from expertise.expertises.cases import ExpertiseCase
from expertise.expertises.models import Expertise
from expertise.panels.models import ExpertAssignment, InterestDeclaration
from expertise.panels.questions import TieQuestion
from expertise.register.models import Affiliation, Expert
from expertise.scoring.models import CriterionScore, ScoreSheet

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
