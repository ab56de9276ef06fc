"""The scheme of the districts: where each lies along the river, drawn by ourselves, without tiles and without scale.

The places are those of Krasnoyarsk; a district that has no place in the drawing stands in the list beside it, as all of them do.
"""

from dataclasses import dataclass

WIDTH, HEIGHT = 640, 330
RIVER = "M0 214 C 90 236 150 176 236 168 S 352 186 420 170 S 552 106 640 122 L 640 150 C 560 138 500 182 430 202 S 330 214 244 200 S 110 266 0 246 Z"
# code: (outline, where its name stands)
PLACES = {
    "okt": ("M10 60 L120 38 L150 92 L132 162 L84 204 L10 204 Z", (74, 124)),
    "zhd": ("M128 36 L284 44 L290 160 L140 164 L158 92 Z", (220, 96)),
    "cen": ("M292 44 L392 26 L412 96 L392 168 L298 160 Z", (346, 106)),
    "sov": ("M400 24 L622 14 L630 104 L540 110 L440 160 L402 168 L420 96 Z", (526, 70)),
    "sver": ("M10 256 L110 270 L240 210 L290 214 L286 318 L10 318 Z", (158, 288)),
    "kir": ("M298 216 L424 210 L438 318 L294 318 Z", (364, 270)),
    "len": ("M432 208 L500 186 L566 146 L630 158 L630 318 L446 318 Z", (540, 254)),
}


@dataclass(frozen=True)
class Shape:
    """A district in the drawing; `weight` from 0 to 4: how many proposals it has beside the others."""

    code: str
    title: str
    total: int
    outline: str
    x: int
    y: int
    weight: int


def draw(districts: list[tuple[str, str, int]]) -> list[Shape]:
    """The shapes of those districts, given as (code, title, number of proposals), that have a place; none if any is without one."""
    if any(code not in PLACES for code, *_ in districts):
        return []
    most = max((total for *_, total in districts), default=0)
    return [
        Shape(code, title, total, PLACES[code][0], *PLACES[code][1], weight=-(-4 * total // most) if most else 0)
        for code, title, total in districts
    ]
