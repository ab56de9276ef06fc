"""The facts of the room, gathered."""

from execution.confirmations.models import Confirmation, ConfirmationPhoto
from execution.editions.cases import ProgrammeCase
from execution.editions.models import ActFile, ProgrammeEdition
from execution.measures.models import ExpectedResult, Measure, MeasureItem, MeasureLink, Responsibility
from execution.money.models import Posting
from execution.reports.models import Evidence, Report
from execution.undertakings.cases import UndertakingCase
from execution.undertakings.changes import UndertakingChange
from execution.undertakings.models import Undertaking

__all__ = [
    "ActFile",
    "Confirmation",
    "ConfirmationPhoto",
    "Evidence",
    "ExpectedResult",
    "Measure",
    "MeasureItem",
    "MeasureLink",
    "Posting",
    "ProgrammeCase",
    "ProgrammeEdition",
    "Report",
    "Responsibility",
    "Undertaking",
    "UndertakingCase",
    "UndertakingChange",
]
