"""Who may do what at the addresses of platforms and negotiations, and the objects they are tried on."""

from tests.access import contributions, negotiations
from tests.access.table import Page
from tests.access.world import World

TABLE: dict[str, Page] = {**negotiations.TABLE, **contributions.TABLE}


def furnish(world: World) -> None:
    """The objects of this room, made by its own people."""
    negotiations.furnish(world)
    contributions.furnish(world)
