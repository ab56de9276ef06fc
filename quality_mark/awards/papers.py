"""Certificates and diplomas, signed by the chair of the committee."""

from typing import Any

from casework.door import Refused
from committee.minutes.papers import quoted
from committee.models import BodyMember, Decision
from documents.models import Document
from documents.papers import issuing
from documents.registers.kinds import Kind
from programme.models import Person
from quality_mark.entries.models import ContestApplication
from quality_mark.marks import papers as marks_papers
from quality_mark.marks.models import Diploma, QualityMark
from quality_mark.roles import OFFICE_AND_COMMITTEE


def certificate(mark: QualityMark, dates: dict[str, Any], by: Person | None) -> Document:
    """QM-01, QM-02: the certificate of a Mark; `dates` are its first and last day and the act of the Head of the city."""
    entry = mark.entry
    return _paper(
        entry, mark.decision, Kind.CERTIFICATE, "certificates", "quality_mark/pdf/certificate.html",
        f"О присвоении красноярского Знака качества: «{entry.title}»"[:400], by, **dates,
    )  # fmt: skip


def diploma(
    entry: ContestApplication, degree: str, decision: Decision, by: Person | None, votes: int | None
) -> Document:
    """CT-18: a diploma of a degree, or the citizens' prize with its votes."""
    title = Diploma.Degree(degree).label
    return _paper(
        entry, decision, Kind.DIPLOMA, "diplomas", "quality_mark/pdf/diploma.html", f"{title}: «{entry.title}»"[:400], by,
        degree=degree, degree_title=title, votes=votes,
    )  # fmt: skip


def _paper(
    entry: ContestApplication,
    decision: Decision,
    kind: str,
    register: str,
    template: str,
    title: str,
    by: Person | None,
    **facts: Any,
) -> Document:
    chair, holder = signing_chair(), entry.organization
    assert decision.document is not None, "results stand on a decision on paper"
    return issuing.issue(
        kind=kind,
        title=title,
        register=register,
        template=template,
        snapshot={
            "contest": {"title": entry.contest.title, "number": entry.contest.number},
            "nomination": {"code": entry.nomination.code, "title": entry.nomination.title},
            "object": quoted(entry.title),
            "holder": {"name": holder.full_name, "inn": holder.inn, "ogrn": holder.ogrn},
            "decision": {"number": decision.document.number, "date": decision.document.date},
            "act": "",
            **facts,
        },
        signatories=[(chair.person, chair.signs_as("Председатель Городского программного комитета"), 1)],
        readers=[entry.member_key, *OFFICE_AND_COMMITTEE],
        is_public=True,
        by=by,
    )


def signing_chair() -> BodyMember:
    """The chair of the committee; without one nothing can be awarded."""
    chair = marks_papers.committee_chair()
    if chair is None:
        raise Refused("У комитета сейчас нет председателя: свидетельства и дипломы некому подписать.")
    return chair
