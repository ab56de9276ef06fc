"""The formal check and the expertise: PP-05…PP-09, PP-12, PP-18…PP-22."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils import timezone

from casework.locking import locked
from casework.notify import notify
from casework.reentering import reenter_case
from documents.models import Document
from documents.papers.actions import annul, note_set_aside
from expertise.expertises import actions as expertises
from journal.record import move, record
from negotiations.applications import application
from negotiations.applications.models import Remark, earlier_remarks
from negotiations.examination.grounds import STOP_GROUNDS
from negotiations.examination.models import Examination
from negotiations.parties.models import NegotiationParty
from negotiations.proposals import papers
from negotiations.proposals.models import Proposal
from programme.models import Organization, Person

Status = Proposal.Status


def check(
    proposal: Proposal,
    *,
    by: Person,
    outcome: str,
    ground: str = "",
    explanation: str = "",
    remarks: dict[str, str] | None = None,
    lifted: Iterable[str] = (),
) -> None:
    """PP-05, PP-06, PP-09: the result of the formal check. `lifted`: places whose last remarks the reviewer takes as mended."""
    _lift(proposal, list(lifted), by)
    if outcome == "admit":
        move(proposal.admit, "Предложение допущено", by=by)
        papers.admitted(proposal, by)
    elif outcome == "send_back":
        version = proposal.version
        Remark.objects.bulk_create(
            Remark(version=version, field=name, text=text) for name, text in (remarks or {}).items()
        )
        move(
            proposal.send_back,
            f"Предложение возвращено на доработку, замечаний: {len(remarks or {})}",
            by=by,
            payload=remarks,
        )
        papers.returned(proposal, remarks or {}, by)
    else:
        move(proposal.reject, "В допуске отказано", by=by, ground=explanation, payload={"ground": ground})
        _refuse(proposal, dict(STOP_GROUNDS)[ground], explanation, by)


def _lift(proposal: Proposal, places: list[str], by: Person) -> None:
    """Say of the last remarks to these places that they have been met."""
    rows = [row for name, row in earlier_remarks(proposal).items() if name in places and row.lifted_at is None]
    if not rows:
        return
    Remark.objects.filter(pk__in=[row.pk for row in rows]).update(lifted_at=timezone.now(), lifted_by=by)
    names = ", ".join(f"«{application.label(row.field)}»" for row in rows)
    record(
        proposal,
        "lift_remarks",
        f"Замечания сняты: {names}"[:300],
        by=by,
        payload={"places": [row.field for row in rows]},
    )


def reject_by_silence(proposal: Proposal) -> None:
    """PP-08: the term for mending has passed."""
    move(proposal.reject, "Не допущено: замечания не устранены в срок")
    _refuse(
        proposal, "недостатки не устранены", "Срок устранения замечаний истёк, исправленная заявка не поступила.", None
    )


def _refuse(proposal: Proposal, ground: str, explanation: str, by: Person | None) -> None:
    """Put the refusal on paper: the paper is what may be appealed."""
    proposal.refusal, proposal.refused_by = papers.rejected(proposal, ground, explanation, by), by
    proposal.save(update_fields=["refusal", "refused_by"])


def restore(proposal: Proposal, *, by: Person | None, ground: str, paper: Document) -> None:
    """PP-10, PP-38: the refusal is set aside by an appeal; its number stays, and the check is made anew by somebody else if possible."""
    refusal = proposal.refusal
    assert refusal is not None, "only what was refused can be restored"
    with locked(proposal.case.pk):
        proposal = Proposal.objects.get(pk=proposal.pk)
        move(proposal.restore, "Отказ отменён, формальная проверка проводится заново", by=by, ground=ground)
        annul(refusal, reason=f"Отменено: {ground}")
        note_set_aside(refusal, ground, paper)
        papers.restored(proposal, ground)
        reenter_case(proposal.case, "restored")


def order_expertise(proposal: Proposal, *, by: Person, instruction: str, way: str = "expertise") -> None:
    """PP-12: send the frozen version to professional-public expertise; or, against the secretariat, to negotiations (PP-11)."""
    if way == "negotiations":
        proposal.must_negotiate = True
        proposal.save(update_fields=["must_negotiate"])
        record(proposal, "refuse_to_skip", "Председатель направил предложение на переговоры", by=by, ground=instruction)
        return
    if proposal.status != Status.UNDER_EXPERTISE:
        move(proposal.order_expertise, "Предложение направлено на экспертизу", by=by, ground=instruction)
    request_expertise(proposal, by)


def request_expertise(proposal: Proposal, by: Person) -> None:
    version = proposal.version
    assert version is not None, "only what was submitted is assessed"
    proposal.expertise = expertises.request(
        object_title=proposal.title,
        object_url=proposal.get_absolute_url(),
        applicant=proposal.organization,
        materials=version.document,
        version_hash=version.sha256,
        requested_sum=proposal.requested_sum or Decimal(0),
        area=proposal.area,
        author_people=[] if proposal.received_on else [proposal.created_by, version.submitted_by],
        party_organizations=_negotiated_with(proposal),
        is_repeat=proposal.reworks > 0,
        by=by,
    )
    proposal.save()
    Examination.objects.create(proposal=proposal, version=version, expertise=proposal.expertise)


def _negotiated_with(proposal: Proposal) -> list[Organization]:
    """Who took part in the negotiations about it: none of their people assesses it (3.0, в)."""
    sat = NegotiationParty.objects.filter(case__proposal=proposal, status=NegotiationParty.Status.ACCEPTED)
    return list(Organization.objects.filter(pk__in=sat.values("organization")).exclude(pk=proposal.organization_id))


def conclude(proposal: Proposal) -> None:
    """PP-18, PP-19, PP-20: the published conclusion moves the proposal; a refused or cancelled expertise leaves it where it is."""
    expertise = proposal.expertise
    assert expertise is not None, "the expertise has been ordered"
    result = expertise.outcome
    ground = f"заключение № {expertise.conclusion.number}" if result and expertise.conclusion else ""
    if result == "recommend":
        move(proposal.recommend, "Экспертиза рекомендует предложение", ground=ground)
    elif result == "rework" and proposal.reworks < 1:
        move(proposal.ask_rework, "Экспертиза предлагает доработать предложение", ground=ground)
    elif result:
        move(proposal.not_recommend, "Экспертиза не рекомендует предложение", ground=ground)


def give_up_rework(proposal: Proposal) -> None:
    """PP-22: the term for rework has passed."""
    move(proposal.not_recommend, "Не рекомендовано: доработка не представлена в срок")
    notify(
        proposal.signer_key,
        f"proposal:{proposal.pk}:rework-lapsed",
        "Срок доработки истёк",
        proposal.title,
        proposal.get_absolute_url(),
    )
