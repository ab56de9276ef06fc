"""The act of an inspection."""

from documents.models import Document
from documents.papers import issuing
from documents.registers.kinds import Kind
from programme.models import Person
from quality_mark.complaints.models import MarkReview
from quality_mark.roles import OFFICE_AND_COMMITTEE


def inspection_act(review: MarkReview, by: Person) -> Document:
    """What the inspection has shown, signed by whoever held it; the holder and the offices read it."""
    mark = review.mark
    complaints = [
        {"n": n, "at": complaint.at, "confirmed_at": complaint.answered_at}
        for n, complaint in enumerate(review.complaints.order_by("pk"), 1)
    ]
    return issuing.issue(
        kind=Kind.ACT,
        title=f"О проверке обладателя Знака качества № {mark.number}",
        register="acts",
        template="quality_mark/pdf/inspection.html",
        snapshot={
            "mark": {"number": mark.number, "object": mark.entry.title, "valid_to": mark.valid_to},
            "holder": {"name": mark.organization.full_name, "inn": mark.organization.inn, "address": mark.organization.address},
            "complaints": complaints,
            "held_on": review.held_on,
            "present": review.present.splitlines(),
            "findings": review.findings.splitlines(),
            "outcome": review.get_outcome_display(),
        },
        signatories=[(by, "Проводивший проверку", 1)],
        readers=[mark.member_key, *OFFICE_AND_COMMITTEE],
        by=by,
    )  # fmt: skip
