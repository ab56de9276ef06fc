"""Founding a consortium, asking an organisation, its answer, its leaving, the end. Under the lock of the consortium's own row."""

from datetime import date

from django.utils import timezone

from casework import workdays
from casework.door import Refused
from casework.notify import notify
from events.consortia.models import Consortium, Participant
from journal.record import record
from programme.models import Organization, Person


def establish(*, by: Person, title: str, about: str, agreement: str, since: date) -> Consortium:
    """By the organiser, from an agreement that has been signed; members join it here themselves."""
    if Consortium.objects.filter(title=title, ended_on=None).exists():
        raise Refused("Консорциум с таким названием уже есть.")
    consortium = Consortium.objects.create(title=title, about=about, agreement=agreement, since=since, opened_by=by)
    record(consortium, "establish", f"Внесён консорциум «{title}», {agreement}", by=by)
    return consortium


def _locked(pk: int) -> Consortium:
    consortium = Consortium.objects.select_for_update(no_key=True).get(pk=pk)
    if consortium.ended_on:
        raise Refused("Консорциум прекращён: в нём ничего не меняют.")
    return consortium


def ask(consortium: Consortium, *, by: Person, organization: Organization, part: str) -> Participant:
    """Whoever signs for the organisation hears of it."""
    consortium = _locked(consortium.pk)
    if not Person.objects.holding(f"signer:{organization.pk}").exists():
        raise Refused("За эту организацию на сайте пока некому ответить: у неё нет подписанта с полномочиями.")
    if consortium.participants.filter(organization=organization, left_at=None).exists():
        raise Refused("Эту организацию уже позвали.")
    row = Participant.objects.create(consortium=consortium, organization=organization, part=part, asked_by=by)
    record(consortium, "ask_participant", f"Позвали вступить: {row}", by=by)
    notify(f"signer:{organization.pk}", f"event:consortium:{row.pk}:asked", "Вас зовут в консорциум",
           f"{consortium}, {consortium.agreement}. {part}", row.get_absolute_url())  # fmt: skip
    return row


def answer(participant: Participant, *, by: Person, outcome: str, reason: str = "") -> None:
    """By whoever signs for the organisation: join, refuse, or leave later on."""
    consortium = _locked(participant.consortium_id)
    participant = Participant.objects.select_related("organization").get(pk=participant.pk)
    if f"signer:{participant.organization_id}" not in by.capacity_keys():
        raise Refused("Отвечает тот, кто подписывает за организацию.")
    if participant.left_at or (outcome == "agree" and participant.agreed_at):
        raise Refused("Ответ уже дан.")
    if outcome == "agree":
        participant.agreed_at = timezone.now()
        words = f"Вступила: {participant}"
    else:
        words = f"{'Вышла' if participant.agreed_at else 'Отказалась вступить'}: {participant}"
        participant.left_at, participant.reason = timezone.now(), reason
    participant.save(update_fields=["agreed_at", "left_at", "reason"])
    record(consortium, f"participant_{outcome}", words, by=by, ground=reason)
    notify(f"person:{participant.asked_by_id}", f"event:consortium:{participant.pk}:{outcome}", words,
           f"{consortium}. {reason}".strip(), consortium.get_absolute_url())  # fmt: skip


def end(consortium: Consortium, *, by: Person, ground: str) -> None:
    """Its members hear of it; courses that are announced go on."""
    consortium = _locked(consortium.pk)
    consortium.ended_on, consortium.ground = max(workdays.local_date(), consortium.since), ground
    consortium.save(update_fields=["ended_on", "ground"])
    record(consortium, "end", f"Консорциум «{consortium}» прекращён", by=by, ground=ground)
    for number in consortium.participants.joined().values_list("organization", flat=True):
        notify(f"signer:{number}", f"event:consortium:{consortium.pk}:end", "Консорциум прекращён",
               f"{consortium}. {ground}", consortium.get_absolute_url())  # fmt: skip
