"""Organisations of the three sectors and those who represent them."""

from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from casework.searching import by_name
from programme.classifiers import District, Sector, SectoralArea
from programme.organizations import identifiers, legal_forms
from programme.periods import PeriodQuerySet, no_overlap, period_is_ordered


class OrganizationQuerySet(models.QuerySet["Organization"]):
    """Reading organisations."""

    def visible_to(self, person: Any) -> Self:
        """One's own; the secretariat, the clerk, the auditor and the administrator see all."""
        if not person.is_authenticated:
            return self.none()
        if person.has_role("platform_secretary", "clerk", "auditor", "admin"):
            return self
        keys = person.capacity_keys()
        return self.filter(pk__in=[int(key.partition(":")[2]) for key in keys if key.startswith("member:")])


class Organization(models.Model):
    """A city subject: legal person, entrepreneur, or a lawful group without legal personality (ТОС)."""

    full_name = models.CharField("полное наименование", max_length=500)
    short_name = models.CharField("краткое наименование", max_length=150)
    sector = models.CharField("сектор", max_length=10, choices=Sector.choices)
    legal_form = models.CharField("организационно-правовая форма", max_length=30, choices=legal_forms.choices)
    inn = models.CharField("ИНН", max_length=12, blank=True)
    kpp = models.CharField("КПП", max_length=9, blank=True)
    ogrn = models.CharField("ОГРН (ОГРНИП)", max_length=15, blank=True)
    oktmo = models.CharField("ОКТМО", max_length=11, blank=True, default="04701000")
    address = models.CharField("адрес", max_length=300)
    district = models.CharField("район города", max_length=4, choices=District.choices, blank=True)
    area = models.CharField("отраслевая область", max_length=10, choices=SectoralArea.choices, blank=True)
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


class MembershipQuerySet(PeriodQuerySet):
    """Reading representation."""

    def mandated(self) -> Self:
        """Who may submit and sign for the organisation today."""
        return self.in_force().filter(role__in=Membership.MANDATE_ROLES, confirmed_at__isnull=False)


class Membership(models.Model):
    """Representation: who acts for an organisation, as what, for how long and on what ground (регламент 2.2)."""

    class Role(models.TextChoices):
        HEAD = "head", "руководитель"
        SIGNER = "signer", "подписант"
        STAFF = "staff", "сотрудник"

    MANDATE_ROLES = (Role.HEAD, Role.SIGNER)

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships", verbose_name="человек"
    )
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="memberships", verbose_name="организация"
    )
    position = models.CharField("должность", max_length=200)
    role = models.CharField("роль в организации", max_length=10, choices=Role.choices)
    valid_from = models.DateField("с какого дня")
    valid_to = models.DateField("по какой день", null=True, blank=True)
    ground = models.CharField("основание", max_length=300)
    confirmed_at = models.DateTimeField("подтверждено", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="кем подтверждено",
    )
    ended_at = models.DateTimeField("прекращено", null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="кем прекращено"
    )
    end_ground = models.CharField("основание прекращения", max_length=300, blank=True)
    invitation = models.OneToOneField(
        "programme.Invitation", models.PROTECT, null=True, related_name="membership", verbose_name="по приглашению"
    )
    entered_at = models.DateTimeField("записано", default=timezone.now)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "представительство"
        verbose_name_plural = "представительства"
        ordering = ["organization_id", "role", "pk"]
        constraints = [
            period_is_ordered("membership_period_is_ordered"),
            models.CheckConstraint(condition=Q(role__in=["head", "signer", "staff"]), name="membership_role_known"),
            no_overlap(
                "memberships_do_not_overlap",
                ("person", "organization"),
                "Этот человек на это время уже представляет организацию. Сначала прекратите прежние полномочия.",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="membership_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="membership_terms_are_final",
                exclude=["confirmed_at", "confirmed_by", "ended_at", "ended_by", "end_ground"],
            ),
            pgtrigger.Protect(
                name="ended_membership_is_final",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__ended_at__isnull=False),
            ),
            pgtrigger.Trigger(
                name="nobody_represents_unasked",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""IF (NEW.role <> 'head' OR NEW.invitation_id IS NOT NULL) AND NOT EXISTS (
                            SELECT 1 FROM programme_invitation i
                            WHERE i.id = NEW.invitation_id AND i.status = 'accepted' AND i.answered_by_id = NEW.person_id
                              AND i.organization_id = NEW.organization_id AND i.role = NEW.role) THEN
                            RAISE EXCEPTION 'pgtrigger: a representation begins with an invitation its person has accepted';
                        END IF;
                        RETURN NEW;""",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()}, {self.organization}"

    @property
    def origin(self) -> str:
        """Who entered the representation, when, and who accepted it (Russian)."""
        if self.invitation is None:
            return f"заявлено самим представителем {timezone.localdate(self.entered_at):%d.%m.%Y}"
        asked, entered = self.invitation, timezone.localdate(self.entered_at)
        invited = f"приглашение внёс(ла) {asked.invited_by} {timezone.localdate(asked.invited_at):%d.%m.%Y}"
        return f"{invited}, принял(а) {self.person} {entered:%d.%m.%Y}"

    @property
    def is_mandate(self) -> bool:
        """Does it give the right to submit and sign, provided the period holds?"""
        return self.role in self.MANDATE_ROLES and self.confirmed_at is not None
