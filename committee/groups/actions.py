"""An organisation forms a group: asked, confirmed by the office or by its silence, refused with a reason. Under the lock of its case."""

from typing import Any

from django.utils import timezone

from casework import door
from casework.door import Refused
from casework.notify import notify
from committee.bodies import actions as bodies
from committee.bodies.kinds import Known
from committee.bodies.models import Body, BodyMember
from committee.groups.models import GroupRequest
from committee.seats import actions as seats
from committee.seats.actions import Place
from journal.record import record
from programme.models import Organization, Person

SILENCE = "За срок ответа никто не возразил."


def ask(
    *, by: Person, organization: Organization, title: str, title_genitive: str, purpose: str, ground: str, places: list[dict[str, str]]
) -> GroupRequest:  # fmt: skip
    """The request of an organisation by whoever signs for it. Nobody who is named is written to before it is confirmed."""
    if Body.objects.at_work(Known.ANALYTICAL_GROUP).filter(title=title).exists():
        raise Refused("Группа с таким названием уже работает: назовите свою иначе.")
    request = GroupRequest.objects.create(
        organization=organization,
        title=title,
        title_genitive=title_genitive,
        purpose=purpose,
        ground=ground,
        places=places,
        by=by,
    )
    record(request, "ask", f"Организация просит подтвердить группу: {title}", by=by, ground=ground)
    door.open_case(request, by)
    return request


def answer(request: GroupRequest, *, by: Person, outcome: str, reason: str = "") -> None:
    """The office confirms, or refuses with a reason."""
    if f"member:{request.organization_id}" in by.capacity_keys():
        raise Refused("Просит организация, в которой вы работаете: пусть ответит коллега.")
    if outcome == GroupRequest.Outcome.CONFIRMED:
        _confirm(request, by)
        return
    request.outcome, request.answered_at, request.answered_by, request.reason = outcome, timezone.now(), by, reason
    request.save()
    record(request, "refuse", f"В группе отказано: {request}", by=by, ground=reason)
    _tell(request, "В группе отказано", f"«{request}». {reason} Исправьте и попросите снова.")


def withdraw(request: GroupRequest, *, by: Person) -> None:
    """Whoever signs for the organisation takes the request back while nobody has answered; nobody who is named hears of it."""
    if request.outcome:
        raise Refused("На просьбу уже ответили: отозвать её нельзя.")
    request.outcome, request.answered_at, request.answered_by = GroupRequest.Outcome.WITHDRAWN, timezone.now(), by
    request.save()
    record(request, "withdraw", f"Просьба о группе отозвана: {request}", by=by)
    door.notify_waiters(request)


def keep_silent(request: GroupRequest) -> None:
    """Nobody has answered in time: the group is there."""
    _confirm(request, None, SILENCE)


def _confirm(request: GroupRequest, by: Person | None, ground: str = "") -> None:
    act = f"{request.organization.short_name}: {request.ground}"[:300]
    # No role of the city comes with a seat in it: the organisation has chosen its people, not the city.
    body = bodies.establish(
        kind=Known.ANALYTICAL_GROUP, title=request.title, title_genitive=request.title_genitive, act=act, by=request.by, issues_decisions=False
    )  # fmt: skip
    request.outcome, request.answered_at, request.answered_by = GroupRequest.Outcome.CONFIRMED, timezone.now(), by
    request.body = body
    request.save()
    record(request, "confirm", f"Группа подтверждена. {ground}".strip(), by=by, ground=ground)
    if (
        f"member:{request.organization_id}" in request.by.capacity_keys()
    ):  # they have agreed by asking, if they still work there
        facts: dict[str, Any] = {"sector": request.organization.sector, "role": BodyMember.Role.CHAIR}
        bodies.seat(body, person=request.by, ground=act, by=request.by, **facts)
    seats.invite_all(body, by=request.by, places=[Place(**row) for row in request.places], ground=act)
    _tell(
        request,
        "Группа образована",
        f"«{request}». {ground} Названные вами люди получили приглашения.".replace("  ", " "),
    )


def _tell(request: GroupRequest, title: str, words: str) -> None:
    place = request.body.get_absolute_url() if request.body else request.get_absolute_url()
    notify(f"member:{request.organization_id}", f"group:{request.pk}:{request.outcome}", title, words, place)
