"""Asking an organisation to hold an event together, its answer, its leaving."""

from django.utils import timezone

from casework.door import Refused
from casework.notify import notify
from events.occasions.models import Event
from events.occasions.turns import locked
from events.partners.models import Partner
from journal.record import record
from programme.models import Organization, Person


def ask(event: Event, *, by: Person, organization: Organization, part: str) -> Partner:
    """The organiser asks; whoever signs for the organisation hears of it."""
    event = locked(event.pk)
    if event.status not in Event.BEFORE:
        raise Refused("Соорганизатора зовут, пока мероприятие не началось.")
    if not Person.objects.holding(f"signer:{organization.pk}").exists():
        raise Refused("За эту организацию на сайте пока некому ответить: у неё нет подписанта с полномочиями.")
    if event.partners.filter(organization=organization, left_at=None).exists():
        raise Refused("Эту организацию уже позвали.")
    partner = Partner.objects.create(event=event, organization=organization, part=part, asked_by=by)
    record(event, "ask_partner", f"Позвали провести вместе: {partner}", by=by)
    notify(f"signer:{organization.pk}", f"event:partner:{partner.pk}:asked", "Вас зовут провести мероприятие вместе",
           f"{event}. {part}", partner.get_absolute_url())  # fmt: skip
    return partner


def answer(partner: Partner, *, by: Person, outcome: str, reason: str = "") -> None:
    """By whoever signs for the organisation: agree, refuse, or leave until the event begins."""
    event = locked(partner.event_id)
    partner = Partner.objects.select_related("organization").get(pk=partner.pk)
    if f"signer:{partner.organization_id}" not in by.capacity_keys():
        raise Refused("Отвечает тот, кто подписывает за организацию.")
    if partner.left_at or event.status not in Event.BEFORE or (outcome == "agree" and partner.agreed_at):
        raise Refused("Отвечать больше не на что: мероприятие началось, или ответ уже дан.")
    if outcome == "agree":
        partner.agreed_at = timezone.now()
        words, title = f"Проводит вместе: {partner}", "Организация согласилась провести мероприятие вместе"
    else:
        partner.left_at, partner.reason = timezone.now(), reason
        words, title = f"Отказалась проводить вместе: {partner}", "Организация отказалась проводить мероприятие"
    partner.save(update_fields=["agreed_at", "left_at", "reason"])
    record(event, f"partner_{outcome}", words, by=by, ground=reason)
    notify(f"person:{partner.asked_by_id}", f"event:partner:{partner.pk}:{outcome}", title,
           f"{event}. {partner}. {reason}", event.get_absolute_url())  # fmt: skip
