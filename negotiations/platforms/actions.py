"""What the secretariat says about a platform and its rooms (регламент 3.1)."""

from typing import Any

from journal.record import record
from negotiations.experiments.actions import require_report
from negotiations.platforms.models import NegotiationPlatform
from programme.models import Person


def save_platform(platform: NegotiationPlatform | None, *, by: Person, **facts: Any) -> NegotiationPlatform:
    """Open a platform, or change what is said of it."""
    is_new, venues = platform is None, list(facts.pop("venues", ()))
    platform = platform or NegotiationPlatform()
    for name, value in facts.items():
        setattr(platform, name, value)
    platform.save()
    platform.venues.set(venues)
    facts["venues"] = "; ".join(map(str, venues))
    title = "Открыта площадка" if is_new else "Изменены сведения о площадке"
    record(
        platform,
        "save_platform",
        f"{title} «{platform.title}»",
        by=by,
        payload={name: str(value) for name, value in facts.items()},
    )
    require_report(platform, by=by)
    return platform
