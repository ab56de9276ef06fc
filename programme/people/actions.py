"""Accounts: enrolled by the office, closed, asked for a second factor."""

from datetime import date, timedelta
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from casework import installation
from casework.door import Refused
from casework.formats import counted
from casework.notify import tell
from journal.record import record
from programme.appointments.absences import left_by, tell_offices
from programme.entrance.letters import send
from programme.identity.actions import end_all
from programme.invitations.actions import hand_over_invitations
from programme.people.models import Person
from programme.periods import today
from programme.rows import locked
from programme.texts.words import words_of


@transaction.atomic
def enroll(*, email: str, password: str | None = None, by: Person | None = None, **names: Any) -> Person:
    """A person whose address the office itself vouches for; without a password they set one by the reset link."""
    person = Person.objects.create_user(email, password, **names)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    record(person, "enroll", "Создана учётная запись", by=by)
    hand_over_invitations(person, person.email)
    return person


@transaction.atomic
def enroll_and_invite(names: dict[str, Any], *, by: Person) -> Person:
    """A new account and a letter with which its owner sets a password; nobody else ever knows one."""
    person = enroll(by=by, **names)
    city = installation.current().organisation
    key = f"{user_pk_to_url_str(person)}-{default_token_generator.make_token(person)}"
    facts = {
        "оператор": city,
        "ссылка": get_adapter().get_reset_password_from_key_url(key),
        "новая ссылка": settings.SITE_URL + reverse("account_reset_password"),
        "сколько действует": counted(settings.PASSWORD_RESET_TIMEOUT // (24 * 60 * 60), "день,дня,дней"),
    }
    body = words_of("letter.account", facts)
    send(person.email, f"Вам открыта учётная запись: {city}", body)
    return person


@transaction.atomic
def renew_unused(person: Person, **names: Any) -> Person:
    """An account made for somebody who never came is open again, under the names they are invited with now."""
    person = locked(Person, person.pk)
    if person.has_usable_password():
        raise Refused("Этой учётной записью уже пользуются.")
    for name, value in {**names, "is_active": True}.items():
        setattr(person, name, value)
    person.save(update_fields=[*names, "is_active"])
    record(person, "renew_unused", "Учётная запись, которой не пользовались, открыта снова")
    return person


@transaction.atomic
def deactivate(person: Person, *, ground: str, by: Person | None = None, leave_open: bool = False) -> None:
    """Close an account: the person holds nothing any more, what they did stays.

    Refused while steps would stay that no office could hand to another, unless `leave_open` (an account in wrong hands is closed at
    once): then the administrator is told. The offices hear of every step they have to find somebody for.
    """
    person = locked(Person, person.pk)
    if not person.is_active:
        raise Refused("Учётная запись уже закрыта.")
    left = [step for step in left_by(person) if not step.taker]
    if left and not leave_open:
        steps = "; ".join(step.words for step in left[:5])
        raise Refused(f"Сначала передайте открытые шаги или назначьте на роль другого человека: {steps}.")
    end_all(person, by=by, ground="учётная запись закрыта")
    person.is_active = False
    person.save(update_fields=["is_active"])
    record(person, "deactivate", "Учётная запись закрыта", by=by, ground=ground, payload={"steps_left": len(left)})
    tell_offices()


@transaction.atomic
def ask_for_second_factor(person: Person, *, days: int) -> date:
    """Ask for a second factor, which will be needed in so many days; asking again does not move the day. Returns the day."""
    person = locked(Person, person.pk)
    if person.second_factor_by is None:
        person.second_factor_by = today() + timedelta(days=days)
        person.save(update_fields=["second_factor_by"])
        record(person, "ask_for_second_factor", f"Второй фактор нужен с {person.second_factor_by:%d.%m.%Y}")
        tell(
            person,
            f"second_factor:{person.pk}",
            "Подключите второй фактор",
            f"С {person.second_factor_by:%d.%m.%Y} без него нельзя будет оценивать, голосовать и подписывать.",
            reverse("second_factor"),
        )
    return person.second_factor_by
