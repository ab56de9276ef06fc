"""How negotiations are opened and who leads them: PP-11, PP-15, NG-01, NG-02, NG-31."""

from typing import Any

from django.db import connection
from django.db.models import Max
from django.utils import timezone

from casework import door, workdays
from casework.door import Refused
from casework.notify import notify, tell
from journal.record import move, record
from negotiations import papers, ties
from negotiations.actions.applying import require_signer
from negotiations.models import ModeratorDeclaration, NegotiationCase, NegotiationParty, Proposal
from programme.models import Person, Regulation

Status = NegotiationCase.Status
NUMBERING = 3121  # the advisory lock under which a case takes its number


def choose_route(proposal: Proposal, *, by: Any, way: str, moderator: Any = None, reasons: str = "") -> None:
    """PP-11: open negotiations; or propose to the chair to send the proposal straight to expertise (PP-12)."""
    if way == "expertise":
        if not may_skip(proposal):
            raise Refused(
                "Без переговоров можно направить только отраслевое предложение, и только если председатель не отказал."
            )
        record(proposal, "propose_expertise", "Секретариат предложил экспертизу без переговоров", by=by, ground=reasons)
        return
    check_moderator(moderator, [proposal.organization])
    move(proposal.open_negotiations, "Открыты переговоры о вкладах", by=by)
    open_case(proposal, by, moderator)


def may_skip(proposal: Proposal) -> bool:
    """May negotiations be left out: a sectoral proposal, and the chair has not said otherwise (PP-12)."""
    return proposal.level == "sectoral" and not proposal.must_negotiate


def open_case(proposal: Proposal, by: Any, moderator: Any = None) -> NegotiationCase:
    """NG-01: a case with its number and its term; the flow that leads it begins with the moderator's word or with their appointment."""
    from negotiations.flows import NegotiationFlow  # flows import actions

    year = workdays.local_date().year
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [NUMBERING])
    last = NegotiationCase.objects.filter(year=year).aggregate(last=Max("n"))["last"] or 0
    case = NegotiationCase.objects.create(
        proposal=proposal, platform=proposal.platform, year=year, n=last + 1, opened_by=by, ends_on=NegotiationCase.last_day(Regulation.in_force()),
    )  # fmt: skip
    record(case, "open", f"Открыто переговорное дело № {case.number}", by=by, after=case.status)
    if moderator:
        appoint_moderator(case, by=by, moderator=moderator)
    door.open_case(NegotiationFlow.begin, case, by)
    return case


def check_moderator(moderator: Any, organizations: Any) -> None:
    """Who may lead a case: on the register, without ties to those at the table, with fewer than five cases."""
    if moderator is None or "role:moderator" not in moderator.capacity_keys():
        raise Refused("Модератора выбирают из реестра модераторов.")
    if found := ties.between(moderator, organizations):
        raise Refused(
            f"{moderator.short_name} связан(а) со сторонами: {'; '.join(found)}. Выберите другого модератора."
        )
    most = Regulation.in_force().value("negotiation.moderator_load_max")
    if ties.load_of(moderator) >= most:
        raise Refused(f"{moderator.short_name} уже ведёт {most} дел — это предел. Выберите другого модератора.")


def appoint_moderator(case: NegotiationCase, *, by: Any, moderator: Any) -> None:
    """NG-02, first half: the secretariat appoints; the appointment takes effect with the moderator's declaration."""
    _take_turn(moderator)
    check_moderator(moderator, ties.at_the_table(case))
    case.candidate = moderator
    case.order = papers.order(case, moderator, by)
    case.save()
    record(
        case,
        "appoint",
        f"Назначен модератор: {moderator.short_name}",
        by=by,
        ground=f"распоряжение № {case.order.number}",
    )


def _take_turn(moderator: Any) -> None:
    """Two appointments of one moderator wait for each other, so that neither is the sixth."""
    Person.objects.select_for_update(of=("self",)).filter(pk=moderator.pk).first()


def accept_moderation(case: NegotiationCase, *, by: Any, answer: str, text: str = "") -> None:
    """NG-02, second half: the moderator declares no ties and leads the case, or declines and another is chosen."""
    case = NegotiationCase.objects.held(case.pk)
    if answer == "decline":
        ModeratorDeclaration.objects.create(case=case, moderator=by, is_clean=False, text=text)
        case.candidate = None
        case.save()
        record(case, "decline", f"{by.short_name}: вести дело не может", by=by, ground=text)
        return
    if found := ties.between(by, ties.at_the_table(case)):
        raise Refused(
            f"По данным системы вы связаны со сторонами: {'; '.join(found)}. Откажитесь, и секретариат выберет другого модератора."
        )
    ModeratorDeclaration.objects.create(case=case, moderator=by, is_clean=True, text=text)
    case.moderator, case.declared_at = by, timezone.now()
    _seat_applicant(case)
    move(case.accept_moderator, f"Дело ведёт модератор {by.short_name}, связей со сторонами нет", by=by)
    notify(
        f"member:{case.proposal.organization_id}",
        f"negotiation:{case.pk}:moderator",
        "У переговоров есть модератор",
        f"{by.get_full_name()} пригласит стороны. Вы можете предложить, кого позвать.",
        case.get_absolute_url(),
    )


def _seat_applicant(case: NegotiationCase) -> None:
    """The applicant is an essential party from the start, spoken for by whoever submitted the proposal."""
    organization, version = case.proposal.organization, case.proposal.version
    assert version is not None, "an admitted proposal has been submitted"
    seat = {
        "status": NegotiationParty.Status.ACCEPTED,
        "is_essential": True,
        "representative": version.submitted_by,
        "replied_at": timezone.now(),
    }
    NegotiationParty.objects.update_or_create(
        case=case,
        organization=organization,
        defaults=seat,
        create_defaults={**seat, "sector": organization.sector, "invited_by": case.opened_by},
    )


def propose_parties(case: NegotiationCase, *, by: Any, organizations: Any) -> None:
    """NG-03: the initiator says whom to ask; the moderator decides and invites."""
    case = NegotiationCase.objects.held(case.pk)
    if case.status not in (Status.INITIATED, Status.INVITING):
        raise Refused("Состав сторон уже утверждён.")
    for organization in organizations:
        NegotiationParty.objects.get_or_create(
            case=case,
            organization=organization,
            defaults={"sector": organization.sector, "status": NegotiationParty.Status.PROPOSED, "invited_by": by},
        )
    names = ", ".join(organization.short_name for organization in organizations)
    record(case, "propose_parties", f"Инициатор предлагает пригласить: {names}", by=by)
    if case.moderator:
        tell(
            case.moderator,
            f"negotiation:{case.pk}:proposed:{timezone.now().isoformat()}",
            "Инициатор предлагает стороны",
            names,
            case.get_absolute_url(),
        )


def cancel_negotiations(case: NegotiationCase, *, by: Any, ground: str) -> None:
    """NG-31: the initiator takes the request back while the parties are being asked. Under the lock of its case."""
    require_signer(case.proposal, by)
    case = NegotiationCase.objects.held(case.pk)
    case.end_ground, case.ended_at = ground, timezone.now()
    move(case.cancel, "Переговоры отменены инициатором", by=by, ground=ground)
    door.close_case(case.process)
    door.wake(case)
