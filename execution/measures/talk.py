"""What the room of consultations asks of a measure in force: citizens speak of it, whoever carries it out answers (programme 8.3)."""

from casework.discussing import Rules
from execution.editions.models import COMPOSER, ProgrammeEdition
from execution.measures.models import Measure


def is_public(measure: Measure) -> bool:
    """Is it carried out now, by an edition in force?"""
    undertaking = measure.undertaking
    in_force = measure.edition.status == ProgrammeEdition.Status.IN_FORCE
    return in_force and undertaking is not None and not undertaking.is_final


def executor(measure: Measure) -> str:
    """The organisation that carries it out; where a person does, or nobody yet, the coordinator of the programme."""
    organization = measure.undertaking and measure.undertaking.organization_id
    return f"member:{organization}" if organization else COMPOSER


RULES = Rules(
    is_public=is_public,
    title=lambda measure: f"Мера {measure}",
    version=lambda measure: measure.edition.document.sha256 if measure.edition.document else "",
    owner=lambda measure: COMPOSER,
    executor=executor,
)
