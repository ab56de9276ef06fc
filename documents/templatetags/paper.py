"""How facts of a snapshot are written on paper. In a snapshot dates and decimals are text: `{% load paper %}`."""

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import date_format

from casework import formats
from documents.typography import NBSP

register = template.Library()


def _when(value: Any) -> date | datetime | None:
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
        except ValueError:
            return None
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value if isinstance(value, date) else None


@register.filter
def date_words(value: Any) -> str:
    """23 ноября 2026 г."""
    moment = _when(value)
    return date_format(moment, "j E Y г.").replace(" ", NBSP) if moment else ""


@register.filter
def date_digits(value: Any) -> str:
    """23.11.2026"""
    moment = _when(value)
    return f"{moment:%d.%m.%Y}" if moment else ""


@register.filter
def moment(value: Any) -> str:
    """23.11.2026 14:05"""
    when = _when(value)
    return f"{when:%d.%m.%Y}{NBSP}{when:%H:%M}" if isinstance(when, datetime) else date_digits(value)


@register.filter
def clock(value: Any) -> str:
    """14:05"""
    when = _when(value)
    return f"{when:%H:%M}" if isinstance(when, datetime) else ""


@register.filter
def decimal_ru(value: Any, places: int = 2) -> str:
    """1 250 000,50: thousands apart, a decimal comma; text that is no number comes back as it is."""
    try:
        return formats.grouped(Decimal(str(value)), int(places))
    except InvalidOperation:
        return str(value)


@register.filter
def roubles(value: Any) -> str:
    """1 250 000,00 ₽; kopecks are always written on paper."""
    return f"{decimal_ru(value, 2)}{NBSP}₽" if value not in (None, "") else ""


@register.filter
def sha_groups(value: str) -> str:
    """A hash in groups of eight, so that people can compare it by eye."""
    return " ".join(value[start : start + 8] for start in range(0, len(value), 8))
