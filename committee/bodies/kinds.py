"""Kinds of collegial bodies: data of the office. What the code asks of a kind by name stands here under its key."""

from typing import Any

import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from programme.models import Role, Sector


class Known(models.TextChoices):
    """Kinds the code asks for by name: their keys never change, all else about them does."""

    COMMITTEE = "committee", "программный комитет"
    WORKING_COMMISSION = "working_commission", "рабочая комиссия"
    JURY = "jury", "жюри"
    APPEALS = "appeals", "апелляционная комиссия"
    APPEAL_PANEL = "appeal_panel", "состав по апелляции"
    PROTOCOL_GROUP = "protocol_group", "рабочая группа Протокола"
    ANALYTICAL_GROUP = "analytical_group", "проектно-аналитическая группа"
    STRATEGIC_TEAM = "strategic_team", "стратегическая команда"
    CONSORTIUM = "consortium", "консорциум"
    GOVERNING_COUNCIL = "governing_council", "управляющий совет"


# How an installation begins (регламент 3.3–3.5); an office changes it on the page of the kind.
FIRST: list[dict[str, Any]] = [
    {
        "key": "committee", "title": "программный комитет", "title_genitive": "программного комитета", "is_single": True,
        "places": {"authority": 5, "business": 5, "community": 5}, "members_min": 15, "members_max": 21,
        "chair_role": "committee_chair", "secretary_role": "committee_secretary", "member_role": "committee_member",
        "agenda_role": "working_commission",
    },
    {
        "key": "working_commission", "title": "рабочая комиссия", "title_genitive": "рабочей комиссии", "issues_decisions": False,
        "member_role": "working_commission", "secretary_role": "committee_secretary",
    },
    {
        "key": "jury", "title": "жюри", "title_genitive": "жюри", "issues_decisions": False, "sitting_sectors": 2,
        "secretary_role": "contest_secretary", "minutes_register": "jury",
    },
    {
        "key": "appeals", "title": "апелляционная комиссия", "title_genitive": "апелляционной комиссии", "members_min": 5,
        "members_max": 5, "member_role": "appeals_member",
    },
    {
        "key": "appeal_panel", "title": "состав по апелляции", "title_genitive": "состава по апелляции", "members_min": 4,
        "members_max": 5, "issues_decisions": False, "secretary_role": "clerk", "minutes_register": "appeal_minutes",
    },
    {
        "key": "protocol_group", "title": "рабочая группа Протокола", "title_genitive": "рабочей группы Протокола",
        "is_single": True, "issues_decisions": False, "sitting_sectors": 2, "places": {"authority": 3, "business": 3, "community": 3},
        "members_min": 9, "members_max": 15, "secretary_role": "protocol_editor", "minutes_register": "group",
    },
    {
        "key": "analytical_group", "title": "проектно-аналитическая группа", "title_genitive": "проектно-аналитической группы",
        "members_min": 2, "issues_decisions": False, "member_role": "analyst",
    },
    {
        "key": "strategic_team", "title": "стратегическая команда", "title_genitive": "стратегической команды", "members_min": 3,
        "issues_decisions": False,
    },
    {"key": "consortium", "title": "консорциум", "title_genitive": "консорциума", "members_min": 2, "issues_decisions": False},
    {"key": "governing_council", "title": "управляющий совет", "title_genitive": "управляющего совета", "members_min": 3},
]  # fmt: skip


def check_places(places: Any) -> None:
    """Places by sector: whole numbers, not negative, of the three sectors."""
    known = isinstance(places, dict) and set(places) <= set(Sector.values)
    if not known or any(type(number) is not int or number < 0 for number in places.values()):
        raise ValidationError("Места по секторам — целые неотрицательные числа трёх секторов.")


class BodyKind(models.Model):
    """A kind of body: how many places of which sector, who does what in it, where its minutes are numbered. A body copies it when founded."""

    key = models.CharField("ключ", max_length=20, unique=True)
    title = models.CharField("вид", max_length=100, unique=True)
    title_genitive = models.CharField("вид в родительном падеже", max_length=100)
    is_single = models.BooleanField("одновременно действует только один", default=False)
    places = models.JSONField("мест с правом голоса по секторам", default=dict, blank=True, validators=[check_places])
    members_min = models.PositiveSmallIntegerField("членов не меньше", default=1)
    members_max = models.PositiveSmallIntegerField("членов не больше", null=True, blank=True)
    term_months = models.PositiveSmallIntegerField("срок места, месяцев", null=True, blank=True)
    chair_role = models.CharField("роль председателя", max_length=30, choices=Role.choices, blank=True)
    secretary_role = models.CharField("роль секретаря", max_length=30, choices=Role.choices, blank=True)
    member_role = models.CharField("роль члена", max_length=30, choices=Role.choices, blank=True)
    agenda_role = models.CharField("роль тех, кто готовит повестку", max_length=30, choices=Role.choices, blank=True)
    minutes_register = models.CharField("журнал протоколов", max_length=20, default="minutes")
    issues_decisions = models.BooleanField("принимает решения отдельными документами", default=True)
    sitting_sectors = models.PositiveSmallIntegerField("секторов для открытия заседания", default=1)

    class Meta:
        verbose_name = "вид коллегиального органа"
        verbose_name_plural = "виды коллегиальных органов"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(members_max=None) | Q(members_max__gte=F("members_min")), name="kind_size_is_ordered"
            ),
            models.CheckConstraint(
                condition=Q(sitting_sectors__gte=1, sitting_sectors__lte=len(Sector)), name="kind_sectors_are_three"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="kind_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="key_of_a_kind_is_final", fields=["key"]),
        ]

    def __str__(self) -> str:
        return self.title
