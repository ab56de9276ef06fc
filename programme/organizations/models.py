"""Organisations of the three sectors."""

from collections.abc import Callable
from typing import Any, Self

import pgtrigger
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from casework.searching import by_name
from programme.access import Visitor
from programme.classifiers import Sector
from programme.lists.fields import ListedField
from programme.organizations import identifiers, legal_forms


class OrganizationQuerySet(models.QuerySet["Organization"]):
    """Reading organisations."""

    def visible_to(self, person: Visitor) -> Self:
        """One's own; the secretariat, the clerk, the auditor and the administrator see all."""
        if not person.is_authenticated:
            return self.none()
        if person.has_role("platform_secretary", "clerk", "auditor", "admin"):
            return self
        keys = person.capacity_keys()
        return self.filter(pk__in=[int(key.partition(":")[2]) for key in keys if key.startswith("member:")])

    def unattended(self) -> Self:
        """In use, entered by the office, and nobody stands for it here or has asked to."""
        rows = self.filter(closed_at=None, checked_at__isnull=False)
        return rows.exclude(Exists(_standing().filter(organization=OuterRef("pk"))))


def _standing() -> models.QuerySet[models.Model]:
    """Who stands for organisations today: the class of the rows stands in a file that imports this one."""
    memberships: Any = apps.get_model("programme.Membership").objects
    rows: models.QuerySet[models.Model] = memberships.in_force()
    return rows


class Organization(models.Model):
    """A city subject: legal person, entrepreneur, or a lawful group without legal personality (ТОС)."""

    full_name = models.CharField("полное наименование", max_length=500)
    short_name = models.CharField("краткое наименование", max_length=150)
    sector = models.CharField("сектор", max_length=10, choices=Sector.choices)
    get_legal_form_display: Callable[[], str]
    get_district_display: Callable[[], str]
    get_area_display: Callable[[], str]
    legal_form = ListedField("организационно-правовая форма", max_length=30, listed="legal_forms")
    inn = models.CharField("ИНН", max_length=12, blank=True)
    kpp = models.CharField("КПП", max_length=9, blank=True)
    ogrn = models.CharField("ОГРН (ОГРНИП)", max_length=15, blank=True)
    oktmo = models.CharField("ОКТМО", max_length=11, blank=True, default="04701000")
    address = models.CharField("адрес", max_length=300)
    district = ListedField("район города", max_length=4, listed="districts", blank=True)
    area = ListedField("отраслевая область", max_length=10, listed="areas", blank=True)
    site = models.URLField("сайт", blank=True)
    email = models.EmailField("электронная почта", blank=True)
    phone = models.CharField("телефон", max_length=20, blank=True)
    is_municipal_institution = models.BooleanField("муниципальное учреждение", default=False)
    is_unscrupulous = models.BooleanField("в реестре недобросовестных исполнителей вкладов", default=False)
    added_at = models.DateTimeField("добавлена", auto_now_add=True)
    checked_at = models.DateTimeField("сведения подтверждены", null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="кем подтверждены",
    )
    closed_at = models.DateTimeField("запись закрыта", null=True, blank=True)

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = "организация"
        verbose_name_plural = "организации"
        ordering = [*by_name("short_name"), "pk"]
        constraints = [
            models.UniqueConstraint(fields=["inn"], condition=~Q(inn="") & Q(closed_at=None), name="inn_unique"),
            models.CheckConstraint(condition=Q(inn__regex=r"^([0-9]{10}|[0-9]{12})?$"), name="inn_10_or_12_digits"),
            models.CheckConstraint(condition=Q(ogrn__regex=r"^([0-9]{13}|[0-9]{15})?$"), name="ogrn_13_or_15_digits"),
            models.CheckConstraint(
                condition=Q(kpp__regex=r"^([0-9]{4}[0-9A-Z]{2}[0-9]{3})?$"), name="kpp_9_characters"
            ),
            models.CheckConstraint(
                condition=~Q(inn="") | Q(legal_form__in=legal_forms.UNINCORPORATED),
                name="inn_required_of_legal_persons",
            ),
            models.CheckConstraint(
                condition=~Q(legal_form=legal_forms.ENTREPRENEUR) | Q(kpp=""), name="entrepreneur_has_no_kpp"
            ),
            models.CheckConstraint(condition=Q(sector__in=Sector.values), name="sector_known"),
            models.CheckConstraint(
                condition=Q(is_municipal_institution=False) | Q(sector=Sector.AUTHORITY),
                name="municipal_institution_is_authority",
            ),
            models.CheckConstraint(
                condition=Q(checked_at=None, checked_by=None) | Q(checked_at__isnull=False, checked_by__isnull=False),
                name="organization_checked_by_somebody",
            ),
        ]
        triggers = [pgtrigger.Protect(name="organization_is_never_deleted", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.short_name

    def get_absolute_url(self) -> str:
        return reverse("organisation_page", args=[self.pk])

    @property
    def is_unincorporated(self) -> bool:
        """A lawful group without legal personality: no ИНН, its representative signs as a natural person."""
        return self.legal_form in legal_forms.UNINCORPORATED

    @property
    def is_checked(self) -> bool:
        """Has the secretariat confirmed the organisation?"""
        return self.checked_at is not None

    def clean(self) -> None:
        """Numbers by the formulas of domain 6.6, each error at its field."""
        errors = identifiers.check_requisites(self.legal_form, inn=self.inn, kpp=self.kpp, ogrn=self.ogrn)
        if self.legal_form in legal_forms.authorities() and self.sector != Sector.AUTHORITY:
            errors["sector"] = "Администрация и муниципальные учреждения относятся к органам власти и управления."
        if errors:
            raise ValidationError(errors)
