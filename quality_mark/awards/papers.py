"""Certificates and diplomas, signed by the chair of the committee."""

from typing import Any

from casework.door import Refused
from committee.minutes.papers import quoted
from committee.models import BodyMember, Decision
from documents.models import Document
from documents.papers import issuing
from documents.registers.kinds import Kind
from programme.models import Person
from quality_mark.awards.models import Diploma
from quality_mark.entries.application import team_of
from quality_mark.entries.models import ContestApplication
from quality_mark.kinds.words import RUNG_OF_STATUS, level_at
from quality_mark.marks import papers as marks_papers
from quality_mark.marks.models import QualityMark
from quality_mark.roles import OFFICE_AND_COMMITTEE


def certificate(mark: QualityMark, dates: dict[str, Any], by: Person | None) -> Document:
    """QM-01, QM-02: the certificate of a Mark; `dates` are its first and last day and the act of the Head of the city."""
    entry, renewal = mark.entry, last_renewal(mark)
    decision = renewal.item.decision if renewal and renewal.item else mark.decision
    verb = "продлении" if renewal else "присвоении"
    return _paper(
        entry, decision, Kind.CERTIFICATE, "certificates", "quality_mark/pdf/certificate.html",
        f"О {verb} красноярского Знака качества: «{entry.title}»"[:400], by, supersedes=_former(mark), is_renewed=bool(renewal), **dates,
    )  # fmt: skip


def last_renewal(mark: QualityMark) -> Any:
    """The renewal by which the Mark stands as it does; None for one that was never renewed."""
    return mark.renewals.filter(outcome="renewed").select_related("item").order_by("-pk").first()


def _former(mark: QualityMark) -> Document | None:
    """The certificate in whose place the new one comes, if it was ever valid."""
    former = Document.objects.filter(pk=mark.certificate_id or 0).first()
    return former if former and former.is_registered else None


def certify_again(mark: QualityMark, dates: dict[str, Any], by: Person | None) -> None:
    """Another certificate under another number takes the place of the former one; the old number goes on leading to the Mark. Not saved."""
    paper = certificate(mark, dates, by)
    mark.former_numbers = [*mark.former_numbers, mark.number]
    mark.certificate, mark.number = paper, paper.number


def diploma(
    entry: ContestApplication, degree: str, decision: Decision, by: Person | None, votes: int | None
) -> Document:
    """CT-18: a diploma of a degree, or the citizens' prize with its votes; of a kind other than the Mark, what its level is."""
    if not entry.contest.rule.gives_mark:
        return _certificate_of_kind(entry, degree, decision, by, votes)
    title = Diploma.Degree(degree).label
    return _paper(
        entry, decision, Kind.DIPLOMA, "diplomas", "quality_mark/pdf/diploma.html", f"{title}: «{entry.title}»"[:400], by,
        degree=degree, degree_title=title, votes=votes,
    )  # fmt: skip


def _certificate_of_kind(
    entry: ContestApplication, degree: str, decision: Decision, by: Person | None, votes: int | None
) -> Document:
    """The paper of a contest other than for the Mark, in a register of its own (04-06)."""
    level = level_at(entry.contest.rule, RUNG_OF_STATUS.get(degree, ""))
    title = level.title if level else str(Diploma.Degree(degree).label)
    return _paper(
        entry, decision, Kind.CERTIFICATE, "contest_awards", "quality_mark/pdf/award_of_kind.html", f"{title}: «{entry.title}»"[:400],
        by, number_parts={"contest": entry.contest.number}, level_title=title, gives=level.gives_words if level else "",
        months=level.months if level else None, kind_title=entry.contest.kind.title, votes=votes,
    )  # fmt: skip


def _holder(entry: ContestApplication) -> dict[str, Any]:
    """Who has received it: of a team its leader is named, of the others only how many they are."""
    if entry.organization is not None:
        holder = entry.organization
        return {"name": holder.full_name, "inn": holder.inn, "ogrn": holder.ogrn}
    people = len(team_of(entry))
    return {"name": entry.entrant_full_name, "inn": "", "ogrn": "", **({"people": people} if people else {})}


def _paper(
    entry: ContestApplication,
    decision: Decision,
    kind: str,
    register: str,
    template: str,
    title: str,
    by: Person | None,
    supersedes: Document | None = None,
    number_parts: dict[str, str] | None = None,
    **facts: Any,
) -> Document:
    chair = signing_chair()
    assert decision.document is not None, "results stand on a decision on paper"
    return issuing.issue(
        kind=kind,
        title=title,
        register=register,
        number_parts=number_parts or {},
        template=template,
        snapshot={
            "contest": {"title": entry.contest.title, "number": entry.contest.number},
            "nomination": {"code": entry.nomination.code, "title": entry.nomination.title},
            "object": quoted(entry.title),
            "holder": _holder(entry),
            "decision": {"number": decision.document.number, "date": decision.document.date},
            "act": "",
            **facts,
        },
        signatories=[(chair.person, chair.signs_as("Председатель Городского программного комитета"), 1)],
        readers=[entry.member_key, *OFFICE_AND_COMMITTEE],
        is_public=not entry.contest.rule.hides_entrants,
        supersedes=supersedes,
        by=by,
    )


def signing_chair() -> BodyMember:
    """The chair of the committee; without one nothing can be awarded."""
    chair = marks_papers.committee_chair()
    if chair is None:
        raise Refused("У комитета сейчас нет председателя: свидетельства и дипломы некому подписать.")
    return chair
