"""Settings of the city, the trial letter, the note of a backup: the only writers of `casework.installation.Installation`."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import get_connection
from django.db import transaction
from django.utils import timezone
from viewflow.workflow.models import Process

from casework import installation, mail
from casework.door import Refused
from casework.installation import Installation
from documents import seal_key
from journal.record import record
from programme.appointments import actions as appointments
from programme.appointments.models import Role, RoleAssignment
from programme.entrance import letters
from programme.installation import key as keys
from programme.installation import post, zones
from programme.installation.values import in_force
from programme.people import actions as people
from programme.people.models import Person

LETTER = """Здравствуйте!

Это пробное письмо системы «Согласие» ({city}, {organisation}). Раз вы его читаете, почта настроена: приглашения, уведомления и сроки
будут доходить.

{site}"""

INVITATION = """Здравствуйте!

Вас назначили администратором системы «Согласие» ({organisation}).

Откройте ссылку и задайте пароль; она действует три дня и один раз:
{link}

Потом система попросит подключить второй фактор: приложение с кодами в телефоне или ключ входа. Без него администратор не работает.

{organisation}
{site}"""


def held() -> Installation:
    """The row, held until the end of the transaction; made by whoever comes first."""
    Installation.objects.bulk_create([Installation(pk=1)], ignore_conflicts=True)
    return Installation.objects.select_for_update(of=("self",)).get(pk=1)


def stored() -> Installation:
    """The row as it is, or an empty one."""
    return Installation.objects.select_related("changed_by").first() or Installation(pk=1)


def keep(row: Installation, *fields: str) -> None:
    """Save these fields; whoever asks `casework.installation.current` hears of it after the commit."""
    row.save(update_fields=fields)
    transaction.on_commit(installation.forget)


@transaction.atomic
def change(*, by: Person | None = None, **values: Any) -> None:
    """Set what a city sets. The journal keeps what each value was and what it became.

    What is in force already is left where it comes from, be it the environment; nothing changed is no entry.
    """
    today = in_force()
    _set(held(), {name: value for name, value in values.items() if value != today[name]}, by)


@transaction.atomic
def settle(*, by: Person | None = None, **values: Any) -> None:
    """The same while a city is opened: what has been confirmed is kept, even if the environment says it too."""
    _set(held(), values, by)


def _set(row: Installation, values: dict[str, Any], by: Person | None) -> None:
    today = in_force()
    changed = {name: [today[name], value] for name, value in values.items() if value != getattr(row, name)}
    if not changed:
        return
    for name, (_, value) in changed.items():
        setattr(row, name, value)
    if {"sender_name", "sender_email"} & set(changed):
        row.letter_sent_at = None
    row.changed_at, row.changed_by = timezone.now(), by
    keep(row, *changed, "letter_sent_at", "changed_at", "changed_by")
    fields: list[Any] = [Installation._meta.get_field(name) for name in changed]
    titles = ", ".join(str(field.verbose_name) for field in fields)
    record(row, "change_settings", f"Настройки города: {titles}"[:300], by=by, payload=changed)


def send_trial_letter(*, email: str, by: Person | None = None) -> None:
    """Send a letter now and note that it went. Raises Refused with the reason in plain words (Russian)."""
    city = installation.current()
    body = LETTER.format(city=city.name, organisation=city.organisation, site=settings.SITE_URL)
    try:
        mail.send(email, "Пробное письмо", body)
    except Exception as error:
        if (reason := post.reason(error)) is None:
            raise
        raise Refused(reason) from error
    with transaction.atomic():
        row = held()
        row.letter_sent_at = timezone.now()
        keep(row, "letter_sent_at")
        record(
            row,
            "send_trial_letter",
            "Пробное письмо ушло",
            by=by,
            payload={"backend": type(get_connection()).__module__},
        )


@transaction.atomic
def note_backup(*, by: Person | None = None) -> None:
    """The operator says that a copy of the database and the files has just been made."""
    row = held()
    row.backup_at = timezone.now()
    keep(row, "backup_at")
    record(row, "note_backup", "Отмечена резервная копия", by=by)


def choose_time_zone(*, time_zone: str, by: Person | None = None) -> None:
    """Keep the zone by which days are counted. Raises Refused once the city is open or has cases: terms of existing acts would move."""
    if not keys.is_unopened() or Process.objects.exists():
        raise Refused(
            "В городе уже есть дела: часовой пояс больше не меняют, иначе сдвинулись бы сроки и даты сделанного."
        )
    if zones.is_fixed():
        raise Refused(f"Часовой пояс задан переменной TIME_ZONE: {settings.TIME_ZONE}.")
    zones.keep(time_zone)
    record(stored(), "choose_time_zone", f"Часовой пояс: {time_zone}", by=by)


@transaction.atomic
def make_seal_key(*, by: Person | None = None) -> None:
    """A key of the seal of this installation's own, unless there is one."""
    made = seal_key.make()
    record(held(), "make_seal_key", "Ключ печати создан системой", by=by, payload={"fingerprint": made.fingerprint})


@transaction.atomic
def bring_seal_key(*, container: Any, password: str, by: Person | None = None) -> None:
    """The key of the seal from a PKCS#12 container. Raises Refused for one that cannot seal, and once papers are sealed."""
    brought = seal_key.bring(container.read(), password)
    title = f"Ключ печати принесён: {brought.owner}"
    record(held(), "bring_seal_key", title[:300], by=by, payload={"fingerprint": brought.fingerprint})


@transaction.atomic
def rotate_seal_key(content: bytes = b"", password: str = "") -> seal_key.SealKey:
    """Seal with another key from now on, from outside (PKCS#12) or of one's own; the journal names both fingerprints. Raises Refused."""
    row, former = held(), seal_key.present()
    fresh = seal_key.rotate(content, password)
    payload = {"fingerprint": fresh.fingerprint, "former": former.fingerprint if former else ""}
    record(row, "rotate_seal_key", f"Ключ печати сменён: {fresh.owner}"[:300], payload=payload)
    return fresh


@transaction.atomic
def make_key() -> str:
    """The key that opens the city; an earlier one opens nothing any more. Raises Refused once there is an administrator."""
    if not keys.is_unopened():
        raise Refused("Город уже открыт: у него есть администратор.")
    row, key = held(), keys.new()
    row.opening_key = keys.digest(key)
    keep(row, "opening_key")
    record(row, "make_opening_key", "Создан одноразовый ключ открытия города")
    return key


@transaction.atomic
def invite_administrator(*, email: str, by: Person | None = None, **names: str) -> str:
    """Make the account of the first administrator and appoint them; the key opens nothing any more.

    Gives the link by which they set their password; it is mailed too. Whoever was invited before and has not set a password is
    invited no more: their address may have been mistyped.
    """
    row = held()
    if not keys.is_unopened():
        raise Refused("Город уже открыт: у него есть администратор.")
    person = _invited(email, names)
    _forget_the_invited(but=person)
    if not person.has_role(Role.ADMIN):
        appointments.appoint(person, role=Role.ADMIN, ground="Открытие города")
    row.opening_key, row.opened_at = "", timezone.now()
    keep(row, "opening_key", "opened_at")
    record(row, "open_city", f"Приглашён первый администратор: {person}", by=by, payload={"person": person.pk})
    link, organisation = password_link(person), installation.current().organisation
    letters.send(
        email,
        f"Вы — администратор: {organisation}",
        INVITATION.format(organisation=organisation, link=link, site=settings.SITE_URL),
    )
    return link


def _invited(email: str, names: dict[str, Any]) -> Person:
    """The account for the address; one that was made by an earlier invitation and never used takes the names of this one."""
    person = Person.objects.filter(email=email).first()
    if person is None:
        return people.enroll(email=email, **names)
    if person.has_usable_password():
        raise Refused("Учётная запись с этой почтой уже есть. Укажите другую почту администратора.")
    return people.renew_unused(person, **names)


def _forget_the_invited(but: Person) -> None:
    """Whoever was invited to administer the city before, and never came."""
    ground = "Приглашён другой администратор"
    for appointment in (
        RoleAssignment.objects.in_force().filter(role=Role.ADMIN).exclude(person=but).select_related("person")
    ):
        appointments.dismiss(appointment, ground=ground)
        if appointment.person.is_active:
            people.deactivate(appointment.person, ground=ground, leave_open=True)


def password_link(person: Person) -> str:
    """Where a person who has no password sets one; holds PASSWORD_RESET_TIMEOUT and until it is used."""
    key = f"{user_pk_to_url_str(person)}-{default_token_generator.make_token(person)}"
    return get_adapter().get_reset_password_from_key_url(key)
