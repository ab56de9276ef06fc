"""The facts of the room, gathered."""

from monitoring.ballots.models import Ballot, PaperForm, Participation, TextCode, TextCoding, UrnPlace
from monitoring.indicators.models import Indicator
from monitoring.surveys.cases import WaveCase
from monitoring.surveys.models import Question, Survey, Wave
from monitoring.values.cases import ValueCase
from monitoring.values.models import IndicatorValue

__all__ = [
    "Ballot",
    "Indicator",
    "IndicatorValue",
    "PaperForm",
    "Participation",
    "Question",
    "Survey",
    "TextCode",
    "TextCoding",
    "UrnPlace",
    "ValueCase",
    "Wave",
    "WaveCase",
]
