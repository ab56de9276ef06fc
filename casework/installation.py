"""What a city has set for its installation, asked at one address: names, contacts, sender of letters, papers of the Head.

The row is written by `programme.installation.actions`; what it leaves empty comes from the environment (config/settings.py). Papers
freeze the names in their snapshots, so a change touches none that exists.
"""

import time
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Any

import pgtrigger
from django.conf import settings
from django.db import DatabaseError, models
from django.db.models import Q


class Installation(models.Model):
    """The one row. Empty: nothing has been set, the environment's value holds."""

    city_name = models.CharField("город", max_length=100, blank=True)
    organisation_name = models.CharField("орган, от имени которого работает система", max_length=200, blank=True)
    contact_email = models.EmailField("почта для обращений", blank=True)
    contact_phone = models.CharField("телефон", max_length=50, blank=True)
    contact_address = models.CharField("почтовый адрес", max_length=300, blank=True)
    contact_hours = models.CharField("часы приёма", max_length=200, blank=True)
    security_contact = models.CharField("куда сообщать об уязвимостях", max_length=200, blank=True)
    source_url = models.URLField("адрес исходного кода", max_length=300, blank=True)
    sender_name = models.CharField("от чьего имени приходят письма", max_length=100, blank=True)
    sender_email = models.EmailField("обратный адрес писем", blank=True)
    seal_is_test = models.BooleanField("на печати стоит отметка «ТЕСТ»", null=True)
    head_acts = models.JSONField("решения, которым нужен акт Главы города", null=True)
    letter_sent_at = models.DateTimeField("пробное письмо ушло", null=True)
    backup_at = models.DateTimeField("последняя резервная копия", null=True)
    opening_key = models.CharField("SHA-256 одноразового ключа открытия", max_length=64, blank=True)
    opened_at = models.DateTimeField("первый администратор приглашён", null=True)
    changed_at = models.DateTimeField("когда изменено", null=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кем изменено"
    )

    class Meta:
        verbose_name = "настройки города"
        verbose_name_plural = "настройки города"
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_installation")]
        triggers = [pgtrigger.Protect(name="installation_is_never_deleted", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.city_name or "Настройки города"


@dataclass(frozen=True)
class City:
    """What is in force now: the row over the environment."""

    name: str  # «г. Красноярск», as on papers
    organisation: str
    email: str
    phone: str
    address: str
    hours: str
    security_contact: str
    source_url: str
    sender: str  # «Согласие <noreply@city.ru>», as in the header of a letter
    seal_is_test: bool
    head_acts: tuple[str, ...]
    is_opened: bool  # has a first administrator been invited?

    @property
    def bare_name(self) -> str:
        """The name without the word for a city."""
        return self.name.removeprefix("г. ").removeprefix("г.\u00a0")

    @property
    def has_contacts(self) -> bool:
        """Can a reader of the site reach anybody?"""
        return bool(self.email or self.phone or self.address)


@dataclass
class _Remembered:
    """The row as this process has last read it, and when (by the clock that only counts)."""

    row: dict[str, Any]
    read_at: float | None = None

    def is_fresh(self) -> bool:
        if self.read_at is None:
            return False
        seconds = settings.INSTALLATION_REMEMBERED_SECONDS
        return seconds is None or time.monotonic() - self.read_at < seconds


_remembered = _Remembered({})


def current() -> City:
    """What is set now; another process hears of a change within INSTALLATION_REMEMBERED_SECONDS."""
    if not _remembered.is_fresh():
        try:
            _remembered.row = dict(Installation.objects.values().first() or {})
            _remembered.read_at = time.monotonic()
        except DatabaseError:  # no table yet, or no database: the last that is known
            pass
    return _over_environment(_remembered.row)


def known() -> City:
    """The same without asking the database: for pages that are shown when it may be away."""
    return _over_environment(_remembered.row)


def forget() -> None:
    """Ask anew at the next question: the row has been changed."""
    _remembered.read_at = None


def _header(name: str, address: str) -> str:
    """Name and address as people read them; a name with a comma is quoted, or it would be two."""
    plain = f"{name} <{address}>"
    return plain if parseaddr(plain) == (name, address) else f'"{name}" <{address}>'


def _over_environment(row: dict[str, Any]) -> City:
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    email = row.get("contact_email") or settings.CONTACT_EMAIL
    is_test, acts = row.get("seal_is_test"), row.get("head_acts")
    return City(
        name=row.get("city_name") or settings.CITY_NAME,
        organisation=row.get("organisation_name") or settings.ORGANISATION_NAME,
        email=email,
        phone=row.get("contact_phone") or settings.CONTACT_PHONE,
        address=row.get("contact_address") or settings.CONTACT_ADDRESS,
        hours=row.get("contact_hours") or settings.CONTACT_HOURS,
        security_contact=row.get("security_contact") or settings.SECURITY_CONTACT or email,
        source_url=row.get("source_url") or settings.SOURCE_URL,
        sender=_header(row.get("sender_name") or name, row.get("sender_email") or address),
        seal_is_test=settings.SEAL_IS_TEST if is_test is None else is_test,
        head_acts=tuple(settings.REQUIRES_HEAD_ACT if acts is None else acts),
        is_opened=row.get("opened_at") is not None,
    )
