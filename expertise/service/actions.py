"""Thanking an expert; a certificate of the work done so far."""

from django.utils import timezone

from casework import workdays
from casework.door import Refused
from casework.notify import notify
from documents.models import Document
from expertise.register.models import Expert
from expertise.register.papers import DESK
from expertise.scoring.service import service_of
from expertise.service import papers
from expertise.service.models import Thanks
from journal.record import record
from programme.models import Person


def thank(expert: Expert, *, by: Person, text: str) -> Thanks:
    """By the coordinator, for accepted work; whom it does not name stays unnamed: no case, no applicant."""
    if not service_of(expert).accepted:
        raise Refused("Благодарят за принятые листы, а у этого эксперта их ещё нет.")
    row = Thanks.objects.create(expert=expert, text=text, said_by=by, said_at=timezone.now())
    record(expert, "thank", "Эксперту объявлена благодарность", by=by)
    notify(
        f"person:{expert.person_id}", f"expert:{expert.pk}:thanks:{row.pk}", "Вам объявлена благодарность", text, DESK
    )
    return row


def certify(expert: Expert, *, by: Person) -> Document:
    """The expert's own wish: what the register knows of the work today, as a paper. Once a day is enough. Raises Refused."""
    service = service_of(expert)
    if not service.accepted:
        raise Refused("Справку выдают о принятых листах, а у вас их ещё нет.")
    today = Document.objects.filter(register=papers.REGISTER, reserved_by=expert.person, date=workdays.local_date())
    if row := today.first():
        raise Refused(f"Справка за сегодня уже выдана: № {row.number}. Она в ваших документах.")
    paper = papers.certificate(expert, service, by)
    record(expert, "certify", "Выдана справка об экспертной работе", by=by, payload={"number": paper.number})
    return paper
