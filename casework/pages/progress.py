"""Where a case stands, as `look/steps.html` draws it: pairs (title, state), the state is done, current or todo. Pure."""

from collections.abc import Collection, Iterable, Sequence

Course = Sequence[tuple[str, Collection[str]]]  # the steps of a course in their order, each with its statuses
Steps = list[tuple[str, str]]


def place_in(course: Course, status: str) -> int | None:
    """The number of the step a status belongs to, counted from 0; None for a status that belongs to no step."""
    return next((place for place, (_, statuses) in enumerate(course) if status in statuses), None)


def steps_at(titles: Iterable[str], place: int, *, is_over: bool = False) -> Steps:
    """Steps before a place are done, later ones are to come; the step at the place is current, or done when all is over."""
    return [
        (title, "done" if n < place or (is_over and n == place) else "current" if n == place else "todo")
        for n, title in enumerate(titles)
    ]


def progress(course: Course, status: str, *, is_over: bool = False, otherwise: int = 0) -> Steps:
    """The steps of a course at a status; `otherwise` is the place of a status that belongs to no step (-1: nowhere)."""
    place = place_in(course, status)
    return steps_at((title for title, _ in course), otherwise if place is None else place, is_over=is_over)
