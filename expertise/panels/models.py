"""Who is asked to assess what (регламент 3.2.2)."""

from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django_fsm import FSMField, transition

from casework import workdays
from casework.guard import changes_with_status, guard_status
from casework.roles import AUDITOR
from expertise.blinding.sql import COPY_FIRST
from expertise.challenges.sql import not_challenged
from expertise.expertises.models import Expertise
from expertise.frozen import never_deleted
from expertise.register.models import Expert
from expertise.roles import COORDINATOR
from expertise.ties.conflict_sql import no_conflict
from programme.access import Visitor, keys_of

# EX-21: whoever was in the group whose conclusion is void is not asked again about the same thing.
OTHERS = """
    IF EXISTS (
        SELECT 1 FROM expertise_expertise e JOIN expertise_expertassignment a ON a.expertise_id = e.repeats_id
        WHERE e.id = NEW.expertise_id AND a.expert_id = NEW.expert_id AND a.accepted_at IS NOT NULL) THEN
        RAISE EXCEPTION 'the expert has assessed this before' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class ExpertAssignmentQuerySet(models.QuerySet["ExpertAssignment"]):
    """How assignments are found."""

    def visible_to(self, person: Visitor) -> Self:
        """The coordinator sees all; experts their own; those who scored what has been published are shown to everybody, nameless.

        Who has assessed a contest entry stays between the expert and the coordinator for good.
        """
        keys = keys_of(person)
        if COORDINATOR in keys:
            return self.all()
        seen = Q(expertise__status__in=Expertise.SHOWN, status__in=ExpertAssignment.COUNTED)
        if AUDITOR in keys:
            seen |= Q(expertise__kind=Expertise.Kind.FULL, expertise__status__in=Expertise.OVER)
        return self.filter(seen | Q(expert__person=person)) if keys else self.filter(seen)

    def taking_part(self) -> Self:
        """Experts who have been asked and have not declined, been recused, replaced or annulled."""
        return self.exclude(status__in=ExpertAssignment.GONE)

    def reading(self, person: Visitor) -> Self:
        """Assignments that open the materials to the person: opened by them (EA-05), until the expertise is over."""
        if not person.is_authenticated:
            return self.none()
        opened = self.filter(expert__person=person, status__in=ExpertAssignment.READING, opened_at__isnull=False)
        return opened.exclude(expertise__status__in=Expertise.OVER)

    def in_the_group(self) -> Self:
        """Whose sheet has come or is still expected."""
        return self.filter(status__in=[ExpertAssignment.Status.ACCEPTED, *ExpertAssignment.READING])

    def counted(self) -> Self:
        """Whose sheet counts."""
        return self.filter(status__in=ExpertAssignment.COUNTED)

    def submitted_in(self, expertise: Expertise) -> Self:
        """Those of an expertise whose sheets wait for the coordinator's answer, in the order of their numbers."""
        rows = self.filter(expertise=expertise, status=ExpertAssignment.Status.SUBMITTED)
        return rows.select_related("expert__person").order_by("number")

    def counted_in(self, expertise: Expertise) -> Self:
        """Those of an expertise whose sheets count, with their people, in the order of their numbers."""
        return self.counted().filter(expertise=expertise).select_related("expert__person").order_by("number")


@guard_status
class ExpertAssignment(models.Model):
    """One expert asked to assess in one expertise."""

    class Status(models.TextChoices):
        """Stages of регламент 3.2.2."""

        PROPOSED = "proposed", "Предложено"
        DECLINED = "declined", "Отказ"
        COI_DECLARED = "coi_declared", "Декларация подана"
        RECUSED = "recused", "Отведён"
        ACCEPTED = "accepted", "Принято"
        IN_PROGRESS = "in_progress", "Оценивает"
        OVERDUE = "overdue", "Просрочено"
        SUBMITTED = "submitted", "Лист сдан"
        RETURNED = "returned", "Возвращён по форме"
        FINAL = "final", "Лист принят"
        REPLACED = "replaced", "Заменён"
        ANNULLED = "annulled", "Аннулирован"

    GONE = [Status.DECLINED, Status.RECUSED, Status.REPLACED, Status.ANNULLED]
    COUNTED = [Status.FINAL]
    READING = [Status.IN_PROGRESS, Status.OVERDUE, Status.SUBMITTED, Status.RETURNED, Status.FINAL]
    BUSY = [
        Status.PROPOSED, Status.COI_DECLARED, Status.ACCEPTED, Status.IN_PROGRESS, Status.OVERDUE, Status.SUBMITTED, Status.RETURNED,
    ]  # fmt: skip

    expertise = models.ForeignKey(Expertise, models.PROTECT, related_name="assignments", verbose_name="экспертиза")
    expert = models.ForeignKey(Expert, models.PROTECT, related_name="assignments", verbose_name="эксперт")
    number = models.PositiveSmallIntegerField("номер в группе", null=True)
    is_additional = models.BooleanField("дополнительный", default=False)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="replacement", verbose_name="вместо"
    )
    status = FSMField("состояние", default=Status.PROPOSED, choices=Status.choices, protected=True)
    proposed_at = models.DateTimeField("предложено")
    accepted_at = models.DateTimeField("принято", null=True)
    opened_at = models.DateTimeField("материалы открыты", null=True)
    overdue_at = models.DateTimeField("просрочено", null=True)
    submitted_at = models.DateTimeField("лист сдан", null=True)
    taken_back = models.PositiveSmallIntegerField("сколько раз эксперт отозвал лист", default=0)
    remark = models.TextField("замечание, отказ или отвод", blank=True)

    objects = ExpertAssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "назначение эксперта"
        verbose_name_plural = "назначения экспертов"
        ordering = ["expertise_id", "number", "pk"]
        indexes = [models.Index(fields=["expert", "status"], name="assignments_of_expert")]
        constraints = [
            models.UniqueConstraint(fields=["expertise", "expert"], name="expert_is_asked_once"),
            models.UniqueConstraint(fields=["expertise", "number"], name="pseudonym_is_unique"),
            models.CheckConstraint(condition=Q(number=None) | Q(number__gte=1), name="pseudonym_counts_from_one"),
        ]
        triggers = [
            *never_deleted("assignment"),
            pgtrigger.Protect(
                name="pseudonym_is_drawn_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("OLD.number IS NOT NULL AND NEW.number IS DISTINCT FROM OLD.number"),
            ),
            changes_with_status("sheet_is_taken_back_by_its_move", ["taken_back"]),
            pgtrigger.ReadOnly(name="assignment_keeps_its_expert", fields=["expertise", "expert", "is_additional", "replaces", "proposed_at"]),
            pgtrigger.Trigger(
                name="no_conflict_at_assignment",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=no_conflict(expert="NEW.expert_id", expertise="NEW.expertise_id", at="NEW.proposed_at"),
            ),
            pgtrigger.Trigger(
                name="others_assess_anew", when=pgtrigger.Before, operation=pgtrigger.Insert, func=OTHERS
            ),
            pgtrigger.Trigger(
                name="nobody_is_asked_before_the_copy", when=pgtrigger.Before, operation=pgtrigger.Insert, func=COPY_FIRST
            ),
            pgtrigger.Trigger(
                name="nobody_challenged_is_asked",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=not_challenged("SELECT NEW.expertise_id AS expertise_id, NEW.expert_id AS expert_id"),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.pseudonym}, {self.expertise.number}"

    def get_status_display(self) -> str:  # type: ignore[no-redef]  # Django leaves a method that is there
        """The status beside a person: of whatever gender, what happened is an act (the statuses of the law speak of «эксперт»)."""
        return {"recused": "Отвод", "replaced": "Замена", "annulled": "Аннулирование"}.get(
            self.status, str(self.Status(self.status).label)
        )

    @property
    def pseudonym(self) -> str:
        """How everybody but the coordinator knows the expert (3.2 «Независимость»)."""
        return f"Эксперт № {self.number}" if self.number else "Приглашённый эксперт"

    @property
    def track(self) -> str:
        """The track of the expert."""
        return self.expert.track

    @property
    def addressee(self) -> str:
        """Nobody scores for another."""
        return f"person:{self.expert.person_id}"

    @property
    def scoring_term(self) -> str:
        """The name of the term in which the sheet is due: 10 working days, 15 for a contest entry, 7 for an additional expert (3.2, 3.3)."""
        if self.is_additional:
            return "expertise.additional"
        return "contest.scoring" if self.expertise.is_light else "expertise.scoring"

    def may_be_returned(self) -> bool:
        """Has the sheet not been returned before? Once is all (3.2)."""
        returned = self.sheets.count() - self.taken_back - 1
        return bool(returned < self.expertise.regulation.value("expertise.sheet_returns_max"))

    def has_waited_long_enough(self) -> bool:
        """Have three working days passed since it was overdue (EA-08)?"""
        if self.overdue_at is None:
            return False
        days = self.expertise.regulation.term("expertise.replacement").days
        return workdays.local_date() > workdays.add(workdays.local_date(self.overdue_at), days)

    @transition(status, source=Status.PROPOSED, target=Status.DECLINED, custom={"rule": "EA-01"})
    def decline(self, reason: str) -> None:
        """A refusal, or silence."""
        self.remark = reason

    @transition(status, source=Status.PROPOSED, target=Status.COI_DECLARED, custom={"rule": "EA-02"})
    def declare(self) -> None:
        """The declaration of interests is in."""

    @transition(status, source=Status.COI_DECLARED, target=Status.RECUSED, custom={"rule": "EA-03"})
    def recuse(self, reason: str) -> None:
        """The declaration or the facts show a conflict."""
        self.remark = reason

    @transition(
        status,
        source=[Status.ACCEPTED, Status.IN_PROGRESS, Status.OVERDUE],
        target=Status.RECUSED,
        custom={"rule": "EA-13"},
    )
    def recuse_challenged(self, reason: str) -> None:
        """Somebody has challenged the expert, and the coordinator has agreed."""
        self.remark = reason

    @transition(status, source=Status.COI_DECLARED, target=Status.ACCEPTED, custom={"rule": "EA-04"})
    def accept(self) -> None:
        """The number, which is all the applicant will know, is drawn when the group is complete."""
        self.accepted_at = timezone.now()

    @transition(status, source=Status.ACCEPTED, target=Status.IN_PROGRESS, custom={"rule": "EA-05"})
    def open_materials(self) -> None:
        """From here on the expert reads the full text."""
        self.opened_at = timezone.now()

    @transition(status, source=[Status.IN_PROGRESS, Status.OVERDUE], target=Status.SUBMITTED, custom={"rule": "EA-06"})
    def submit(self) -> None:
        """The sheet is in."""
        self.submitted_at = timezone.now()

    @transition(status, source=[Status.ACCEPTED, Status.IN_PROGRESS], target=Status.OVERDUE, custom={"rule": "EA-07"})
    def fall_due(self) -> None:
        """Also from «Принято»: an expert who never opens the materials must not delay the others for 120 days."""
        self.overdue_at = timezone.now()

    @transition(
        status,
        source=Status.OVERDUE,
        target=Status.REPLACED,
        conditions=[has_waited_long_enough],  # type: ignore[list-item]
        custom={"rule": "EA-08"},
    )
    def replace(self, reason: str) -> None:
        """An overdue expert is let go."""
        self.remark = reason

    @transition(
        status,
        source=Status.SUBMITTED,
        target=Status.RETURNED,
        conditions=[may_be_returned],  # type: ignore[list-item]
        custom={"rule": "EA-09"},
    )
    def return_sheet(self, remark: str) -> None:
        """Once; the coordinator never changes a score."""
        self.remark = remark

    @transition(status, source=Status.RETURNED, target=Status.SUBMITTED, custom={"rule": "EA-10"})
    def resubmit(self) -> None:
        """A new edition of the sheet."""
        self.submitted_at = timezone.now()

    @transition(status, source=Status.SUBMITTED, target=Status.IN_PROGRESS, custom={"rule": "EA-14"})
    def take_back(self) -> None:
        """The expert wants to change a sheet nobody has accepted yet; what was submitted stays as an edition that does not count."""
        self.taken_back += 1

    @transition(status, source=Status.SUBMITTED, target=Status.FINAL, custom={"rule": "EA-11"})
    def finalize(self) -> None:
        """The sheet is accepted."""

    @transition(
        status,
        source=[Status.FINAL, Status.SUBMITTED, Status.RETURNED],
        target=Status.ANNULLED,
        custom={"rule": "EA-12"},
    )
    def annul(self, reason: str) -> None:
        """A tie matters, or an appeal says so: the sheet no longer counts."""
        self.remark = reason
