"""What the AppConfig of a room announces to the pages of the portal; read by `casework.rooms`. Nothing here knows a model."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.utils.module_loading import import_string


@dataclass(frozen=True)
class MenuItem:
    """`main_menu`: a page everybody should find. `page` is the name of its address."""

    label: str
    page: str


@dataclass(frozen=True)
class Desk:
    """`desks`: a page of the cabinet for those who hold any of these capacity keys. `icon` is a name of bootstrap-icons."""

    label: str
    page: str
    icon: str
    holders: Collection[str]


@dataclass(frozen=True)
class Front:
    """`fronts`: what one can do here, a card of the front page."""

    title: str
    text: str
    page: str
    icon: str


@dataclass(frozen=True)
class Picture:
    """`pictures`: a procedure shown on «Как это работает», drawn from the flow that runs.

    `flow_name` is a dotted name (from the room's folder on, or whole), imported when drawn: flows are read after all models are.
    """

    slug: str
    title: str
    about: str
    icon: str
    flow_name: str

    @property
    def flow(self) -> Any:
        """The flow that leads such cases."""
        return import_string(self.flow_name)


@dataclass(frozen=True)
class Inviting:
    """`invites`: what this room invites people to. `purpose_name` is the dotted name of the `programme.invitations.purposes.Purpose`."""

    key: str
    purpose_name: str

    @property
    def purpose(self) -> Any:
        """What the invitation says, who may take it back, and what follows when it is accepted."""
        return import_string(self.purpose_name)
