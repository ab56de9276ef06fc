"""The badge a holder puts on a site: a picture that always tells the Mark's present state, whatever page it stands on."""

from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import format_html

from quality_mark.marks.models import QualityMark

CACHED_SECONDS = 300  # a suspension is seen on every site within five minutes
WIDTH, HEIGHT = 252, 72


@dataclass(frozen=True)
class Look:
    """Colours of one variant; the words say the same as the colour."""

    paper: str
    line: str
    ink: str
    mute: str
    bank: str
    river: str
    ok: str
    warn: str
    bad: str


LIGHT = Look("#ffffff", "#d6dee6", "#14202e", "#4d5b6b", "#07394b", "#d9a62a", "#126340", "#834500", "#a31919")
DARK = Look("#10202b", "#2c4656", "#f2f7fa", "#b6c6d2", "#ffffff", "#f2c14e", "#7fd6a6", "#f3b877", "#f7aaaa")


def picture(mark: QualityMark, look: str) -> str:
    """The badge as SVG: no scripts, no styles, nothing fetched."""
    colours = DARK if look == "dark" else LIGHT
    word, kind = mark.standing
    state = f"{word} по {mark.last_day:%d.%m.%Y}" if kind == "ok" else word
    colour = {"ok": colours.ok, "warn": colours.warn, "bad": colours.bad}.get(kind, colours.mute)
    context = {
        "mark": mark,
        "look": colours,
        "state": state,
        "kind": kind,
        "colour": colour,
        "width": WIDTH,
        "height": HEIGHT,
    }
    return render_to_string("quality_mark/marks/badge.svg", context)


def snippet(mark: QualityMark, look: str = "light") -> str:
    """What the holder copies into a page of their site."""
    suffix = "?look=dark" if look == "dark" else ""
    return format_html(
        '<a href="{0}{1}"><img src="{0}/badge/{2}.svg{3}" width="{4}" height="{5}" alt="Красноярский Знак качества № {6}: проверить"></a>',
        settings.SITE_URL, mark.get_absolute_url(), mark.code, suffix, WIDTH, HEIGHT, mark.number,
    )  # fmt: skip
