"""What people are invited to. Each room announces its own (`invites` of its AppConfig); an invitation only remembers the key."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from casework.announcements import Inviting
from casework.rooms import announcements
from programme.access import Visitor, keys_of

if TYPE_CHECKING:
    from programme.invitations.models import Invitation
    from programme.people.models import Person


def nobody(invitation: Any, person: Any) -> str:
    """No capacity beyond the roles of `Purpose.keepers`."""
    return ""


@dataclass(frozen=True)
class Purpose:
    """One kind of invitation; all words are Russian.

    `errand` continues «… приглашает вас», `inviter` says who invites; `facts` are lines (label, value) of the offer, `meaning` what
    acceptance leads to. `accept(invitation, by=)` performs it, says the outcome as (title, text) for the inviter and raises Refused.
    `place` is the address from which the inviter watches it, `home` (name of an address, words of a link) where the person goes on
    afterwards. Holders of the `keepers` may take it back and of `readers` see it, both capacity keys; `keeper` gives the capacity of
    somebody else who may take it back, or nothing.
    """

    key: str
    title: str
    inviter: "Callable[[Invitation], str]"
    errand: "Callable[[Invitation], str]"
    facts: "Callable[[Invitation], list[tuple[str, Any]]]"
    accept: "Callable[..., tuple[str, str]]"
    place: "Callable[[Invitation], str]"
    meaning: str
    home: tuple[str, str]
    keepers: tuple[str, ...] = ()
    readers: tuple[str, ...] = ()
    keeper: "Callable[[Invitation, Person], str]" = nobody

    def capacity(self, invitation: "Invitation", person: "Person") -> str:
        """In what capacity the person may take the invitation back; empty if they may not."""
        titles = {capacity.key: capacity.title for capacity in person.capacities()}
        return next((titles[key] for key in self.keepers if key in titles), "") or self.keeper(invitation, person)


@cache
def purposes() -> dict[str, Purpose]:
    """All that people are invited to, by key."""
    return {line.key: line.purpose for line in announcements("invites", Inviting)}


def read_by(visitor: Visitor) -> list[str]:
    """Keys of the purposes whose invitations the visitor sees by virtue of a role."""
    keys = set(keys_of(visitor))
    return [purpose.key for purpose in purposes().values() if keys & {*purpose.keepers, *purpose.readers}]
