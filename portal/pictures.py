"""Which procedures are shown on «Как это работает»: each room names its own (`pictures` of its AppConfig), drawn from the flow that runs."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.conf import settings
from django.utils.module_loading import import_string


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
        slug: Picture(slug, title, about, icon, f"{room}.flows.{flow}")
        for room in settings.ROOMS
        for slug, title, about, icon, flow in getattr(apps.get_app_config(room), "pictures", [])
    }
