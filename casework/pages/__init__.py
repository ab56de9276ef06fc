"""What the pages of all rooms show: where a case stands, what happened, whose move it is, a page of a long list, a file."""

from casework.pages.files import download
from casework.pages.keyset import keyset, older_address, page_of
from casework.pages.progress import Course, place_in, progress, steps_at
from casework.pages.timeline import Event, history, timeline
from casework.pages.turns import moves, next_moves, open_steps, own_steps

__all__ = [
    "Course",
    "Event",
    "download",
    "history",
    "keyset",
    "moves",
    "next_moves",
    "older_address",
    "open_steps",
    "own_steps",
    "page_of",
    "place_in",
    "progress",
    "steps_at",
    "timeline",
]
