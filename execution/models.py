"""The facts of the room, gathered."""

from execution.reports.models import Evidence, Report
from execution.undertakings.cases import UndertakingCase
from execution.undertakings.changes import UndertakingChange
from execution.undertakings.models import Undertaking

__all__ = ["Evidence", "Report", "Undertaking", "UndertakingCase", "UndertakingChange"]
