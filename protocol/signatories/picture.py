"""The round table: signatures of three sectors as seats on three arcs. Geometry only; a table on the page says the same."""

from dataclasses import dataclass
from math import cos, pi, radians, sin

from programme.models import Sector
from protocol.signatories.counting import Count

CENTRE, RADIUS, HALF_ARC = 200, 140, 52  # three arcs of 104 degrees, with gaps between them
MIDDLES = {Sector.AUTHORITY: -90, Sector.BUSINESS: 30, Sector.COMMUNITY: 150}
LABELS = {Sector.AUTHORITY: ("200", "122"), Sector.BUSINESS: ("250", "244"), Sector.COMMUNITY: ("150", "244")}
NAMES = {Sector.AUTHORITY: "власть", Sector.BUSINESS: "бизнес", Sector.COMMUNITY: "общество"}


@dataclass(frozen=True)
class Seat:
    """One seat: taken by a signature or still free; among the needed ones or beyond them."""

    x: str
    y: str
    r: str
    is_taken: bool


@dataclass(frozen=True)
class Arc:
    """The seats of one sector, and the bracket over those that are needed."""

    sector: str
    name: str
    signed: int
    needed: int
    seats: list[Seat]
    bracket: str
    label_x: str
    label_y: str

    @property
    def is_enough(self) -> bool:
        """Has the sector signed as much as is needed?"""
        return self.signed >= self.needed

    @property
    def missing(self) -> int:
        """How many signatures it lacks."""
        return max(self.needed - self.signed, 0)


def arcs(count: Count) -> list[Arc]:
    """The three arcs, clockwise from the top."""
    return [_arc(sector, count.by_sector[sector], count.rules.per_sector) for sector in Sector]


def _arc(sector: Sector, signed: int, needed: int) -> Arc:
    places = max(signed, needed, 5)
    step = 2 * HALF_ARC / places
    start = MIDDLES[sector] - HALF_ARC
    size = min(13.0, radians(step) * RADIUS / 2 - 1.5)
    seats = [
        Seat(*_point(start + step * (n + 0.5), RADIUS), f"{max(size, 2):.1f}", is_taken=n < signed)
        for n in range(places)
    ]
    return Arc(
        sector,
        NAMES[sector],
        signed,
        needed,
        seats,
        _stroke(start, start + step * needed, RADIUS + 23),
        *LABELS[sector],
    )


def _point(degrees: float, radius: float) -> tuple[str, str]:
    angle = degrees / 180 * pi
    return f"{CENTRE + radius * cos(angle):.1f}", f"{CENTRE + radius * sin(angle):.1f}"


def _stroke(begin: float, end: float, radius: float) -> str:
    (x1, y1), (x2, y2) = _point(begin + 2, radius), _point(end - 2, radius)
    return f"M{x1} {y1}A{radius} {radius} 0 0 1 {x2} {y2}"
