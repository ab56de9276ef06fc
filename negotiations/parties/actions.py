"""Inviting the parties and confirming who sits at the table: NG-03…NG-07."""

from collections.abc import Iterable

from django.utils import timezone

from casework import door, workdays
from casework.door import Refused
from journal.record import move, record
from negotiations.moderation import ties
from negotiations.parties import papers
from negotiations.parties.models import NegotiationParty
from negotiations.talks.actions import close
from negotiations.talks.models import Negotiation
from programme.models import Organization, Person

Status = Negotiation.Status


Answer = NegotiationParty.Status


def invite(negotiation: Negotiation, *, by: Person, organizations: Iterable[Organization], message: str = "") -> None:
    """NG-03: at most twelve parties, none of them tied to the moderator."""
    negotiation = Negotiation.objects.held(negotiation.pk)
    organizations = list(organizations)
    _check_can_be_asked(negotiation, organizations)
    until = workdays.local_date(workdays.due(negotiation.process.term("negotiation.invite_reply")))
    for organization in organizations:
        party, _ = NegotiationParty.objects.update_or_create(
            case=negotiation,
            organization=organization,
            defaults={"status": Answer.INVITED, "invited_by": by, "reason": "", "replied_at": None},
            create_defaults={"sector": organization.sector, "status": Answer.INVITED, "invited_by": by},
        )
        papers.invitation(party, message, until, by)
    names = ", ".join(organization.short_name for organization in organizations)
    move(negotiation.invite, f"Приглашены стороны: {names}", by=by)


def _check_can_be_asked(negotiation: Negotiation, organizations: list[Organization]) -> None:
    seated = negotiation.parties.filter(status__in=[Answer.INVITED, Answer.ACCEPTED])
    again = [party.organization.short_name for party in seated.filter(organization__in=organizations)]
    if again:
        raise Refused(f"Уже приглашены: {', '.join(again)}.")
    most = negotiation.rule("parties_max")
    if seated.count() + len(organizations) > most:
        raise Refused(f"За столом не больше {most} сторон вместе с заявителем.")
    assert negotiation.moderator is not None, "parties are invited by the moderator"
    if conflicts := ties.between(negotiation.moderator, organizations):
        raise Refused(
            f"Вы связаны с приглашаемыми: {'; '.join(conflicts)}. Модератор не может быть связан со сторонами."
        )
    unsigned = [
        organization.short_name
        for organization in organizations
        if not Person.objects.holding(f"signer:{organization.pk}").exists()
    ]
    if unsigned:
        raise Refused(
            f"Некому ответить: у организаций нет подтверждённого подписанта в системе — {', '.join(unsigned)}."
        )


def reply(
    party: NegotiationParty, *, by: Person, answer: str, representative: Person | None = None, reason: str = ""
) -> None:
    """NG-04: the signer of the organisation accepts and names who will speak, or declines."""
    if answer == "accept":
        if representative is None or f"member:{party.organization_id}" not in representative.capacity_keys():
            raise Refused("Представитель должен работать в вашей организации.")
        party.status, party.representative = Answer.ACCEPTED, representative
        title = f"{party.organization.short_name}: приглашение принято, представитель — {representative.short_name}"
    else:
        party.status, party.reason = Answer.DECLINED, reason
        title = f"{party.organization.short_name}: приглашение отклонено"
    party.replied_at = timezone.now()
    party.save()
    record(party.case, "reply", title, by=by, ground=reason)


def decline_by_silence(party: NegotiationParty) -> None:
    """NG-04: five working days have passed, and silence is refusal."""
    party.status, party.reason, party.replied_at = Answer.DECLINED, "ответ в срок не поступил", timezone.now()
    party.save()
    record(party.case, "decline_by_silence", f"{party.organization.short_name}: ответа в срок нет, считается отказом")


def compose(negotiation: Negotiation, *, by: Person, outcome: str, essential: Iterable[NegotiationParty] = ()) -> None:
    """NG-05 and NG-07: confirm who sits at the table and ask for their positions; or go on inviting."""
    negotiation = Negotiation.objects.held(negotiation.pk)
    if outcome == "more":
        record(negotiation, "invite_more", "Модератор приглашает ещё", by=by)
        return
    if lacking := negotiation.lacks():
        raise Refused(f"Состав утвердить нельзя: {'; '.join(lacking)}. Пригласите ещё.")
    chosen = {party.pk for party in essential}
    for party in negotiation.sides():
        party.is_essential = party.pk in chosen or party.organization_id == negotiation.proposal.organization_id
        party.save(update_fields=["is_essential"])
    paper = papers.composition(negotiation, by)
    move(negotiation.confirm_parties, "Состав сторон утверждён", by=by, ground=f"перечень № {paper.number}")
    move(negotiation.ask_positions, "Запрошены позиции сторон", by=by)
    door.notify_waiters(negotiation)


def fail_to_gather(negotiation: Negotiation) -> None:
    """NG-06: twice ten working days have passed, and there is nobody to negotiate with."""
    negotiation = Negotiation.objects.held(negotiation.pk)
    if negotiation.status == Status.INVITING:
        close(
            negotiation,
            negotiation.fail_to_gather,
            "Стороны не собраны в срок: " + ("; ".join(negotiation.lacks()) or "состав не утверждён") + ".",
        )
