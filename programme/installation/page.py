"""What the pages of the opening show."""

from typing import Any

from documents import seal_key
from programme.installation import opening, post, zones

OPENER = "открывающий город"


def of_step(key: str, step: opening.Step, form: Any, trial: Any) -> dict[str, Any]:
    """A step and its place among the others."""
    return {
        "key": key,
        "step": step,
        "form": form,
        "trial": trial,
        "progress": opening.progress(),
        "number": list(opening.BY_SLUG).index(step.slug) + 1,
        "following": opening.following(step.slug),
        "post": post.where(),
        "seal": seal_key.present(),
        "zone_is_fixed": zones.is_fixed(),
        "zone": zones.words(),
    }
