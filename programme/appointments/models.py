"""Roles by appointment (domain 2.5) and the bodies responsible for measures."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from programme.periods import PeriodQuerySet, no_overlap, period_is_ordered


class Role(models.TextChoices):
    """Roles of the procedures; applicants and signers of organisations come from memberships instead."""

    PLATFORM_SECRETARY = "platform_secretary", "секретарь площадки"
    MODERATOR = "moderator", "модератор площадки"
    EXPERTISE_COORDINATOR = "expertise_coordinator", "координатор экспертизы"
    EXPERT_PROF = "expert_prof", "профессиональный эксперт"
    EXPERT_PUBLIC = "expert_public", "общественный эксперт"
    CONTEST_SECRETARY = "contest_secretary", "секретарь конкурса"
    JURY_MEMBER = "jury_member", "член жюри"
    COMMITTEE_CHAIR = "committee_chair", "председатель комитета"
    COMMITTEE_SECRETARY = "committee_secretary", "секретарь комитета"
    COMMITTEE_MEMBER = "committee_member", "член комитета"
    WORKING_COMMISSION = "working_commission", "член рабочей комиссии"
    APPEALS_MEMBER = "appeals_member", "член апелляционной комиссии"
    PROTOCOL_EDITOR = "protocol_editor", "редактор Протокола"
    CLERK = "clerk", "делопроизводитель"
    ARCHIVIST = "archivist", "архивариус"
    ANALYST = "analyst", "аналитик"
    CONTENT_MODERATOR = "content_moderator", "модератор обсуждений"
    CARD_KEEPER = "card_keeper", "хранитель карточек"
    EVENT_ORGANIZER = "event_organizer", "организатор мероприятий"
    TRAINING_HEAD = "training_head", "руководитель обучения"
    ADMIN = "admin", "администратор"
    AUDITOR = "auditor", "аудитор"


EXPERTS = (Role.EXPERT_PROF, Role.EXPERT_PUBLIC)

# Who works in the office or decides in its name needs a second factor at once; experts, the jury and signatories have some days for it.
STAFF_ROLES = frozenset(Role) - {*EXPERTS, Role.JURY_MEMBER}

# What one person may not be at once (domain 2.5): (role, role, only within one scope, why).
FORBIDDEN = (
    *((Role.ADMIN, signer, False, "администратор не может подписывать решения")
      for signer in (Role.COMMITTEE_CHAIR, Role.COMMITTEE_SECRETARY, Role.CLERK)),
    *((expert, office, True, "эксперт не может вести ту же процедуру")
      for expert in EXPERTS for office in (Role.EXPERTISE_COORDINATOR, Role.PLATFORM_SECRETARY)),
    (Role.JURY_MEMBER, Role.CONTEST_SECRETARY, True, "член жюри не может вести тот же конкурс"),
    *((Role.APPEALS_MEMBER, decider, False, "член апелляционной комиссии не может участвовать в обжалуемых решениях")
      for decider in (Role.COMMITTEE_CHAIR, Role.COMMITTEE_SECRETARY, Role.COMMITTEE_MEMBER, Role.PLATFORM_SECRETARY,
                      Role.CONTEST_SECRETARY, Role.EXPERTISE_COORDINATOR, Role.CARD_KEEPER)),
)  # fmt: skip


def _no_forbidden_pair() -> pgtrigger.Trigger:
    """The database repeats the table above; a role without scope covers every scope."""
    pairs = ", ".join(
        f"('{a}', '{b}', {str(same).lower()}), ('{b}', '{a}', {str(same).lower()})" for a, b, same, _ in FORBIDDEN
    )
    return pgtrigger.Trigger(
        name="no_forbidden_combination",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        func=f"""
            PERFORM 1 FROM programme_person WHERE id = NEW.person_id FOR NO KEY UPDATE;
            IF EXISTS (
                SELECT 1 FROM programme_roleassignment other
                JOIN (VALUES {pairs}) AS pair (mine, yours, scoped) ON pair.mine = NEW.role AND pair.yours = other.role
                WHERE other.person_id = NEW.person_id AND other.ended_at IS NULL
                AND (NOT pair.scoped OR NEW.scope = '' OR other.scope = '' OR NEW.scope = other.scope)
                AND daterange(other.valid_from, other.valid_to, '[]') && daterange(NEW.valid_from, NEW.valid_to, '[]')
            ) THEN
                RAISE EXCEPTION 'forbidden combination of roles' USING ERRCODE = 'exclusion_violation';
            END IF;
            RETURN NEW;
        """,  # noqa: S608 - written from our own table
    )


class RoleAssignment(models.Model):
    """An appointment: a role, where it holds (empty: everywhere), from when till when, by whom and on what ground."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="appointments", verbose_name="кто назначен"
    )
    role = models.CharField("роль", max_length=30, choices=Role.choices)
    scope = models.CharField("где действует", max_length=40, blank=True)
    valid_from = models.DateField("с какого дня")
    valid_to = models.DateField("по какой день", null=True, blank=True)
    ground = models.CharField("основание", max_length=300)
    appointed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="кем назначен"
    )
    appointed_at = models.DateTimeField("когда назначен", auto_now_add=True)
    ended_at = models.DateTimeField("прекращено", null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="кем прекращено"
    )
    end_ground = models.CharField("основание прекращения", max_length=300, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "назначение"
        verbose_name_plural = "назначения"
        ordering = ["role", "person_id", "pk"]
        indexes = [models.Index(fields=["role", "person"], condition=Q(ended_at=None), name="appointment_by_role")]
        constraints = [
            period_is_ordered("appointment_period_is_ordered"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="role_known"),
            no_overlap(
                "appointments_do_not_overlap",
                ("person", "role", "scope"),
                "Этот человек на это время уже назначен на эту роль. Прекратите прежнее назначение или выберите другие дни.",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="appointment_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="appointment_terms_are_final", exclude=["ended_at", "ended_by", "end_ground"]),
            pgtrigger.Protect(
                name="ended_appointment_is_final",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__ended_at__isnull=False),
            ),
            _no_forbidden_pair(),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()}"


class ResponsibleBody(models.Model):
    """A department responsible for measures of the programme, and who came after it."""

    name = models.CharField("наименование", max_length=300)
    valid_from = models.DateField("с какого дня")
    valid_to = models.DateField("по какой день", null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name="преемник"
    )
    organization = models.ForeignKey(
        "programme.Organization",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="организация в реестре",
    )

    class Meta:
        verbose_name = "ответственный орган"
        verbose_name_plural = "ответственные органы"
        ordering = ["name"]
        constraints = [
            period_is_ordered("responsible_body_period_is_ordered"),
            models.UniqueConstraint(fields=["name", "valid_from"], name="responsible_body_unique"),
            models.CheckConstraint(
                condition=Q(successor=None) | ~Q(successor=F("pk")), name="nobody_succeeds_themselves"
            ),
        ]
        triggers = [pgtrigger.Protect(name="responsible_body_is_never_deleted", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.name

    def answering(self) -> "ResponsibleBody":
        """Who answers today for what it was given: itself, or the last of those who came after it."""
        body, passed = self, {self.pk}
        while body.successor and body.successor_id not in passed:
            body = body.successor
            passed.add(body.pk)
        return body
