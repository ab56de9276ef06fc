"""What may be heard of a measure by whoever follows it: how its undertakings stand, what carries it out; never an unaccepted report."""

from datetime import date

from casework.following import Rules
from execution.editions.following import RULES as EDITION
from execution.measures.models import Measure
from execution.undertakings.models import Undertaking
from journal.models import Entry
from journal.record import key

STATES = dict(Undertaking.Status.choices)


def _given(measure: Measure) -> list[Undertaking]:
    return [measure.undertaking, *measure.undertaking.children.all()] if measure.undertaking else []


def _words(entry: Entry) -> str:
    if entry.verb == "link":
        return entry.title
    return f"Состояние: {STATES[entry.after].lower()}" if entry.after in STATES and entry.after != entry.before else ""


def _days(measure: Measure) -> list[tuple[date, str]]:
    return [(row.due_on, f"Срок: {row.title}") for row in _given(measure) if row.due_on and not row.is_final]


RULES = Rules(
    is_public=lambda measure: EDITION.is_public(measure.edition),
    title=lambda measure: f"мера {measure}",
    keys=lambda measure: [key(measure), *(key(row) for row in _given(measure))],
    words=_words,
    days=_days,
)
