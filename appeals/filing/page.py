"""What the page of an appeal and the list show."""

from typing import Any

from appeals.filing.actions import is_voted
from appeals.filing.models import Appeal
from casework.pages import progress
from committee.models import Meeting
from programme.access import Visitor, keys_of

Status = Appeal.Status

STEPS = [
    ("Подача", {Status.SUBMITTED}),
    ("Приём", {Status.REGISTERED, Status.INADMISSIBLE}),
    ("Подготовка", {Status.UNDER_REVIEW}),
    ("Слушание", {Status.HEARING}),
    ("Решение", {Status.SATISFIED, Status.PARTLY, Status.REJECTED}),
]


def steps_of(appeal: Appeal) -> list[tuple[str, str]]:
    """The progress of an appeal; one that ended early stays at the step it reached."""
    place = 3 if appeal.panel_id else 1
    return progress(STEPS, appeal.status, is_over=appeal.settled_at is not None, otherwise=place)


def acts_of(appeal: Appeal, user: Visitor) -> dict[str, bool]:
    """What the person may do about it beside the steps of the flow, and whether the sitting that hears it is open to them."""
    keys = set(keys_of(user))
    is_side = bool({appeal.appellant_key, appeal.appellant_signer_key} & keys)
    is_open = appeal.is_live and not is_voted(appeal)
    on_panel = appeal.panel is not None and appeal.panel.is_member(user)
    most = int(appeal.case.regulation.value("appeal.postponements"))
    return {
        "sees_meeting": Meeting.objects.visible_to(user).filter(pk=appeal.meeting_id or 0).exists(),
        "may_withdraw": appeal.appellant_signer_key in keys and is_open,
        "may_attach": is_open and (is_side or appeal.respondent in keys),
        "may_postpone": on_panel and appeal.status == Status.HEARING and is_open and appeal.postponements < most,
    }


def subject_url(appeal: Appeal, user: Visitor) -> str:
    """The page of what is appealed, if it has one that the person may see."""
    subject: Any = appeal.contested
    if subject is None or not hasattr(subject, "get_absolute_url"):
        return ""
    rows = type(subject)._default_manager.all()
    is_seen = not hasattr(rows, "visible_to") or rows.visible_to(user).filter(pk=subject.pk).exists()
    return str(subject.get_absolute_url()) if is_seen else ""
