"""The applicant's answer to a draft, and the coordinator's answer to objections (EX-15)."""

from django.utils import timezone

from casework.door import Refused
from expertise.expertises.models import Expertise
from expertise.objections.models import Objection
from journal.record import move, record
from programme.models import Person


def object_to_draft(expertise: Expertise, *, by: Person, is_agreed: bool, text: str = "") -> None:
    """EX-15: the applicant agrees or objects."""
    kind = Objection.Kind.AGREED if is_agreed else Objection.Kind.OBJECTED
    _settle(
        expertise,
        kind,
        "" if is_agreed else text,
        by,
        "Заявитель согласен с проектом" if is_agreed else "Поданы возражения на проект",
    )


def stay_silent(expertise: Expertise) -> None:
    """EX-15: five working days of silence are consent."""
    _settle(expertise, Objection.Kind.SILENT, "", None, "Возражений в срок не поступило")


def _settle(expertise: Expertise, kind: str, text: str, by: Person | None, title: str) -> None:
    Objection.objects.create(draft=expertise.drafts.latest(), kind=kind, text=text, made_at=timezone.now(), made_by=by)
    move(expertise.settle_objections, title, by=by)


def answer(expertise: Expertise, *, by: Person, text: str) -> None:
    """The coordinator answers the objections; the answer stands in the conclusion."""
    objection = expertise.drafts.latest().objection
    if not objection.is_unanswered:
        raise Refused("На эти возражения уже отвечено.")
    objection.answer, objection.answered_at, objection.answered_by = text, timezone.now(), by
    objection.save(update_fields=["answer", "answered_at", "answered_by"])
    record(expertise, "answer", "На возражения заявителя дан ответ", by=by)
