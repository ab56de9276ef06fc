"""The whole table: every room's addresses together, and every room's objects in one world."""

from tests.access import (
    of_appeals,
    of_consultations,
    of_contests,
    of_events,
    of_execution,
    of_library,
    of_marks,
    of_monitoring,
    of_negotiations,
    of_protocol,
    of_rules,
    of_surveys,
    table,
)
from tests.access.world import World

# Negotiations come last: their round is a week ahead, and by then what others left open would have lapsed.
ROOMS = [
    of_contests,
    of_consultations,
    of_events,
    of_execution,
    of_library,
    of_marks,
    of_monitoring,
    of_protocol,
    of_rules,
    of_surveys,
    of_appeals,
    of_negotiations,
]
TABLE = {**table.TABLE, **{name: page for room in ROOMS for name, page in room.TABLE.items()}}


def furnish(world: World) -> None:
    """Everything the stories add to the world."""
    for room in ROOMS:
        room.furnish(world)
