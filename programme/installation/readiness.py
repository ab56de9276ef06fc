"""What the frame asks before people are let in: each question gives whether all is well and how it is (Russian)."""

from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils import timezone

from casework import installation
from casework.formats import counted
from casework.installation import Installation
from casework.roles import PLATFORM_SECRETARY
from programme.installation import key, post
from programme.people.models import Person
from programme.periods import today
from programme.regulations.models import Regulation
from programme.state_login import provider

BACKUP_DAYS = 7


def _row() -> Installation:
    return Installation.objects.first() or Installation(pk=1)


def contacts() -> tuple[bool, str]:
    """Can people reach the office?"""
    city = installation.current()
    known = [value for value in (city.email, city.phone, city.address) if value]
    return bool(city.email), ", ".join(known) or "не указаны"


def source() -> tuple[bool, str]:
    """AGPL § 13: the reader of the site is offered its sources."""
    url = installation.current().source_url
    return bool(url), url or "не указан"


def letters() -> tuple[bool, str]:
    """Do letters leave this machine, and has one gone since the sender was last changed?"""
    sent = _row().letter_sent_at
    when = f"Пробное письмо ушло {timezone.localtime(sent):%d.%m.%Y %H:%M}." if sent else "Пробного письма не было."
    return post.goes_out() and sent is not None, f"{post.where()} {when}"


def state_login() -> tuple[bool, str]:
    """Does the provider of identity answer, if the city has set one? It need not."""
    if not provider.is_offered():
        return True, "не подключён, это необязательно"
    try:
        provider.discover()
    except provider.Unreachable:
        return False, f"{settings.STATE_LOGIN.issuer} не отвечает как поставщик OpenID Connect"
    return True, f"{settings.STATE_LOGIN.name}: {settings.STATE_LOGIN.issuer}"


def secure() -> tuple[bool, str]:
    """Passwords and signatures are not sent in clear."""
    return settings.SECURE, settings.SITE_URL


def backup() -> tuple[bool, str]:
    """What the operator has noted: the program itself cannot know of copies kept elsewhere."""
    made = _row().backup_at
    is_fresh = made is not None and made > timezone.now() - timedelta(days=BACKUP_DAYS)
    return is_fresh, f"отмечена {timezone.localtime(made):%d.%m.%Y %H:%M}" if made else "ни разу не отмечена"


def regulation() -> tuple[bool, str]:
    """The rules by which cases are opened today."""
    row = Regulation.objects.filter(code=Regulation.MAIN, valid_from__lte=today()).order_by("-version").first()
    return row is not None, str(row) if row else "нет действующей редакции"


def platform_secretaries() -> tuple[bool, str]:
    """Mandates are confirmed and applications checked by somebody."""
    people = Person.objects.holding(PLATFORM_SECRETARY)
    return people.exists(), ", ".join(
        map(str, people)
    ) or "не назначен: некому подтверждать полномочия и проверять заявки"


def administrators() -> tuple[bool, str]:
    """Somebody administers the city, and nobody does it by a password alone."""
    people = key.administrators()
    guarded = set(Authenticator.objects.filter(user__in=people).values_list("user", flat=True))
    without = [person for person in people if person.pk not in guarded]
    if not people:
        return False, "нет ни одного"
    words = f"без второго фактора: {', '.join(map(str, without))}" if without else "у всех есть второй фактор"
    return not without, f"{counted(len(people), 'администратор,администратора,администраторов')}, {words}"
