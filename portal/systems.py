"""«Таблица систем»: every system the programme has named, where it is seen, and what of it is not there yet."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

TABLE = settings.BASE_DIR / "portal" / "data" / "systems.json"


@dataclass(frozen=True)
class System:
    """A row of the table. `has`: what a person can do today; `lacks`: what the programme asks besides (Russian, both may be empty).

    `page` and `args` name the address, `proof` the test that does what the row promises («tests/….py::test_…»).
    """

    n: int
    title: str
    has: str = ""
    lacks: str = ""
    page: str = ""
    args: tuple[str, ...] = ()
    proof: str = ""

    @property
    def url(self) -> str:
        return reverse(self.page, args=self.args) if self.page else ""

    @property
    def standing(self) -> tuple[str, str]:
        """(words, kind of chip)."""
        if not self.page:
            return "нет", "bad"
        return ("частично", "warn") if self.lacks else ("работает", "ok")


@cache
def systems() -> list[System]:
    """All rows in the order of the programme."""
    rows: list[dict[str, Any]] = json.loads(TABLE.read_text())["systems"]
    return [System(**{**row, "args": tuple(row.get("args", ()))}) for row in rows]


@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """The whole table, or the rows of one standing."""
    wanted = request.GET.get("standing", "")
    counts = dict.fromkeys(("работает", "частично", "нет"), 0)
    for row in systems():
        counts[row.standing[0]] += 1
    shown = [row for row in systems() if wanted not in counts or row.standing[0] == wanted]
    return render(
        request, "portal/systems.html", {"systems": shown, "counts": counts, "wanted": wanted, "total": len(systems())}
    )
