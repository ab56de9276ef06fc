"""The facts of the room, gathered."""

from monitoring.indicators.models import Indicator
from monitoring.values.cases import ValueCase
from monitoring.values.models import IndicatorValue

__all__ = [
    "Indicator",
    "IndicatorValue",
    "ValueCase",
]
