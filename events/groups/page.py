"""What everybody sees of the groups of a game, and what those see who take part."""

from typing import Any

from django.db.models import Prefetch

from casework import roles
from events.groups.actions import BEFORE_PRODUCTS, WORKING
from events.groups.models import COUNTED, Group, Grouping, Member, Product
from events.occasions.models import Event
from events.registrations.models import Registration
from programme.access import Visitor, holds


def groups_of(event: Event) -> list[dict[str, Any]]:
    """Each group with how many work in it and its product: numbers and products are public, names are not."""
    products = Product.objects.select_related("material")
    members = Member.objects.counted().select_related("registration__person")
    rows: Any = Group.objects.filter(event=event).prefetch_related(
        Prefetch("products", products, to_attr="handed_in"), Prefetch("members", members, to_attr="people")
    )
    return [
        {"group": row, "people": row.people, "product": row.handed_in[0] if row.handed_in else None} for row in rows
    ]


def context(event: Event, person: Visitor) -> dict[str, Any]:
    """The page of the groups: names are for the organisers, the auditor, and those who work in the same group."""
    sees_all, is_organizer = holds(person, roles.EVENT_ORGANIZER, roles.AUDITOR), holds(person, roles.EVENT_ORGANIZER)
    lines = groups_of(event)
    for line in lines:
        is_mine = any(member.registration.person_id == person.pk for member in line["people"])
        line["sees_people"] = sees_all or is_mine
        line["may_hand_in"] = (is_mine or is_organizer) and event.status in WORKING
    grouping, is_open = Grouping.of(event), event.status in BEFORE_PRODUCTS
    without = event.registrations.filter(status__in=COUNTED, member=None).select_related("person").order_by("pk")
    has_any = any(line["people"] for line in lines)
    return {
        "event": event,
        "lines": lines,
        "grouping": grouping,
        "without": without if sees_all and grouping else [],
        "own": own_choice(event, person),
        "may_form": is_organizer and event.rule.groups and is_open and not has_any,
        "may_draw": is_organizer and is_open and bool(lines),
        "may_place": is_organizer and is_open and bool(lines),
    }  # fmt: skip


def own_choice(event: Event, person: Visitor) -> Registration | None:
    """The visitor's own registration, if a group may be chosen by it now."""
    grouping = Grouping.of(event)
    if grouping is None or grouping.how != Grouping.How.CHOICE or not person.is_authenticated:
        return None
    if event.status not in BEFORE_PRODUCTS:
        return None
    return event.registrations.filter(person=person.pk, status__in=COUNTED).first()
