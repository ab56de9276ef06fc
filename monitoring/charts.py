"""Shares drawn on the server: a bar an answer with its interval. Whatever is drawn stands beside in a table. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe

WIDTH, BAR, LINE, GAP = 360, 14, 18, 12
ROOM = WIDTH - 60  # for 100 %; the number stands to the right
MOST_SIGNS = 50
FULL = 1000


@dataclass(frozen=True)
class Bar:
    """A share and the ends of its interval, in tenths of a percent."""

    label: str
    share: int
    low: int
    high: int


def bars(rows: Sequence[Bar], title: str) -> SafeString:
    """The picture as SVG; `title` is what a screen reader says of it."""
    step = LINE + BAR + GAP
    height = step * len(rows)
    drawn = "".join(_drawn(row, n * step) for n, row in enumerate(rows))
    return mark_safe(  # noqa: S308 - every word in it is escaped
        f'<svg class="share-bars" viewBox="0 0 {WIDTH} {height}" role="img" width="100%" xmlns="http://www.w3.org/2000/svg">'
        f"<title>{escape(title)}</title>{drawn}</svg>"
    )


def _drawn(row: Bar, top: int) -> str:
    label = row.label if len(row.label) <= MOST_SIGNS else row.label[: MOST_SIGNS - 1].rstrip() + "…"
    bar, middle = top + LINE, top + LINE + BAR // 2
    share, low, high = (round(number * ROOM / FULL) for number in (row.share, row.low, row.high))
    number = f"{row.share // 10},{row.share % 10} %"
    return (
        f'<text x="0" y="{top + LINE - 5}" font-size="13" fill="currentColor">{escape(label)}</text>'
        f'<rect class="share-ground" x="0" y="{bar}" width="{ROOM}" height="{BAR}" rx="2"/>'
        f'<rect class="share-bar" x="0" y="{bar}" width="{share}" height="{BAR}" rx="2"/>'
        f'<path class="share-interval" d="M{low} {middle}H{high}M{low} {bar + 2}V{bar + BAR - 2}M{high} {bar + 2}V{bar + BAR - 2}"/>'
        f'<text x="{ROOM + 6}" y="{bar + BAR - 3}" font-size="13" fill="currentColor">{number}</text>'
    )
