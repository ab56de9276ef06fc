"""Bodies and their seats: who is in, since when, on what ground (регламент 3.5, «Состав»)."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from casework import workdays
from casework.door import Refused
from casework.notify import notify
from committee.bodies.leaving import LeftStep, left_by_seat
from committee.bodies.models import Body, BodyMember
from journal.record import record
from programme.models import Person
from programme.rows import locked, overlapping


@transaction.atomic
def establish(
    *, kind: str, title: str, title_genitive: str, act: str, by: Person | None = None, minutes_register: str = "minutes",
    minutes_parts: dict[str, str] | None = None, issues_decisions: bool = True, sitting_sectors: int = 1, **roles: str,
) -> Body:  # fmt: skip
    """A new body by an act; `roles`: chair_role, secretary_role, member_role, agenda_role.

    Its minutes are numbered in `minutes_register`, whose patterns may need `minutes_parts`. What a body resolves is drawn up as a
    decision of its own unless it only advises: then its signed minutes are the paper. A sitting opens with `sitting_sectors` sectors.
    """
    body = Body.objects.create(
        kind=kind, title=title, title_genitive=title_genitive, act=act, minutes_register=minutes_register,
        minutes_parts=minutes_parts or {}, issues_decisions=issues_decisions, sitting_sectors=sitting_sectors, **roles,
    )  # fmt: skip
    record(body, "establish", f"Образован орган: {title}", by=by, ground=act)
    return body


@transaction.atomic
def seat(
    body: Body, *, person: Person, sector: str, ground: str, role: str = BodyMember.Role.MEMBER, position: str = "",
    valid_from: date | None = None, by: Person | None = None,
) -> BodyMember:  # fmt: skip
    """Give a person a seat from a day on, without an end; the secretary has no vote."""
    start = valid_from or workdays.local_date()
    seats = overlapping(locked(Body, body.pk).members, start, None)
    if any(seat.person_id == person.pk for seat in seats):
        raise Refused("Этот человек уже входит в состав.")
    if role == BodyMember.Role.CHAIR and any(seat.role == role for seat in seats):
        raise Refused("У органа уже есть председатель: сначала выведите его из состава.")
    member = BodyMember.objects.create(
        body=body, person=person, role=role, sector=sector, position=position, ground=ground,
        has_vote=role != BodyMember.Role.SECRETARY, valid_from=start,
    )  # fmt: skip
    record(
        body, "seat", f"В состав введён: {person.get_full_name()}, {member.get_role_display()}", by=by, ground=ground
    )
    return member


@transaction.atomic
def unseat(member: BodyMember, *, ground: str, by: Person | None = None) -> list[LeftStep]:
    """End a seat today; what the member did in it stays. Gives the open steps they leave; the offices hear whom they have to replace."""
    left = left_by_seat(member)
    member.ended_at, member.end_ground = timezone.now(), ground
    member.save(update_fields=["ended_at", "end_ground"])
    title = f"Из состава выведен: {member.person.get_full_name()}"
    payload = {"steps_left": [step.waiting.pk for step in left]}
    record(member.body, "unseat", title, by=by, ground=ground, payload=payload)
    for step in left:
        if step.is_handed_over:
            event = f"unseat:{member.pk}:{step.waiting.pk}"
            notify(
                step.waiting.office,
                event,
                f"Замените исполнителя: {step.waiting.title}",
                f"{title}. {step.words}",
                "/executors/",
            )
    return left
