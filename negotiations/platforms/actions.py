"""What the secretariat says about a platform and its rooms (регламент 3.1)."""

from typing import Any

from casework.door import Refused
from journal.record import record
from negotiations.experiments.actions import require_report
from negotiations.platforms.models import NegotiationPlatform, Venue
from programme.models import Person


def save_platform(platform: NegotiationPlatform | None, *, by: Person, **facts: Any) -> NegotiationPlatform:
    """Open a platform, or change what is said of it."""
    is_new = platform is None
    platform = platform or NegotiationPlatform()
    for name, value in facts.items():
        setattr(platform, name, value)
    platform.save()
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


def save_venue(platform: NegotiationPlatform, venue: Venue | None, *, by: Person, **facts: Any) -> Venue:
    """Add a room to a platform, or change what is said of it; a room with rounds ahead is not closed."""
    if venue and facts.get("is_closed") and venue.bookings.ahead().exists():
        raise Refused("В этом помещении назначены раунды. Сначала перенесите их.")
    is_new = venue is None
    venue = venue or Venue(platform=platform)
    for name, value in facts.items():
        setattr(venue, name, value)
    venue.save()
    title = "Добавлено помещение" if is_new else "Изменено помещение"
    record(
        platform,
        "save_venue",
        f"{title} «{venue.title}»",
        by=by,
        payload={name: str(value) for name, value in facts.items()},
    )
    return venue
