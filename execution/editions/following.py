"""What may be heard of an edition of the programme by whoever follows it."""

from casework.following import Rules
from execution.editions.models import ProgrammeEdition
from journal.record import key

TABLE = ("add_measure", "change_measure", "remove_measure")
RULES = Rules(
    is_public=lambda edition: edition.is_open or edition.status in ProgrammeEdition.ADOPTED,
    title=str,
    keys=lambda edition: [key(edition)],
    words=lambda entry: entry.title if entry.after or entry.verb in TABLE else "",
    days=lambda edition: [],
)
