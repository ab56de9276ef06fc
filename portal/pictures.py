"""Which procedures are shown on «Как это работает»: each room names its own (`pictures` of its AppConfig), drawn from the flow that runs."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.module_loading import import_string

from casework import rooms


@dataclass(frozen=True)
class Picture:
    """A procedure as the public sees it; `flow_name` is imported when drawn: flows are read after all models are."""

    slug: str
    title: str
    about: str
    icon: str
    flow_name: str

    @property
    def flow(self) -> Any:
        """The flow that leads such cases."""
        return import_string(self.flow_name)


@cache
def pictures() -> dict[str, Picture]:
    """All of them by their address, from the top floor down."""
    return {
        slug: Picture(slug, title, about, icon, f"{room}.{flow}")
        for room, shown in rooms.announced("pictures")
        for slug, title, about, icon, flow in shown
    }
