"""A card of a kind and its frozen editions (programme 8.2)."""

import json
from functools import cached_property
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse

from casework import roles, searching
from casework.guard import changes_with_status, frozen, guard_status, insert_only
from library.cards.status import CardStatus
from library.kinds.keepers import kept_by
from library.kinds.models import CardKind
from library.kinds.rules import TARGET_OWNER
from programme.access import Visitor, tied_to
from programme.lists.fields import ListedField

WORDS_OF_A_CARD = searching.vector("title")
KEPT = ["kind", "author", "organization", "based_on", "root", "created_at", "programme_edition"]
# Written by the moves of the card alone, never by a form.
GUARDED = [
    "number", "title", "area", "current", "returns", "remarks", "ground", "checked_by", "receipt", "refusal", "document",
    "expires_on", "deferred_until", "is_discussed_again", "expertise", "act_title", "act_number", "act_date", "submitted_at", "published_at",
    "in_force_at", "ended_at",
]  # fmt: skip


class CardQuerySet(models.QuerySet["Card"]):
    """Reading cards."""

    def public(self) -> Self:
        """Those that everybody reads."""
        return self.filter(published_at__isnull=False)

    def answering(self, name: str, code: str) -> Self:
        """Those whose text in force gives this answer, alone or among others."""
        rows = self.annotate(said=Cast("current__content", models.JSONField()))
        return rows.filter(**{f"said__fields__{name}__contains": code})

    def owned_by(self, person: Visitor) -> Self:
        """Those the person answers for: their own, and those of the organisations they work in."""
        if not person.is_authenticated:
            return self.none()
        organizations = [int(key.partition(":")[2]) for key in person.capacity_keys() if key.startswith("member:")]
        alone = Q(author=person, organization=None) | Q(organization__in=organizations)
        return self.filter(
            alone & ~Q(kind__data__has_key="led_by") | Q(kind__data__led_by__in=list(person.capacity_keys()))
        )

    def visible_to(self, person: Visitor) -> Self:
        """Public ones to everybody; before that to the author, and, once submitted, to the keeper and the auditor."""
        if not person.is_authenticated:
            return self.public()
        inside = Q(submitted_at__isnull=False)
        if roles.AUDITOR not in person.capacity_keys():
            inside &= Q(kind__code__in=kept_by(person)) & ~Q(
                organization__in=tied_to(person), organization__isnull=False
            )
        own = Q(pk__in=self.model._default_manager.owned_by(person).values("pk"))
        asked = Q(
            submitted_at__isnull=False,
            kind__data__keeper=TARGET_OWNER,
            target__in=self.model._default_manager.owned_by(person).values("pk"),
        )
        asked |= Q(
            submitted_at__isnull=False,
            kind__data__keeper=TARGET_OWNER,
            target__organization__closed_at__isnull=False,
            target__kind__code__in=kept_by(person),
        )
        return self.filter(Q(published_at__isnull=False) | own | inside | asked)


@guard_status
class Card(CardStatus):
    """What a person or an organisation has written down, as the register of its kind keeps it."""

    kind = models.ForeignKey(CardKind, models.PROTECT, related_name="cards", verbose_name="род")
    number = models.CharField("номер", max_length=40, blank=True)
    title = models.CharField("название", max_length=200)
    area = ListedField("отраслевая область", max_length=10, listed="areas", since="created_at", blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто внёс")
    organization = models.ForeignKey(
        "programme.Organization", models.PROTECT, null=True, related_name="+", verbose_name="от организации"
    )
    created_at = models.DateTimeField("начата", auto_now_add=True)
    current = models.OneToOneField(
        "library.CardEdition", models.PROTECT, null=True, related_name="+", verbose_name="редакция"
    )
    based_on = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="next", verbose_name="на основе карточки"
    )
    root = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", verbose_name="первая карточка цепочки"
    )
    returns = models.PositiveSmallIntegerField("сколько раз возвращена", default=0)
    remarks = models.TextField("замечания хранителя", blank=True)
    ground = models.TextField("почему закончилась", blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто проверил"
    )
    receipt = models.OneToOneField(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="расписка"
    )
    refusal = models.ForeignKey("documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="отказ")
    document = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="бумага"
    )
    target = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="asked", verbose_name="о какой карточке просят"
    )
    undertaking = models.OneToOneField(
        "execution.Undertaking", models.PROTECT, null=True, related_name="+", verbose_name="поручение"
    )
    programme_edition = models.ForeignKey(
        "execution.ProgrammeEdition", models.PROTECT, null=True, related_name="+", verbose_name="редакция программы"
    )
    expires_on = models.DateField("действует по", null=True)
    agenda_item = models.ForeignKey(
        "committee.AgendaItem", models.PROTECT, null=True, related_name="+", verbose_name="вопрос повестки"
    )
    repeal_item = models.ForeignKey(
        "committee.AgendaItem", models.PROTECT, null=True, related_name="+", verbose_name="вопрос о прекращении"
    )
    deferred_until = models.DateField("отложена до", null=True)
    topic = models.ForeignKey(
        "consultations.Topic", models.PROTECT, null=True, related_name="+", verbose_name="обсуждение"
    )
    is_discussed_again = models.BooleanField("обсуждалась повторно", default=False)
    again_ground = models.TextField("почему обсуждать повторно", blank=True)
    expertise = models.ForeignKey(
        "expertise.Expertise", models.PROTECT, null=True, related_name="+", verbose_name="экспертиза"
    )
    act_title = models.CharField("вид акта", max_length=200, blank=True)
    act_number = models.CharField("номер акта", max_length=40, blank=True)
    act_date = models.DateField("дата акта", null=True)

    objects = CardQuerySet.as_manager()

    class Meta:
        verbose_name = "карточка"
        verbose_name_plural = "карточки"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["kind", "status"], name="cards_of_a_kind"),
            GinIndex(WORDS_OF_A_CARD, name="card_words"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="card_number_once"),
            models.CheckConstraint(
                condition=Q(number="", submitted_at=None) | ~Q(number="") & Q(submitted_at__isnull=False, current__isnull=False),
                name="a_submitted_card_has_a_number",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=False) | Q(status__in=["draft", "withdrawn"]), name="a_card_on_its_way_is_submitted"
            ),
            models.CheckConstraint(condition=Q(checked_by=None) | ~Q(checked_by=F("author")), name="nobody_checks_their_own_card"),
            models.CheckConstraint(
                condition=~Q(status__in=["in_force", "superseded", "repealed"]) | Q(in_force_at__isnull=False, published_at__isnull=False),
                name="a_card_in_force_is_public",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["declined", "repealed", "superseded"]) | ~Q(ground=""), name="a_card_ends_on_a_ground"
            ),
            models.CheckConstraint(
                condition=Q(act_title="", act_number="", act_date=None) | ~Q(act_title="") & ~Q(act_number="") & Q(act_date__isnull=False),
                name="act_of_a_card_is_whole",
            ),
            models.UniqueConstraint(Coalesce("root", "id"), condition=Q(status="in_force"), name="one_card_of_a_chain_is_in_force"),
            models.UniqueConstraint(
                fields=["based_on"],
                condition=Q(in_force_at=None, ended_at=None),
                name="one_next_edition_at_a_time",
                violation_error_message="Новую редакцию этой карточки уже готовят.",
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Protect(name="card_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="card_keeps_its_kind", fields=KEPT),
            changes_with_status("facts_of_a_card_are_of_its_moves", GUARDED),
            frozen("second_discussion_is_asked_for_once", ["again_ground"], ~pgtrigger.Q(old__again_ground="")),
            changes_with_status("what_a_card_asks_is_of_its_moves", ["target", "undertaking"]),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("library_card", args=[self.pk])

    @property
    def owner_key(self) -> str:
        """The capacity key of whoever answers for it."""
        if self.programme_edition_id:
            return self.kind.rule.led_by
        return f"member:{self.organization_id}" if self.organization_id else f"person:{self.author_id}"

    @property
    def is_left(self) -> bool:
        """Has the organisation that answers for it been closed, so that nobody can?"""
        return self.organization is not None and self.organization.closed_at is not None

    @property
    def owner_title(self) -> str:
        """Who brought it, as everybody may read it: an organisation, or nobody by name."""
        if self.organization:
            return self.organization.short_name
        return "житель города" if "person" in self.kind.rule.proposers else "сотрудник города"

    @property
    def owner_name(self) -> str:
        """Who brought it, by name: for papers that go to them."""
        return self.organization.full_name if self.organization else self.author.get_full_name()

    @property
    def act(self) -> str:
        """The act that puts it in force: «постановление администрации города от 17.03.2026 № 121»."""
        return f"{self.act_title} от {self.act_date:%d.%m.%Y} № {self.act_number}" if self.act_date else ""

    @property
    def is_final(self) -> bool:
        """Will nothing more happen to it?"""
        return self.status in self.FINAL

    @property
    def is_in_force(self) -> bool:
        """Does it hold?"""
        return self.status == self.Status.IN_FORCE


class CardEdition(models.Model):
    """What a card said when it was submitted: kept word for word under its hash."""

    card = models.ForeignKey(Card, models.PROTECT, related_name="editions", verbose_name="карточка")
    number = models.PositiveSmallIntegerField("номер редакции")
    content = models.TextField("содержание", help_text="канонический JSON: title, area, fields")
    sha256 = models.CharField(max_length=64)
    changes = models.TextField("что изменено", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто внёс")
    at = models.DateTimeField("когда", auto_now_add=True)

    class Meta:
        verbose_name = "редакция карточки"
        verbose_name_plural = "редакции карточек"
        ordering = ["card", "number"]
        constraints = [models.UniqueConstraint(fields=["card", "number"], name="card_edition_number_once")]
        triggers = [*insert_only("edition_of_a_card")]

    def __str__(self) -> str:
        return f"{self.card}, редакция {self.number}"

    @cached_property
    def statement(self) -> dict[str, Any]:
        """{"title", "area", "fields": {name: value}}."""
        content: dict[str, Any] = json.loads(self.content)
        return content

    @property
    def payload(self) -> dict[str, Any]:
        """The fields of the kind."""
        fields: dict[str, Any] = self.statement["fields"]
        return fields
