"""The programme: its edition of 2004–2006, retold from the act of its time, lies in the archive (PE-11)."""

from casework import door, roles
from execution.editions import actions, forms
from portal.demo.people import World
from portal.demo.player import Story


def archived(world: World, ago: int) -> Story:
    """The secretary of the committee loads it in the first days of the city."""
    yield world.days.at(ago, 9, 40)
    secretary = world.people["committee"]
    capacity = door.capacity_in(secretary, roles.COMMITTEE_SECRETARY)
    world.actor.act(secretary, None, capacity, forms.LoadForm, actions.load_historical, None)
