"""Opening a fund, and its statement as a paper."""

from documents.models import Document
from execution.fund import papers
from execution.fund.models import Fund
from journal.record import record
from programme.models import Person


def open_fund(*, by: Person, title: str, about: str, ground: str) -> Fund:
    """A book that everybody reads from its first day."""
    fund = Fund.objects.create(title=title, about=about, ground=ground, opened_by=by)
    record(fund, "open", f"Открыт фонд: {fund}", by=by, ground=ground)
    return fund


def state(fund: Fund, *, by: Person) -> Document:
    """The statement of the fund as of today."""
    paper = papers.statement(fund, by)
    record(fund, "state", f"Ведомость № {paper.number}", by=by)
    return paper
