"""What a story says of decisions on its questions (`revisables` of an AppConfig): may the body change them, and what follows."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.utils.module_loading import import_string

from casework.rooms import announced
from committee.agenda.actions import OWN_RESOLUTIONS
from committee.decisions.models import Decision
from committee.revisions.models import Revision

Kind = Revision.Kind


@dataclass(frozen=True)
class Rules:
    """`covers`: is the question one of the story's? `offers`: what the body may be asked about the decision now; empty if nothing any more.

    `follow`: the address of a queue task (`decision`, `ground`) that draws the consequences of a revocation; the room above does it
    itself, under the locks of its own cases.
    """

    covers: Callable[[Decision], bool]
    offers: Callable[[Decision], Collection[Kind]]
    follow: str = ""


def _is_own(decision: Decision) -> bool:
    """A question the body has put to itself: nothing outside the room follows from the answer."""
    return {row["code"] for row in decision.item.resolutions} == {row["code"] for row in OWN_RESOLUTIONS}


OWN = Rules(covers=_is_own, offers=lambda decision: [Kind.AMEND, Kind.REVOKE])


def rules_of(decision: Decision) -> Rules | None:
    """The rules for a decision; None where it is changed only in the way in which it was taken (a Mark, an edition, the regulation)."""
    rows = [OWN, *(import_string(name) for _, name in announced("revisables"))]
    return next((rules for rules in rows if rules.covers(decision)), None)
