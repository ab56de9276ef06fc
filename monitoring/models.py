"""The facts of the room, gathered."""

from monitoring.ballots.models import Ballot, PaperForm, Participation, TextCode, TextCoding, UrnPlace
from monitoring.surveys.cases import WaveCase
from monitoring.surveys.models import Question, Survey, Wave

__all__ = [
    "Ballot",
    "PaperForm",
    "Participation",
    "Question",
    "Survey",
    "TextCode",
    "TextCoding",
    "UrnPlace",
    "Wave",
    "WaveCase",
]
