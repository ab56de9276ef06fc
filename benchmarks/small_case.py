"""M1: one small case, start → ask → end, through the door; beside the same rows written by the bare ORM and by SQL."""

from typing import Any

from benchmarks import bare, rows
from benchmarks.clockwork import Line, compare, queries, race
from benchmarks.flows import SmallFlow, watched
from benchmarks.people import cast
from casework import door

BLOCK = 20


def through_the_door(times: int) -> None:
    """As people do it, forms included."""
    people = cast()
    for _ in range(times):
        form = SmallFlow.start.form({"title": "Дело"}, by=people.applicant)
        assert form.is_valid()
        matter = door.start_case(SmallFlow.start, by=people.applicant, form=form, token=None)
        [pk] = watched.pop(matter.case.pk)
        door.act_on_task(pk, by=people.moderator, token=None, form_of=_filled)


def _filled(node: Any, subject: Any) -> Any:
    return node.form({"word": "да"}, subject=subject, by=cast().moderator)


def measure(full: bool) -> list[Line]:
    """Time beside the bare ORM and SQL; queries of each."""
    engines = {"мы": through_the_door, "голый ORM": bare.small_case, "SQL": bare.small_case_in_sql}
    rows.require_equal(engines)
    counts = {name: queries(engine) for name, engine in engines.items()}
    series = race(engines, block=BLOCK)
    notes = {name: f"запросов {counts['мы']} против {counts[name]}" for name in engines}
    targets = {"голый ORM": "≤ 1,2; ≤ 15 запросов"}
    return compare("M1 малое дело", series, ours="мы", target=targets, notes=notes)
