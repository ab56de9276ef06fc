"""A tie of a person to an organisation, as the list of the database has it: representations, and what other rooms know."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet

from casework.gather import Prepared
from programme import ties as law
from programme.organizations.models import Organization
from programme.periods import today
from programme.regulations.models import Regulation


def same(organizations: Any) -> Q:
    """Conditions on `organization`: one of these, or another row with the INN of one (3.0 «Конфликт интересов», а)."""
    return Q(organization__in=organizations) | Q(organization__inn__in=_numbers(organizations))


def organizations_of(person: Any) -> tuple[int, ...]:
    """The numbers of the organisations a person's ties of today are to, other rows with their INN included; in one query."""
    day = today()
    (rows,) = TIED.rows(person.pk, law.cutoff(Regulation.in_force(), day), day)
    return tuple(pk for (pk,) in rows)


def _tied_to(person: int, since: date, day: date) -> tuple[QuerySet[Organization, Any]]:
    direct = Tie.objects.of(person).between(since, day).values("organization")
    rows = Organization.objects.filter(Q(pk__in=direct) | Q(inn__in=_numbers(direct)))
    return (rows.order_by("pk").values_list("pk", flat=True),)


TIED = Prepared(_tied_to)  # asked on every page on which an office reads papers


def _numbers(organizations: Any) -> QuerySet[Organization, Any]:
    return Organization.objects.filter(pk__in=organizations).exclude(inn="").values("inn")


class TieQuerySet(models.QuerySet["Tie"]):
    """Reading ties."""

    def of(self, people: Any) -> Self:
        """Ties of a person, or of people."""
        return self.filter(person__in=people) if isinstance(people, QuerySet | list) else self.filter(person=people)

    def counting(self, regulation: Regulation | None = None, day: date | None = None) -> Self:
        """Those that count on a day, today unless said otherwise: present ones and those of the last years (3.0, б)."""
        day = day or today()
        return self.between(law.cutoff(regulation or Regulation.in_force(), day), day)

    def between(self, since: date, day: date) -> Self:
        """Those that had begun by a day and had not ended before another."""
        return self.filter(Q(until=None) | Q(until__gte=since), since__lte=day)

    def to(self, organizations: Iterable[int] | QuerySet[Organization]) -> Self:
        """Ties to these organisations, be it under another row with the same INN."""
        return self.filter(same(organizations))


class Tie(models.Model):
    """One tie. A view: it is written where it is recorded (a representation, a declaration), never here."""

    source = models.CharField("откуда известна", max_length=60, primary_key=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.DO_NOTHING, related_name="+", verbose_name="кто")
    organization = models.ForeignKey(Organization, models.DO_NOTHING, related_name="+", verbose_name="с кем")
    kind = models.CharField("вид связи", max_length=40)
    since = models.DateField("с какого дня")
    until = models.DateField("по какой день", null=True)
    known_at = models.DateTimeField("записана")

    objects = TieQuerySet.as_manager()

    class Meta:
        verbose_name = "связь с организацией"
        verbose_name_plural = "связи с организациями"
        managed = False
        db_table = "programme_tie"

    def __str__(self) -> str:
        return self.words()

    def words(self) -> str:
        """What the tie is and when it holds or held (Russian); nothing of who has entered it, for this may become public."""
        is_over = self.until is not None and self.until < today()
        when = f"до {self.until:%d.%m.%Y}" if self.until and is_over else "сейчас"
        return f"{self.kind} — {self.organization.short_name}, {when}"
