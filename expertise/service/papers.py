"""The certificate of an expert's work (register 03-03): numbers, and no word of which cases they were."""

from documents.models import Document
from documents.papers.issuing import issue
from documents.registers.kinds import Kind
from expertise.register.models import Expert
from expertise.roles import COORDINATOR
from expertise.scoring.service import Service
from programme.models import Person

REGISTER = "expert_service"


def certificate(expert: Expert, service: Service, by: Person) -> Document:
    """The expert and the coordinator open it, its code is checked by anybody."""
    return issue(
        kind=Kind.STATEMENT,
        title="Об экспертной работе",
        snapshot={
            "person": expert.person.get_full_name(),
            "track": str(expert.get_track_display()),
            "areas": expert.areas_in_words,
            "from": expert.admitted_from,
            "until": expert.admitted_until,
            "accepted": service.accepted,
            "in_time": service.in_time,
            "returned": service.returned,
            "thanks": expert.thanks.count(),
        },
        template="expertise/pdf/service.html",
        register=REGISTER,
        readers=[f"person:{expert.person_id}", COORDINATOR],
        by=by,
    )
