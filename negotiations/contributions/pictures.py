"""Geometry of the pictures of contributions: a donut of shares, the graph of conditions, the network. Numbers only; templates draw."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import atan2, cos, hypot, pi, sin
from typing import Any

from negotiations.contributions.conditions import Graph

NODE = 24  # radius of a node


@dataclass(frozen=True)
class Dot:
    """A node of a picture."""

    x: str
    y: str
    label: str
    title: str
    look: str
    text_x: str
    text_y: str
    anchor: str = "middle"
    points: str = ""


@dataclass(frozen=True)
class Arrow:
    """An edge from rim to rim, bent a little so that two of opposite directions do not lie on each other."""

    path: str
    look: str
    title: str
    width: str = "2"


@dataclass(frozen=True)
class Drawing:
    """A picture ready to be written as SVG."""

    width: int
    height: int
    dots: tuple[Dot, ...]
    arrows: tuple[Arrow, ...]
    words: tuple[str, ...]


def _n(value: float) -> str:
    return f"{value:.1f}"


def donut(shares: Sequence[tuple[str, Decimal]]) -> list[dict[str, Any]]:
    """Segments of a ring whose length is 100: where each begins and how long it is."""
    start, segments = Decimal(0), []
    for code, share in shares:
        if share:
            segments.append({"code": code, "dash": f"{share:f} 100", "offset": f"{-start:f}"})
        start += share
    return segments


def _ring(count: int, width: float, height: float, margin: float = 70) -> list[tuple[float, float]]:
    """Places on an ellipse, the first at the top; `margin` is left on both sides for the names."""
    if count == 1:
        return [(width / 2, height / 2)]
    across, down = width / 2 - margin, height / 2 - 52
    return [
        (width / 2 + across * sin(2 * pi * n / count), height / 2 - 8 - down * cos(2 * pi * n / count))
        for n in range(count)
    ]


def _beside(y: float, height: float) -> float:
    """Where the name of a node stands: outside the ring, away from the arrows."""
    return y - NODE - 9 if y < height / 2 - 20 else y + NODE + 18


def _outside(place: tuple[float, float], width: float, height: float) -> tuple[str, str, str]:
    """Where a long name stands, and where it is fastened: beside the ring, or above and below its poles."""
    x, y = place
    if abs(x - width / 2) < NODE * 2:
        return _n(x), _n(_beside(y, height)), "middle"
    side = 1 if x > width / 2 else -1
    return _n(x + side * (NODE + 9)), _n(y + 5), "start" if side > 0 else "end"


def _arrow(a: tuple[float, float], b: tuple[float, float], look: str, title: str, width: str = "2") -> Arrow:
    (ax, ay), (bx, by) = a, b
    length = hypot(bx - ax, by - ay) or 1
    bend = min(26.0, length / 6)
    cx, cy = (ax + bx) / 2 - (by - ay) / length * bend, (ay + by) / 2 + (bx - ax) / length * bend
    sx, sy = _rim(ax, ay, cx, cy, NODE + 2)
    ex, ey = _rim(bx, by, cx, cy, NODE + 8)
    return Arrow(f"M{_n(sx)},{_n(sy)} Q{_n(cx)},{_n(cy)} {_n(ex)},{_n(ey)}", look, title, width)


def _rim(x: float, y: float, tx: float, ty: float, radius: float) -> tuple[float, float]:
    turn = atan2(ty - y, tx - x)
    return x + radius * cos(turn), y + radius * sin(turn)


def graph(contributions: Mapping[int, Any], judged: Graph) -> Drawing | None:
    """Contributions that depend on each other; nothing when none does. An arrow leads to what must be given first."""
    links = [
        (link.condition.contribution, other, link)
        for link in judged.judged
        if (other := link.condition.depends_on) is not None and other in contributions
    ]
    if not links:
        return None
    closed = {key for circle in judged.circles if circle.is_closed for key in circle.members}
    inside = {key for circle in judged.circles for key in circle.members}
    keys = sorted({key for first, other, _ in links for key in (first, other)})
    order = [key for circle in judged.circles for key in circle.members] + [key for key in keys if key not in inside]
    width, height = 360, 270
    places = dict(zip(order, _ring(len(order), width, height), strict=True))
    dots = tuple(
        Dot(
            _n(places[key][0]),
            _n(places[key][1]),
            str(contributions[key].number),
            _short(str(contributions[key].party)),
            "holds" if key in judged.holding else "waits",
            _n(places[key][0]),
            _n(_beside(places[key][1], height)),
        )
        for key in order
    )
    arrows = tuple(
        _arrow(
            places[first],
            places[other],
            "circle" if {first, other} <= closed else "met" if link.is_met else "unmet",
            f"вклад {contributions[first].number} даётся, если дан вклад {contributions[other].number}",
        )
        for first, other, link in links
    )
    return Drawing(width, height, dots, arrows, tuple(f"{arrow.title}." for arrow in arrows))


def _short(text: str, limit: int = 20) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


def network(contributions: Iterable[Any]) -> Drawing | None:
    """Who gives to whom: organisations on a ring, shapes by sector, arrows the thicker the more is given."""
    contributions = list(contributions)
    organizations = {
        party.organization_id: party
        for contribution in contributions
        for party in (contribution.party, contribution.recipient)
    }
    if not organizations:
        return None
    order = sorted(organizations, key=lambda key: (organizations[key].sector, key))
    width, height = 940, max(360, 64 * len(order) // 2 + 240)
    places = dict(zip(order, _ring(len(order), width, height, margin=230), strict=True))
    pairs = _by_pair(contributions)
    most = max((_worth(group) for group in pairs.values()), default=Decimal(0))
    dots = tuple(
        Dot(
            _n(places[key][0]),
            _n(places[key][1]),
            str(n),
            _short(str(organizations[key]), 32),
            organizations[key].sector,
            *_outside(places[key], width, height),
            _shape(organizations[key].sector, *places[key]),
        )
        for n, key in enumerate(order, 1)
    )
    arrows = tuple(
        _arrow(
            places[giver],
            places[receiver],
            "given",
            f"{organizations[giver]} даёт {organizations[receiver]}: вкладов {len(group)}",
            _n(1.5 + 4.5 * float(_worth(group) / (most or 1))),
        )
        for (giver, receiver), group in pairs.items()
    )
    return Drawing(width, height, dots, arrows, tuple(f"{arrow.title}." for arrow in arrows))


def _by_pair(contributions: Iterable[Any]) -> dict[tuple[int, int], list[Any]]:
    """Contributions by the organisations of giver and receiver."""
    pairs: dict[tuple[int, int], list[Any]] = {}
    for contribution in contributions:
        pair = (contribution.party.organization_id, contribution.recipient.organization_id)
        pairs.setdefault(pair, []).append(contribution)
    return pairs


def _worth(contributions: Iterable[Any]) -> Decimal:
    return sum((contribution.value or Decimal(0) for contribution in contributions), Decimal(0))


def _shape(sector: str, x: float, y: float) -> str:
    """A square for the authorities, a rhomb for business; communities are circles and need no points."""
    r = NODE
    if sector == "authority":
        corners = [(-r + 3, -r + 3), (r - 3, -r + 3), (r - 3, r - 3), (-r + 3, r - 3)]
    elif sector == "business":
        corners = [(0, -r - 4), (r + 4, 0), (0, r + 4), (-r - 4, 0)]
    else:
        return ""
    return " ".join(f"{_n(x + dx)},{_n(y + dy)}" for dx, dy in corners)
