"""Joining the login at the state's provider with an account whose owner has proved it, and parting them."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from casework.door import Refused
from casework.notify import tell
from casework.workdays import local_date
from journal.record import record
from programme.consents.actions import require_consent
from programme.identity.actions import end
from programme.identity.models import Confirmation, ConfirmationQuerySet
from programme.people.models import Person
from programme.regulations.models import Regulation
from programme.rows import locked

TAKEN = "Этот государственный вход присоединён к другой учётной записи. Войдите в неё; одному человеку нужна одна учётная запись."
JOINED = "К этой учётной записи уже присоединён государственный вход. Чтобы присоединить другой, сначала отсоедините прежний."
OTHER_NAME = (
    "Имя в государственной учётной записи — другое, чем в документе, который видела канцелярия. Если вы сменили имя, покажите новый "
    "документ в канцелярии."
)


def owner_of(key: str) -> Person | None:
    """Whose account a login opens, by the keyed hash of its subject."""
    row = _of(key).in_force().select_related("person").first()
    return row.person if row else None


@transaction.atomic
def join(*, by: Person, key: str, names: dict[str, str]) -> Confirmation:
    """The person has logged in on both sides. Raises Refused, ConsentNeeded.

    `key`: the keyed hash of the subject; `names`: as the provider gives them, by the fields of Person, or nothing.
    """
    person = locked(Person, by.pk)
    require_consent(person)
    if person.confirmations.in_force().filter(kind=Confirmation.Kind.STATE).exists():
        raise Refused(JOINED)
    _require_free(key, person)
    changed = [name for name, value in names.items() if getattr(person, name) != value]
    if changed:
        if person.confirmations.in_force().filter(kind=Confirmation.Kind.DOCUMENT).exists():
            raise Refused(OTHER_NAME)
        for name in changed:
            setattr(person, name, names[name])
        person.save(update_fields=changed)
        record(person, "correct_name", "Имя исправлено по государственной учётной записи", by=by)
    try:
        with transaction.atomic():
            confirmation = Confirmation.objects.create(
                person=person, kind=Confirmation.Kind.STATE, at=timezone.now(), subject_key=key
            )
    except IntegrityError:
        raise Refused(TAKEN) from None
    record(person, "confirm_state", "Личность подтверждена государственным входом", by=by)
    text = (
        "Теперь в вашу учётную запись можно войти через него. Если это сделали не вы, отсоедините его и смените пароль."
    )
    tell(person, f"confirmation:{confirmation.pk}", "Присоединён государственный вход", text, reverse("identity"))
    return confirmation


@transaction.atomic
def part(*, by: Person) -> None:
    """The owner parts the login from the account; the password stays."""
    confirmation = by.confirmations.in_force().filter(kind=Confirmation.Kind.STATE).first()
    if confirmation is None:
        raise Refused("Государственный вход к вашей учётной записи не присоединён.")
    end(confirmation, by=by, ground="отсоединён владельцем")


def _of(key: str) -> ConfirmationQuerySet:
    return Confirmation.objects.filter(kind=Confirmation.Kind.STATE, subject_key=key)


def _require_free(key: str, person: Person) -> None:
    """One human being, one account: a login that has served another account rests as long as a telephone number does."""
    others = _of(key).exclude(person=person)
    if others.in_force().exists():
        raise Refused(TAKEN)
    rest = timedelta(days=int(Regulation.in_force().value("identity.number_rests_days")))
    if last := others.filter(ended_at__gt=timezone.now() - rest).order_by("-ended_at").first():
        assert last.ended_at, "it has ended"
        raise Refused(
            "Этот государственный вход недавно служил другой учётной записи; присоединить его можно с "
            f"{local_date(last.ended_at + rest):%d.%m.%Y}."
        )
