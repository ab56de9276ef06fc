"""What the database itself refuses of an expertise."""

import pgtrigger
from django.db import models
from django.db.models import Q

from casework.guard import changes_with_status
from expertise.expertises.kinds import Kind
from expertise.frozen import never_deleted

LIGHT_COURSE = [  # a contest entry is never refused, discussed, objected to or published
    "requested", "registered", "forming_group", "coi_check", "evaluating", "deviation", "additional_review", "concluded", "cancelled",
]  # fmt: skip

CONSTRAINTS: list[models.BaseConstraint] = [
    models.CheckConstraint(condition=Q(requested_sum__gte=0), name="requested_sum_not_negative"),
    models.CheckConstraint(
        condition=Q(applicant__isnull=False, applicant_person=None)
        | Q(applicant=None, applicant_person__isnull=False, kind=Kind.LIGHT),
        name="one_applicant_a_person_only_in_a_contest",
    ),
    models.CheckConstraint(
        condition=Q(blind_until="", true_title="") | Q(kind=Kind.LIGHT) & ~Q(blind_until="") & ~Q(true_title=""),
        name="a_blind_case_is_light_and_keeps_its_title",
    ),
    models.CheckConstraint(condition=Q(experts_min=None) | Q(experts_min__gte=1), name="experts_min_is_a_number"),
    models.CheckConstraint(condition=Q(score=None) | Q(score__gte=0, score__lte=100), name="score_in_range"),
    models.CheckConstraint(
        condition=Q(score=None, outcome="", concluded_at=None)
        | Q(kind=Kind.FULL, score__isnull=False, concluded_at__isnull=False) & ~Q(outcome="")
        | Q(kind=Kind.LIGHT, score__isnull=False, concluded_at__isnull=False, outcome=""),
        name="outcome_comes_with_the_score",
    ),
    models.CheckConstraint(
        condition=Q(kind=Kind.FULL, public_criteria__isnull=False, threshold__isnull=False, series="")
        | Q(kind=Kind.LIGHT, public_criteria=None, threshold=None, requested_sum=0, conclusion=None),
        name="kind_decides_what_it_is_judged_by",
    ),
    models.CheckConstraint(
        condition=Q(kind=Kind.FULL) | Q(status__in=LIGHT_COURSE), name="light_one_takes_the_short_course"
    ),
    models.CheckConstraint(condition=~Q(status="concluded") | Q(score__isnull=False), name="concluded_with_a_score"),
]

TRIGGERS = [*never_deleted("expertise"),
    pgtrigger.ReadOnly(
        name="what_was_requested_is_final",
        fields=["kind", "purpose", "series", "applicant", "applicant_person", "experts_min", "materials", "version_hash", "requested_sum",
                "regulation", "professional_criteria", "public_criteria", "threshold", "requested_at", "limit_at", "repeats", "discussed",
                "blind_until", "true_title"],
    ),
    changes_with_status("dates_of_an_expertise_are_of_its_moves", ["concluded_at", "published_at"]),
    pgtrigger.Protect(name="score_is_final", operation=pgtrigger.Update, condition=pgtrigger.Condition(
        "OLD.score IS NOT NULL AND (NEW.score IS DISTINCT FROM OLD.score OR NEW.outcome <> OLD.outcome) "
        "AND NOT (OLD.status = 'appealed' AND NEW.status = 'approval' AND NEW.score IS NULL)")),
]  # fmt: skip
