"""The inventory of a year is drawn up: by the clerk or the archivist, once."""

from typing import Any

from casework import workdays
from casework.door import Refused
from documents.papers.models import Document
from documents.papers.status import SETTLED
from documents.registers.kinds import Register
from documents.retention import facts, papers


def draw_up(register: Register, *, by: Any, year: int) -> Document:
    """Raises Refused for a year that is not over, an empty one, one with papers on their way, one that has its inventory."""
    if year >= workdays.local_date().year:
        raise Refused("Опись составляют, когда год кончился: до тех пор в дело приходят новые документы.")
    rows = list(facts.papers_of(register.key, year))
    if not rows:
        raise Refused(f"За {year} год в этом деле нет ни одного документа.")
    open_ones = [row.number for row in rows if row.status not in SETTLED]
    if open_ones:
        raise Refused(
            f"Ещё оформляются или подписываются: {', '.join(open_ones[:5])}. Опись составляют, когда готовы все документы дела."
        )
    made = papers.inventory(register, year, rows, by)
    if facts.inventory_of(register.key, year).count() > 1:  # the counter of the register lets one through at a time
        raise Refused(f"Опись за {year} год уже составлена: она на странице номенклатуры.")
    return made
