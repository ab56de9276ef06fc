"""What pages say of a mandate: the first steps of a newcomer, what a reader waits for before they may sign."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from casework.beginning import FirstStep
from casework.models import Waiting
from programme.access import Visitor, keys_of
from programme.consents.models import Consent
from programme.mandates.actions import again_url
from programme.organizations.memberships import Membership
from programme.people.models import Person

LATER = "Откроется, когда вы добавите организацию."


@dataclass(frozen=True)
class Standing:
    """Why the reader may not sign for an organisation they work in. `membership`: theirs, while it waits to be confirmed."""

    membership: Membership | None
    until: date | None = None


def standing(person: Visitor, organization: int) -> Standing | None:
    """What keeps a member of an organisation from signing for it; None for whoever may sign, and for strangers."""
    keys = keys_of(person)
    if f"signer:{organization}" in keys or f"member:{organization}" not in keys:
        return None
    waiting = Membership.objects.in_force().unconfirmed().filter(person=person.pk, organization=organization)
    membership = waiting.select_related("organization").first()
    return Standing(membership, answer_by(membership) if membership else None)


def answer_by(membership: Membership) -> date | None:
    """The day by which the secretariat answers; None once it has, or after that day."""
    waiting = Waiting.objects.open().filter(process__mandatecase__membership=membership).first()
    if waiting is None or waiting.due_at is None or waiting.due_at < timezone.now():
        return None
    return timezone.localdate(waiting.due_at)


def first_steps(person: Person) -> list[FirstStep]:
    """Organisation, authority, consent."""
    rows = Membership.objects.filter(person=person).select_related("organization").order_by("-pk")[:20]
    current = [row for row in rows if row.ended_at is None]
    refused = [row for row in rows if row.ended_at and row.confirmed_at is None and row.ended_by_id != person.pk]
    return [
        _organisation(current, refused),
        _authority(current),
        _consent(person),
    ]


def _organisation(current: list[Membership], refused: list[Membership]) -> FirstStep:
    title = "Организация, ТОС или инициативная группа"
    if current:
        return FirstStep(title, "done", str(current[0].organization))
    if refused:
        text = f"Полномочия в «{refused[0].organization}» не подтверждены: {refused[0].end_ground}"
        return FirstStep(title, "now", text, again_url(refused[0]), "Исправить и отправить снова")
    text = "Если ваша организация здесь уже есть, попросите её руководителя пригласить вас; иначе добавьте её."
    return FirstStep(title, "now", text, reverse("organisation_add"), "Добавить организацию")


def _authority(current: list[Membership]) -> FirstStep:
    title = "Полномочия"
    if any(row.confirmed_at for row in current):
        return FirstStep(title, "done", "подтверждены")
    if not current:
        return FirstStep(title, "later", LATER)
    until = answer_by(current[0])
    term = f"Секретарь площадки ответит до {until:%d.%m.%Y}." if until else "Секретарь площадки проверяет сведения."
    if current[0].evidence.exists():
        return FirstStep(title, "waiting", f"{term} Письмо придёт на вашу почту.")
    text = f"{term} Письмо придёт на вашу почту. Документ о полномочиях не приложен: с ним ответ будет быстрее."
    return FirstStep(
        title, "waiting", text, reverse("mandate_evidence_add", args=[current[0].pk]), "Приложить документ"
    )


def _consent(person: Any) -> FirstStep:
    title, purpose = "Согласие на обработку персональных данных", Consent.Purpose.PARTICIPATION
    if Consent.is_given(person, purpose):
        return FirstStep(title, "done", "дано")
    url = f"{reverse('consent_page', args=[purpose])}?{urlencode({'next': reverse('inbox')})}"
    return FirstStep(title, "now", "Отдельный документ, его дают один раз.", url, "Прочитать и дать согласие")
