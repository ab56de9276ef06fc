"""The facts of the room, gathered."""

from monitoring.ballots.models import Ballot, PaperForm, Participation, TextCode, TextCoding, UrnPlace
from monitoring.indicators.models import Indicator
from monitoring.reporting.cases import ReportCase
from monitoring.reporting.models import AwaitedReport
from monitoring.surveys.cases import WaveCase
from monitoring.surveys.models import Question, Survey, Wave
from monitoring.values.cases import ValueCase
from monitoring.values.models import IndicatorValue

__all__ = [
    "AwaitedReport",
    "Ballot",
    "Indicator",
    "IndicatorValue",
    "PaperForm",
    "Participation",
    "Question",
    "ReportCase",
    "Survey",
    "TextCode",
    "TextCoding",
    "UrnPlace",
    "ValueCase",
    "Wave",
    "WaveCase",
]
