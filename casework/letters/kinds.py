"""Which kind of message an event is: what may be gathered, put off or switched off, and what the law has delivered by itself."""

from fnmatch import fnmatchcase
from functools import cache

from casework.announcements import MessageEvents, MessageKind
from casework.letters.models import Mode
from casework.rooms import announced, announcements

# Whatever no room has put into a kind of its own: a decision, a refusal, a return, a notice, an invitation (регламент 3.7).
SERVICE = MessageKind(
    "service",
    "Решения, отказы, возвраты, извещения и приглашения",
    "Всё, от чего зависят ваши права и сроки. Каждое — отдельным письмом в ту же минуту.",
    events=("task:*:replaced:*",),
    is_service=True,
)


@cache
def kinds() -> dict[str, MessageKind]:
    """All kinds by their keys, in the order in which people choose; service first."""
    rooms = reversed(
        [own for _, own in announced("message_kinds")]
    )  # what everybody has stands before what a story adds
    rows: list[MessageKind] = [SERVICE, *(kind for own in rooms for kind in own)]
    return {kind.key: kind for kind in sorted(rows, key=lambda kind: not kind.is_service)}


@cache
def _patterns() -> list[tuple[str, str]]:
    rows = [(pattern, kind.key) for kind in kinds().values() for pattern in kind.events]
    rows += [(pattern, more.kind) for more in announcements("message_events", MessageEvents) for pattern in more.events]
    return sorted(rows, key=lambda row: -len(row[0]))  # what is said more exactly goes first


def kind_of(event: str) -> MessageKind:
    """The kind of an event; what nobody has announced is service, so that nothing that matters is lost by an omission."""
    key = next((key for pattern, key in _patterns() if fnmatchcase(event, pattern)), SERVICE.key)
    return kinds()[key]


def usual(kind: MessageKind) -> str:
    """When it is mailed to whoever has not chosen."""
    return Mode.AT_ONCE if kind.is_service else Mode(kind.usual)
