"""The facts of an expertise: experts and their ties, the expertise itself, assignments, sheets, what the meeting and the applicant said."""

from expertise.asking.models import ExpertQuestion, QuestionCase, QuestionFile, ScoringPause
from expertise.blinding.models import BlindCopy, BlindFile
from expertise.challenges.models import Challenge, ChallengeCase, Mention
from expertise.conclusions.models import ConclusionDraft
from expertise.debate.models import DebateRemark, MarkChange
from expertise.declarations.models import InterestDeclaration
from expertise.distribution.models import Distribution, Pairing, Wish
from expertise.expertises.cases import ExpertiseCase
from expertise.expertises.models import Expertise
from expertise.materials.models import Preview
from expertise.meetings.models import DiscrepancyComment, ExpertMeeting
from expertise.objections.models import Objection
from expertise.opinions.models import DissentingOpinion
from expertise.panels.models import ExpertAssignment
from expertise.pressure.models import PressureReport
from expertise.register.models import Affiliation, Expert
from expertise.scenarios.models import Scenario
from expertise.scoring.models import CriterionScore, ScoreSheet
from expertise.service.models import Thanks
from expertise.ties.models import TieCase, TieQuestion

__all__ = [
    "Affiliation",
    "BlindCopy",
    "BlindFile",
    "Challenge",
    "ChallengeCase",
    "ConclusionDraft",
    "CriterionScore",
    "DebateRemark",
    "DiscrepancyComment",
    "DissentingOpinion",
    "Distribution",
    "Expert",
    "ExpertAssignment",
    "ExpertMeeting",
    "ExpertQuestion",
    "Expertise",
    "ExpertiseCase",
    "InterestDeclaration",
    "MarkChange",
    "Mention",
    "Objection",
    "Pairing",
    "PressureReport",
    "Preview",
    "QuestionCase",
    "QuestionFile",
    "Scenario",
    "ScoreSheet",
    "ScoringPause",
    "Thanks",
    "TieCase",
    "TieQuestion",
    "Wish",
]
