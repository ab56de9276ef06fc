"""For how long a tie counts (регламент 3.0 «Конфликт интересов», б): the one address of the number of years, for Python and for SQL."""

from datetime import date

from django.conf import settings

from casework.formats import plural
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
