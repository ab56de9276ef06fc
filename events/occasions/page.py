"""What the pages of events show, to whom."""

from collections import Counter
from typing import Any

from casework import roles
from casework.models import Waiting
from casework.pages import history, moves, own_steps, timeline
from events.occasions.models import Event
from events.outside import page as outside
from events.registrations.ages import in_words, shown
from events.registrations.models import Registration
from events.viewers.facts import is_open, totals
from events.viewers.watch import strange
from execution.measures.results import of_undertaking
from programme.access import Visitor, holds, keys_of

SHEET_READERS = {roles.TRAINING_HEAD, roles.EVENT_ORGANIZER, roles.COMMITTEE_SECRETARY, roles.AUDITOR}
VOTE_WATCHERS = {roles.EVENT_ORGANIZER, roles.COMMITTEE_SECRETARY, roles.AUDITOR}
STATES = [("ahead", "впереди и идут"), ("held", "прошли"), ("cancelled", "отменены")]


def listed(state: str, kind: str) -> Any:
    """Announced events of a state and a kind: the nearest first, past ones newest first."""
    rows = Event.objects.announced().select_related("series")
    if kind:
        rows = rows.filter(kind=kind)
    if state == "held":
        return rows.filter(status__in=[Event.Status.SUMMING, Event.Status.HELD]).order_by("-starts_at", "-pk")
    if state == "cancelled":
        return rows.filter(status=Event.Status.CANCELLED).order_by("-starts_at", "-pk")
    return rows.ahead()


def counts_of(event: Event) -> Counter[str]:
    """How many registrations stand where: numbers are public, names are not."""
    return Counter(event.registrations.values_list("status", flat=True))


def own_registration(event: Event, person: Visitor) -> Registration | None:
    """The visitor's own one: the live one, else the last."""
    if not person.is_authenticated:
        return None
    rows = list(event.registrations.filter(person=person.pk).order_by("-pk"))
    return next((row for row in rows if row.is_live), rows[0] if rows else None)


def context(event: Event, person: Visitor) -> dict[str, Any]:
    """The whole page of an event."""
    keys = set(keys_of(person))
    is_organizer = roles.EVENT_ORGANIZER in keys
    waitings = list(Waiting.objects.open().filter(process=event.case).order_by("pk"))
    counts, own = counts_of(event), own_registration(event, person)
    confirmed, is_on = counts["confirmed"], event.status == Event.Status.REGISTRATION
    return {
        "event": event,
        "sessions": event.sessions.counted(),
        "exhibits": _exhibits(event),
        "materials": event.materials.filter(product=None),
        "has_groups": event.rule.groups and (is_organizer or event.game_groups.exists()),
        "outcome": getattr(event, "outcome", None),
        **_beside(event, keys),
        **outside.context(event, is_organizer),
        "own": own,
        "free": max((event.places or 0) - confirmed, 0),
        "taken": confirmed,
        "queue": counts["waiting"],
        "attended": counts["attended"],
        "may_register": event.takes_registrations and not (own and own.is_live),
        "sees_link": bool(event.link)
        and (event.places is None or is_organizer or bool(own and own.status in ("confirmed", "attended"))),
        "moves": moves(waitings),
        "my_tasks": own_steps(waitings, keys),
        "timeline": timeline(history(event).exclude(verb="viewer_vote")),  # a voice is nobody's news
        "is_organizer": is_organizer,
        "may_postpone": is_organizer and is_on,
        "may_cancel": is_organizer and event.status in Event.BEFORE,
        "may_edit_session": is_organizer and event.rule.sections and event.status in Event.BEFORE,
        "may_add_session": is_organizer and event.rule.sections and not event.is_final,
        "may_add_material": is_organizer and event.status != Event.Status.CANCELLED,
        "sees_people": is_organizer and event.places is not None and event.announced_at is not None,
        "may_mark_lesson": is_organizer and event.status == Event.Status.ON and event.rule.sections,
        "may_mark": is_organizer and event.status == Event.Status.ON and confirmed > 0,
    }


def _beside(event: Event, keys: set[str]) -> dict[str, Any]:
    """Who holds it together, what is seen of it elsewhere, how it was voted and who came; sheets for the offices."""
    return {
        "partners": event.partners.agreed().select_related("organization"),
        "asked": event.partners.asked().select_related("organization") if roles.EVENT_ORGANIZER in keys else [],
        "sheets": event.sheets.select_related("document") if keys & SHEET_READERS else [],
        "may_draw_up": roles.TRAINING_HEAD in keys and event.rule.attests and event.status in ("summing", "held"),
        "recordings": event.recordings.shown(),
        "mentions": event.mentions.all(),
        "promised": of_undertaking(event.undertaking) if event.undertaking else [],
        "may_vote": is_open(event),
        "totals": totals(event),
        "strange": strange(event) if keys & VOTE_WATCHERS else [],
        "watches": bool(keys & VOTE_WATCHERS),
        "ages": in_words(event.bands),
        "came": came_by_age(event),
    }


def came_by_age(event: Event) -> list[tuple[str, int]]:
    """How many of which age have come, where age was asked: never so few that somebody is found."""
    if not event.bands or event.status not in (Event.Status.SUMMING, Event.Status.HELD):
        return []
    rows = event.registrations.filter(status=Registration.Status.ATTENDED).values_list("age", flat=True)
    return shown(Counter(rows), event.case.regulation.value("survey.smallest_cell"))


def _exhibits(event: Event) -> list[Registration]:
    """What those who were chosen show: the exhibit and the organisation are public, the person is not."""
    if not event.rule.exhibit:
        return []
    rows = event.registrations.filter(status__in=["confirmed", "attended"]).exclude(exhibit="")
    return list(rows.select_related("organization").order_by("pk"))


def may_plan(person: Visitor) -> bool:
    """Does the visitor organise events?"""
    return holds(person, roles.EVENT_ORGANIZER)
