"""The secretariat appoints a moderator, who declares no ties or declines: NG-02."""

from collections.abc import Iterable

from django.utils import timezone

from casework import roles
from casework.door import Refused
from casework.notify import notify
from journal.record import move, record
from negotiations.moderation import papers, ties
from negotiations.moderation.models import ModeratorDeclaration
from negotiations.parties.models import NegotiationParty
from negotiations.talks.models import Negotiation
from programme.models import Organization, Person, Regulation


def check_moderator(moderator: Person | None, organizations: Iterable[Organization]) -> None:
    """Who may lead a negotiation: on the register, without ties to those at the table, with fewer than five negotiations."""
    if moderator is None or roles.MODERATOR not in moderator.capacity_keys():
        raise Refused("Модератора выбирают из реестра модераторов.")
    if conflicts := ties.between(moderator, organizations):
        raise Refused(
            f"{moderator.short_name} связан(а) со сторонами: {'; '.join(conflicts)}. Выберите другого модератора."
        )
    most = Regulation.in_force().value("negotiation.moderator_load_max")
    if ties.load_of(moderator) >= most:
        raise Refused(f"{moderator.short_name} уже ведёт {most} дел — это предел. Выберите другого модератора.")


def appoint_moderator(negotiation: Negotiation, *, by: Person, moderator: Person) -> None:
    """NG-02, first half: the secretariat appoints; the appointment takes effect with the moderator's declaration."""
    _take_turn(moderator)
    check_moderator(moderator, ties.at_the_table(negotiation))
    negotiation.candidate = moderator
    negotiation.order = papers.order(negotiation, moderator, by)
    negotiation.save()
    record(
        negotiation,
        "appoint",
        f"Назначен модератор: {moderator.short_name}",
        by=by,
        ground=f"распоряжение № {negotiation.order.number}",
    )


def _take_turn(moderator: Person) -> None:
    """Lock the moderator: of two appointments at once neither may exceed the load allowed."""
    Person.objects.select_for_update(of=("self",)).filter(pk=moderator.pk).first()


def accept_moderation(negotiation: Negotiation, *, by: Person, answer: str, text: str = "") -> None:
    """NG-02, second half: the moderator declares no ties and leads the negotiation, or declines and another is chosen."""
    negotiation = Negotiation.objects.held(negotiation.pk)
    if answer == "decline":
        ModeratorDeclaration.objects.create(case=negotiation, moderator=by, is_clean=False, text=text)
        negotiation.candidate = None
        negotiation.save()
        record(negotiation, "decline", f"{by.short_name}: вести дело не может", by=by, ground=text)
        return
    if conflicts := ties.between(by, ties.at_the_table(negotiation)):
        raise Refused(
            f"По данным системы вы связаны со сторонами: {'; '.join(conflicts)}. Откажитесь, и секретариат выберет другого модератора."
        )
    ModeratorDeclaration.objects.create(case=negotiation, moderator=by, is_clean=True, text=text)
    negotiation.moderator, negotiation.declared_at = by, timezone.now()
    _seat_applicant(negotiation)
    move(negotiation.accept_moderator, f"Дело ведёт модератор {by.short_name}, связей со сторонами нет", by=by)
    notify(
        f"member:{negotiation.proposal.organization_id}",
        f"negotiation:{negotiation.pk}:moderator",
        "У переговоров есть модератор",
        f"{by.get_full_name()} пригласит стороны. Вы можете предложить, кого позвать.",
        negotiation.get_absolute_url(),
    )


def _seat_applicant(negotiation: Negotiation) -> None:
    """The applicant is an essential party from the start, spoken for by whoever submitted the proposal."""
    organization, version = negotiation.proposal.organization, negotiation.proposal.version
    assert version is not None, "an admitted proposal has been submitted"
    seat = {
        "status": NegotiationParty.Status.ACCEPTED,
        "is_essential": True,
        "representative": version.submitted_by,
        "replied_at": timezone.now(),
    }
    NegotiationParty.objects.update_or_create(
        case=negotiation,
        organization=organization,
        defaults=seat,
        create_defaults={**seat, "sector": organization.sector, "invited_by": negotiation.opened_by},
    )
