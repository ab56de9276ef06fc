"""What the room of consultations asks of the programme in force: it may be spoken of as a whole (programme 8.3)."""

from casework.discussing import Rules
from execution.editions.models import COMPOSER, ProgrammeEdition

RULES = Rules(
    is_public=lambda edition: edition.status == ProgrammeEdition.Status.IN_FORCE,
    title=lambda edition: str(edition.title),
    version=lambda edition: edition.document.sha256 if edition.document else "",
    owner=lambda edition: COMPOSER,
    executor=lambda edition: COMPOSER,
)
