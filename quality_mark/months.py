"""Terms in months and years (ст. 192 ГК РФ)."""

from datetime import date


def later(day: date, months: int) -> date:
    """The same day some months later, or the last one of a shorter month (ст. 192 ГК РФ)."""
    year, month = divmod(day.month - 1 + months, 12)
    for number in (day.day, 30, 29, 28):
        try:
            return date(day.year + year, month + 1, number)
        except ValueError:
            continue
    raise ValueError(day)


def full_years(since: date, on: date) -> int:
    """How many full years have passed from one day to another."""
    return on.year - since.year - ((on.month, on.day) < (since.month, since.day))
