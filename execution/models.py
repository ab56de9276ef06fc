"""The facts of the room, gathered."""

from execution.confirmations.models import Confirmation, ConfirmationPhoto
from execution.editions.cases import ProgrammeCase
from execution.editions.models import ActFile, ProgrammeEdition, StandingAct
from execution.fund.models import Fund
from execution.grants.cases import TrancheCase
from execution.grants.models import Grant, Tranche, TrancheReport
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
    "Fund",
    "Grant",
    "Measure",
    "MeasureItem",
    "MeasureLink",
    "Posting",
    "ProgrammeCase",
    "ProgrammeEdition",
    "Report",
    "Responsibility",
    "StandingAct",
    "Tranche",
    "TrancheCase",
    "TrancheReport",
    "Undertaking",
    "UndertakingCase",
    "UndertakingChange",
]
