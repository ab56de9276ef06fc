"""For how long a tie counts (регламент 3.0 «Конфликт интересов», б): the one address of the number of years, for Python and for SQL."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from casework.formats import plural
from programme.organizations.memberships import Membership
from programme.periods import today
from programme.regulations.models import Regulation

YEARS = ("expertise", "conflict_years")


def years(regulation: Regulation) -> int:
    """How many years a tie that has ended still counts."""
    return int(regulation.value(".".join(YEARS)))


def in_words(number: int) -> str:
    """3 года, 5 лет (Russian)."""
    return f"{number} {plural(number, 'год,года,лет')}"


def cutoff(regulation: Regulation, day: date) -> date:
    """The first day whose ties count on a day."""
    return years_before(day, years(regulation))


def years_before(day: date, number: int) -> date:
    """The same day some years ago; 29 February becomes 28, as in PostgreSQL."""
    try:
        return day.replace(year=day.year - number)
    except ValueError:
        return day.replace(year=day.year - number, day=28)


def sql_day(moment: str) -> str:
    """SQL: the date of a moment in the city."""
    return f"timezone('{settings.TIME_ZONE}', {moment})::date"


def sql_cutoff(moment: str, regulation: str = "r") -> str:
    """SQL: the same first day; `regulation` is the alias of a row of regulations in scope."""
    return f"({sql_day(moment)} - make_interval(years => ({regulation}.data #>> '{{{','.join(YEARS)}}}')::int))::date"


def of_people(people: Any, regulation: Regulation | None = None) -> QuerySet[Membership]:
    """Representations that count today as ties of these people (a person, or a query of people): present ones and those of the last years."""
    day = today()
    since = cutoff(regulation or Regulation.in_force(), day)
    whose = Q(person__in=people) if isinstance(people, QuerySet) else Q(person=people)
    ended = Q(ended_at=None) | Q(ended_at__date__gte=since)
    return Membership.objects.filter(whose, ended, Q(valid_to=None) | Q(valid_to__gte=since), valid_from__lte=day)


def words(row: Membership) -> str:
    """When the representation holds or held, and where it comes from (Russian)."""
    day = today()
    ends = [end for end in (row.valid_to, row.ended_at and timezone.localdate(row.ended_at)) if end]
    is_over = row.ended_at is not None or (row.valid_to is not None and row.valid_to < day)
    when = f"была до {min(ends):%d.%m.%Y}" if is_over else "сейчас"
    return f"{row.get_role_display()} организации «{row.organization.short_name}», {when}; {row.origin}"
