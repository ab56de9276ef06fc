"""Letters to the holders of Marks: each a paper with a number and a notification in the cabinet (domain 4.4, item 7)."""

from typing import Any

from casework.notify import notify
from committee.models import Body, BodyMember
from documents.models import Document
from documents.papers.issuing import issue
from documents.registers.kinds import Kind
from programme.models import Person
from quality_mark.marks.models import QualityMark

APPEAL = (
    "Решение можно обжаловать в апелляционную комиссию в течение 5 рабочих дней со дня получения. "
    "Право на обращение по Федеральному закону № 59-ФЗ и в суд сохраняется."
)

READERS = [
    "role:contest_secretary", "role:clerk", "role:auditor", "role:committee_chair", "role:committee_member",
    "role:committee_secretary", "role:working_commission",
]  # fmt: skip


def to_holder(mark: QualityMark, event: str, title: str, lead: str, by: Person | None = None, **text: Any) -> Document:
    """Write to the holder and tell them."""
    document = issue(
        kind=Kind.NOTICE,
        title=title,
        snapshot={
            "addressee": [mark.organization.full_name],
            "reference": f"о Знаке № {mark.number}" if mark.number else "",
            "lead": lead,
            "grounds": [],
            "what_to_do": "",
            "until": "",
            "appeal": "",
            "executor": {"name": by.short_name if by else "", "phone": by.phone if by else ""},
            **text,
        },
        template="documents/pdf/notice.html",
        register="notices",
        readers=[mark.member_key, *READERS],
        by=by,
    )
    notify(mark.member_key, f"mark:{mark.pk}:{event}", title, lead, mark.get_absolute_url())
    return document


def committee_chair() -> BodyMember | None:
    """Who signs certificates and diplomas: the chair of the committee today, or whoever stands in."""
    committee = Body.objects.filter(kind=Body.Kind.COMMITTEE, closed_at=None).first()
    return committee.leading_member() if committee else None
