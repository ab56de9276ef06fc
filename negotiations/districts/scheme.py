"""The scheme of the districts: where each lies along the river, drawn by ourselves, without tiles and without scale.

The places are those of Krasnoyarsk; a district that has no place in the drawing stands in the list beside it, as all of them do.
"""

from dataclasses import dataclass

WIDTH, HEIGHT = 640, 330
RIVER = "M0 214 C 90 236 150 176 236 168 S 352 186 420 170 S 552 106 640 122 L 640 150 C 560 138 500 182 430 202 S 330 214 244 200 S 110 266 0 246 Z"
# code: (outline, where its name stands)
PLACES = {
    "okt": ("M10 60 L150 40 L196 92 L170 160 L96 202 L10 204 Z", (92, 124)),
    "zhd": ("M156 38 L258 52 L262 158 L180 160 L204 92 Z", (226, 104)),
    "cen": ("M266 50 L362 30 L396 96 L372 168 L270 158 Z", (322, 108)),
    "sov": ("M370 28 L622 16 L630 104 L540 110 L430 160 L382 166 L404 96 Z", (510, 74)),
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
