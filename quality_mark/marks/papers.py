"""Letters to the holders of Marks: each a paper with a number and a notification in the cabinet (domain 4.4, item 7)."""

from typing import Any

from committee.models import AgendaItem, Body, BodyMember
from documents import letters
from documents.models import Document
from documents.papers import actions as documents
from programme.models import Person
from quality_mark.marks.models import QualityMark
from quality_mark.roles import OFFICE_AND_COMMITTEE


def to_holder(mark: QualityMark, event: str, title: str, lead: str, by: Person | None = None, **text: Any) -> Document:
    """A letter to the holder, who is told of it; `text` as in `documents.letters.letter`."""
    return letters.send(
        mark.member_key, f"mark:{mark.pk}:{event}", mark.get_absolute_url(), [mark.organization.full_name], title, lead,
        readers=OFFICE_AND_COMMITTEE, by=by, reference=f"о Знаке № {mark.number}" if mark.number else "", **text,
    )  # fmt: skip


def committee_chair() -> BodyMember | None:
    """Who signs certificates and diplomas: the chair of the committee today, or whoever stands in."""
    committee = Body.objects.at_work(Body.Kind.COMMITTEE).first()
    return committee.leading_member() if committee else None


def set_aside(item: AgendaItem | None, ground: str, verdict: Document) -> None:
    """Whoever checks the decision of a body reads first that it was set aside in this matter; its number stays."""
    if item is not None and item.paper is not None:
        documents.note_set_aside(item.paper, ground, verdict)
