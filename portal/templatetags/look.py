"""How facts look on a page: icons, chips, Russian sums, dates and plurals. A builtin of every template."""

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from html import escape
from typing import Any

from django import template
from django.conf import settings
from django.template.defaultfilters import stringfilter
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from casework import formats
from casework.formats import NBSP

register = template.Library()

ICON_NAME = re.compile(r"[a-z0-9-]+\Z")
CHIP_ICONS = {
    "info": "circle-half",
    "ok": "check-circle",
    "warn": "exclamation-triangle",
    "bad": "x-circle",
    "gold": "award",
}
# What must not be left hanging at the end of a line: a short word, a sign, initials, a number before its unit.
SHORT_WORDS = "а|без|в|во|до|для|за|и|из|или|к|ко|на|не|ни|но|о|об|от|по|под|при|про|с|со|у"
TYPOGRAPHY = [
    (re.compile(r"([№§])\s*(?=[\dA-Za-zА-Яа-яЁё])"), rf"\1{NBSP}"),
    (re.compile(rf"(?<![\w-])({SHORT_WORDS}) +(?=\S)", re.IGNORECASE), rf"\1{NBSP}"),
    (re.compile(r"\b([А-ЯЁ]\.) ?([А-ЯЁ]\.) ?(?=[А-ЯЁ][а-яё])"), rf"\1{NBSP}\2{NBSP}"),
    (re.compile(r"\b([А-ЯЁ][а-яё-]+) ([А-ЯЁ]\.) ?([А-ЯЁ]\.)"), rf"\1{NBSP}\2{NBSP}\3"),
    (re.compile(r"\b(тыс|млн|млрд)(\.?) (?=руб|₽)"), rf"\1\2{NBSP}"),
    (re.compile(r"(?<=\d) (?=\d{3}\b|тыс|млн|млрд|руб|₽|%|г\.|кв\.|чел|дн)"), NBSP),
    (re.compile(r"\b(г|ст|п|пп|ул|д|стр)\. (?=[\dА-ЯЁ])"), rf"\1.{NBSP}"),
    (re.compile(r" (?=[—–] )"), NBSP),
]


@register.simple_tag
def href(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a named page, or nothing when this installation has no such page: the menu then hides the item."""
    try:
        return reverse(name, args=args, kwargs=kwargs)
    except NoReverseMatch:
        return ""


@lru_cache(maxsize=256)
def icon_body(name: str) -> str:
    """The drawing inside an icon's svg element; nothing for an unknown name, since an icon only decorates."""
    path = settings.NODE_MODULES / "bootstrap-icons" / "icons" / f"{name}.svg"
    if not ICON_NAME.match(name) or not path.is_file():
        return ""
    return re.sub(r"\s*\n\s*", "", re.sub(r"</?svg[^>]*>", "", path.read_text()))


@register.simple_tag
@lru_cache(maxsize=256, typed=True)
def icon(name: str, css: str = "", size: int = 16) -> str:
    """An inline icon, hidden from screen readers: the words beside it say the same."""
    body = icon_body(name)
    if not body:
        return ""
    return format_html(
        '<svg class="icon{}" width="{}" height="{}" viewBox="0 0 16 16" fill="currentColor" '
        'aria-hidden="true" focusable="false">{}</svg>',
        f" {css}" if css else "",
        size,
        size,
        mark_safe(body),  # noqa: S308 - from the locked npm package, not from people
    )


@register.simple_tag
@lru_cache(maxsize=512, typed=True)
def chip(label: str, kind: str = "info", icon_name: str | None = None) -> str:
    """A status in a coloured pill; the words carry the meaning, colour and icon only repeat it."""
    kind = kind if kind in CHIP_ICONS else "info"
    drawing = icon(CHIP_ICONS[kind] if icon_name is None else icon_name)
    return format_html('<span class="chip chip-{}">{}<span>{}</span></span>', kind, drawing, label)


def decimal(value: Any) -> Decimal | None:
    """The value as a decimal, or None: a page does not fall because a sum is not known yet."""
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


@register.filter
def rub(value: Any) -> str:
    """1 250 000 ₽; kopecks only when there are any."""
    number = decimal(value)
    if number is None:
        return ""
    return formats.money(number)


@register.filter
def rub_short(value: Any) -> str:
    """48,3 млн ₽: for figures seen at a glance."""
    number = decimal(value)
    for size, word in ((10**9, "млрд"), (10**6, "млн")):
        if number is not None and abs(number) >= size:
            return f"{formats.grouped(number / size, 1).removesuffix(',0')}{NBSP}{word}{NBSP}₽"
    return rub(value)


@register.filter
def score(value: Any) -> str:
    """70,50: always two places, as the regulation counts."""
    number = decimal(value)
    return "" if number is None else formats.grouped(number, 2)


@register.filter
def number(value: Any) -> str:
    """12 345: a whole number with its thousands apart."""
    figure = decimal(value)
    return "" if figure is None else formats.grouped(figure, 0)


@register.filter
def plural(value: Any, forms: str) -> str:
    """Only the word: {{ n|plural:"день,дня,дней" }}. A list or a queryset is counted."""
    return formats.plural(amount(value), forms)


@register.filter
def count(value: Any, forms: str) -> str:
    """The number with its word: {{ n|count:"день,дня,дней" }} is «3 дня»."""
    return f"{number(amount(value))}{NBSP}{plural(value, forms)}"


def amount(value: Any) -> int:
    """How many: a number itself, or the length of what is counted."""
    figure = decimal(value)
    if figure is not None:
        return int(figure)
    return len(value) if hasattr(value, "__len__") else 0


@register.filter(is_safe=True)
@stringfilter
def nbsp_typo(text: str) -> str:
    """Non-breaking spaces and inner quotation marks where Russian typography wants them."""
    return _typeset(text) if len(text) < 300 else _typeset.__wrapped__(text)


@lru_cache(maxsize=1024, typed=True)
def _typeset(text: str) -> str:
    """Titles and captions come again and again; long texts are not remembered. What is marked safe is remembered apart."""
    for pattern, replacement in TYPOGRAPHY:
        text = pattern.sub(replacement, text)
    return formats.nested_quotes(text)


def here(value: Any) -> Any:
    """A moment as the city's clock shows it."""
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


@register.filter
def day(value: Any) -> str:
    """23 ноября 2026 г."""
    if not isinstance(value, date):
        return ""
    local = here(value)
    return _day_in_words(local.year, local.month, local.day)


@lru_cache(maxsize=1024)
def _day_in_words(year: int, month: int, number: int) -> str:
    """The pages speak Russian only."""
    return date_format(date(year, month, number), "j E Y г.").replace(" ", NBSP)


@register.filter
def daytime(value: Any) -> str:
    """23 ноября 2026 г., 14:05; only the day when there is no hour."""
    if not isinstance(value, datetime):
        return day(value)
    return f"{day(value)}, {here(value):%H:%M}"


@register.filter
def iso(value: Any) -> str:
    """The machine's form of a moment, for <time datetime>."""
    return here(value).isoformat() if isinstance(value, date) else ""


@register.simple_tag
def deadline(
    due: datetime | None, left: int | None, hard: bool = False, paused: Any = None, since: datetime | None = None
) -> SafeString:
    """A deadline in a chip, and its moment. `left`: whole working days left, negative when over; `since`: when it can first be done."""
    if paused:
        return SafeString(chip("срок приостановлен", "info", "pause-circle"))
    if since is not None:
        start = here(since)
        words = f"с {date_format(start, 'j E')}, {start:%H:%M}".replace(" ", NBSP)
        drawn = chip(words, "info", "calendar-event")
    elif left is None or due is None:
        drawn = chip("без срока", "info", "clock")
    elif left < 0:
        drawn = chip("срок прошёл", "bad", "exclamation-triangle")
    elif left == 0:
        drawn = chip("сегодня последний день", "bad", "clock")
    else:
        words = count(left, "рабочий день,рабочих дня,рабочих дней")
        drawn = chip(words, "warn" if left <= 3 else "info", "clock")
    if due is None:
        return SafeString(drawn)
    local = here(due)
    moment = f"{_day_in_words(local.year, local.month, local.day)}, {local:%H:%M}"
    warning = ' <span class="nb">· срок жёсткий</span>' if hard else ""
    when = f'<span class="deadline-when">до <time datetime="{local.isoformat()}">{moment}</time>{warning}</span>'
    return SafeString(f"{drawn} {when}")


@register.simple_tag
def task_line(line: Any, mine: bool) -> SafeString:
    """A line of the inbox (`casework.inbox.Line`): what to do, in which case, in whose name, until when.

    A long list is made of these, so each is put together at once.
    """
    task = line.waiting
    title, case, address = escape(task.title), escape(nbsp_typo(task.case_title)), escape(task.case_url)
    if mine:
        title = f'<a href="{task.get_absolute_url()}">{title}</a>'
        words = f'открыть дело<span class="visually-hidden">: {escape(task.case_title)}</span>'
        case += f'&nbsp;· <a class="nb" href="{address}">{words}</a>' if address else ""
        why = "Ответить можете только вы." if line.is_personal else f"Вы — {line.capacity}."
        why += f" Если ничего не делать: {nbsp_typo(task.consequence)}" if task.consequence else ""
    else:
        case = f'<a href="{address}">{case}</a>' if address else case
        why = f"Ход за: {line.capacity}."
    css = (f" task-{line.pressing}" if line.pressing else "") + ("" if mine else " task-theirs")
    side = deadline(task.due_at, line.left, task.is_hard, task.paused_at, task.opens_later)
    return SafeString(
        f'<li class="task{css}"><p class="task-title">{title}</p><p>{case}</p>'
        f'<p class="task-why">{escape(why)}</p><div class="task-side">{side}</div></li>\n'
    )


@register.filter
def widget_kind(field: Any) -> str:
    """What a form field is drawn as: "checkbox", "group" (fieldset) or "plain"."""
    if getattr(field.field.widget, "input_type", "") == "checkbox" and not field.use_fieldset:
        return "checkbox"
    return "group" if field.use_fieldset else "plain"


@register.filter
def needed_words(field: Any) -> str:
    """What stands beside the label of a field that may be left empty: «необязательно», or with which answer it is needed.

    In the group of an answer (`casework.conditional`) the group has said it.
    """
    needed = getattr(field.form, "needed_if", {}).get(field.name)
    if needed is None or not needed.is_must:
        return "необязательно"
    return "" if getattr(field, "is_in_group", False) else f"нужно, {field.form.words_of(needed)}"


@register.simple_tag
def first_time(form: Any, formset: Any = None) -> bool:
    """Whether these errors are listed for the first time: at the place the page chose, or else above the fields."""
    owner = form or formset
    if not owner or getattr(owner, "is_summarised", False):
        return False
    owner.is_summarised = True
    return True


@register.simple_tag(takes_context=True)
def current(context: template.Context, address: str) -> SafeString:
    """aria-current for a menu item: "page" on the page itself, "true" anywhere below it."""
    path = getattr(context.get("request"), "path", "")
    if not address or not path:
        return SafeString("")
    if path == address:
        return SafeString(' aria-current="page"')
    return SafeString(' aria-current="true"' if address != "/" and path.startswith(address) else "")
