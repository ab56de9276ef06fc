"""What an expert is told in writing."""

from django.utils import timezone

from documents.letters import send
from documents.models import Document
from expertise.register.models import Expert
from expertise.roles import COORDINATOR
from programme.models import Person
from programme.regulations.recourse import recourse
from programme.texts.words import parts_of

DESK = "/expert/"


def excluded(expert: Expert, by: Person) -> Document:
    """The expert is out of the register for a year, why, and how that is appealed."""
    until = f"{expert.excluded_until:%d.%m.%Y}"
    return send(
        f"person:{expert.person_id}", f"expert:{expert.pk}:excluded:{timezone.now():%Y%m%d%H%M%S}", DESK,
        [expert.person.get_full_name()], "Об исключении из реестра экспертов",
        **parts_of("notice.expert_excluded", {"до": until}),
        readers=[COORDINATOR], by=by, grounds=[expert.exclusion_ground], appeal=recourse("exclusion", DESK, received_at=timezone.now()),
    )  # fmt: skip
