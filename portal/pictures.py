"""Which procedures are shown on «Как это работает»: each room names its own (`pictures` of its AppConfig)."""

from dataclasses import replace
from functools import cache

from casework import rooms
from casework.announcements import Picture


@cache
def pictures() -> dict[str, Picture]:
    """All of them by their address, from the top floor down; the name of a flow is whole."""
    return {
        picture.slug: replace(picture, flow_name=f"{room}.{picture.flow_name}")
        for room, shown in rooms.announced("pictures")
        for picture in shown
    }
