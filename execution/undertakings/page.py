"""What the page of an undertaking shows, and to whom what."""

from typing import Any

from casework.models import Waiting
from casework.pages import history, moves, own_steps, timeline
from execution.confirmations import page as confirmations
from execution.reports.page import reports_on
from execution.undertakings import actions
from execution.undertakings.models import Undertaking
from programme.access import Visitor, keys_of


def context(undertaking: Undertaking, person: Visitor, is_open: bool) -> dict[str, Any]:
    """The whole page."""
    keys = set(keys_of(person))
    waitings = list(Waiting.objects.open().filter(process=undertaking.case).order_by("pk"))
    is_controller = undertaking.controller in keys
    is_product = undertaking.kind == Undertaking.Kind.PRODUCT
    at_work = undertaking.status in Undertaking.AT_WORK
    return {
        "undertaking": undertaking,
        "is_open": is_open,
        "parts": parts_of(undertaking, person),
        "reports": reports_on([undertaking.pk], person),
        "changes": undertaking.changes.select_related("by") if is_open else [],
        "timeline": timeline(history(undertaking), has_grounds=True) if is_open else [],
        "answers": confirmations.answers_on([undertaking], person, undertaking.get_absolute_url())
        if is_product
        else None,
        "citizens": confirmations.inside([undertaking], person) if is_product else [],
        "moves": moves(waitings),
        "my_tasks": own_steps(waitings, keys),
        "may_suspend": is_controller and at_work,
        "may_resume": is_controller and undertaking.status == Undertaking.Status.SUSPENDED,
        "may_give_up": is_controller
        and at_work
        and undertaking.is_overdue
        and not actions.why_not_given_up(undertaking),
        "may_drop": is_controller
        and undertaking.kind in Undertaking.BY_ITSELF
        and undertaking.status in Undertaking.DROPPABLE,
        "may_reassign": is_controller and not undertaking.is_final,
    }


def parts_of(undertaking: Undertaking, person: Visitor) -> Any:
    """Its parts in order."""
    return (
        Undertaking.objects.visible_to(person)
        .filter(parent=undertaking)
        .select_related("organization")
        .order_by("number")
    )
