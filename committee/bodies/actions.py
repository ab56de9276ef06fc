"""Bodies and their seats: who is in, since when, on what ground (регламент 3.5, «Состав»)."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from casework import workdays
from casework.door import Refused
from casework.notify import notify
from committee.bodies.composition import CompositionOrder, SeatRole
from committee.bodies.kinds import BodyKind
from committee.bodies.leaving import LeftStep, left_by_seat, unfinished
from committee.bodies.models import Body, BodyMember
from committee.bodies.papers import composition
from documents.models import Document
from documents.papers.issuing import issue
from documents.registers.kinds import Kind, registers
from journal.record import record
from programme.appointments import actions as appointments
from programme.models import Person
from programme.rows import locked, overlapping

MOST_NAMED = 10  # things a refusal lists
# What a body copies from its kind when it is founded.
COPIED = (
    "chair_role", "secretary_role", "member_role", "agenda_role", "minutes_register", "issues_decisions", "sitting_sectors",
)  # fmt: skip


@transaction.atomic
def establish(
    *, kind: str, title: str, title_genitive: str, act: str, by: Person | None = None, minutes_register: str = "minutes",
    minutes_parts: dict[str, str] | None = None, issues_decisions: bool = True, sitting_sectors: int = 1,
    places: dict[str, int] | None = None, quorum_persons: int | None = None, **roles: str,
) -> Body:  # fmt: skip
    """A new body by an act; `roles`: chair_role, secretary_role, member_role, agenda_role.

    Its minutes are numbered in `minutes_register`, whose patterns may need `minutes_parts`. What a body resolves is drawn up as a
    decision of its own unless it only advises: then its signed minutes are the paper. A sitting opens with `sitting_sectors` sectors.
    `places`: seats with a vote by sector, as far as the act says so. `quorum_persons`: so many decide an item, from however many
    sectors, instead of what the regulation says of the committee.
    """
    model = BodyKind.objects.select_for_update().get(key=kind)
    if model.is_single and Body.objects.filter(kind=model, closed_at=None).exists():
        raise Refused(f"Такой орган уже действует, а быть он может только один: {model.title}.")
    body = Body.objects.create(
        kind=model, title=title, title_genitive=title_genitive, act=act, minutes_register=minutes_register,
        minutes_parts=minutes_parts or {}, issues_decisions=issues_decisions, sitting_sectors=sitting_sectors, places=places or {},
        quorum_persons=quorum_persons, **roles,
    )  # fmt: skip
    record(body, "establish", f"Образован орган: {title}", by=by, ground=act)
    return body


@transaction.atomic
def found_by_kind(
    kind: BodyKind, *, by: Person, title: str, title_genitive: str, act: str, places: dict[str, int]
) -> Body:
    """A body of a kind, with all that its kind says. Bodies whose minutes bear more than a number are made by their procedure."""
    if registers()[kind.minutes_register].parts:
        raise Refused("Такой орган образует его процедура: в номере протокола есть то, что знает только она.")
    copied = {name: getattr(kind, name) for name in COPIED}
    return establish(kind=kind.key, title=title, title_genitive=title_genitive, act=act, places=places, by=by, **copied)


@transaction.atomic
def close(body: Body, *, by: Person, act: str) -> None:
    """A body ends today by an act: its seats end, the roles they have brought too. Nothing of its work may be left undone."""
    body = locked(Body, body.pk)
    if body.closed_at:
        raise Refused("Этот орган уже прекратил работу.")
    if undone := unfinished(body):
        raise Refused(f"Сначала орган завершает начатое: {'; '.join(undone[:MOST_NAMED])}.")
    for member in body.members.filter(ended_at=None).select_related("person", "body"):
        unseat(member, ground=act, by=by)
    body.closed_at, body.closing_act = timezone.now(), act
    body.save(update_fields=["closed_at", "closing_act"])
    record(body, "close", f"Орган прекратил работу: {body.title}", by=by, ground=act)


@transaction.atomic
def keep_kind(kind: BodyKind | None, *, by: Person, **data: Any) -> BodyKind:
    """Add a kind, or change one: bodies founded before keep what they copied."""
    row = kind or BodyKind(key=f"kind-{BodyKind.objects.count() + 1}")
    before = {name: getattr(row, name) for name in data} if kind else None
    for name, value in data.items():
        setattr(row, name, value)
    row.save()
    title = f"{'Изменён' if kind else 'Добавлен'} вид органа: {row.title}"
    record(row, "change" if kind else "add", title, by=by, payload={"before": before, "after": data})
    return row


@transaction.atomic
def seat(
    body: Body, *, person: Person, sector: str, ground: str, role: str = BodyMember.Role.MEMBER, position: str = "",
    valid_from: date | None = None, valid_to: date | None = None, by: Person | None = None, **more: Any,
) -> BodyMember:  # fmt: skip
    """Give a person a seat from a day on, today or later, with the roles the body asks for; the secretary has no vote.

    What the person may not be at the same time (domain 2.5) is refused with the reason. `more`: the offer the person has accepted.
    """
    start = valid_from or workdays.local_date()
    if start < workdays.local_date():
        raise Refused("Задним числом в состав не вводят: укажите сегодняшний день или более поздний.")
    body = locked(Body, body.pk)
    if body.closed_at:
        raise Refused("Этот орган уже прекратил работу.")
    seats = overlapping(body.members, start, valid_to)
    if any(seat.person_id == person.pk for seat in seats):
        raise Refused("Этот человек уже входит в состав.")
    if role == BodyMember.Role.CHAIR and any(seat.role == role for seat in seats):
        raise Refused("У органа уже есть председатель: сначала выведите его из состава.")
    member = BodyMember.objects.create(
        body=body, person=person, role=role, sector=sector, position=position, ground=ground,
        has_vote=role not in BodyMember.VOTELESS, valid_from=start, valid_to=valid_to, **more,
    )  # fmt: skip
    _appoint(member, by)
    record(
        body, "seat", f"В состав введён: {person.get_full_name()}, {member.get_role_display()}", by=by, ground=ground
    )
    return member


def roles_of(body: Body, role: str) -> list[str]:
    """The roles a seat in a body needs: the secretary's own; everybody else's, the chair's besides."""
    if role == BodyMember.Role.SECRETARY:
        return [body.secretary_role] if body.secretary_role else []
    chair = body.chair_role if role == BodyMember.Role.CHAIR else ""
    return [key for key in (body.member_role, chair) if key]


def _appoint(member: BodyMember, by: Person | None) -> None:
    """The roles of the seat, for its time; what the person holds already is left as it is."""
    for role in roles_of(member.body, member.role):
        held = overlapping(member.person.appointments.filter(role=role), member.valid_from, member.valid_to)
        if not held:
            appointment = appointments.appoint(
                member.person, role=role, ground=member.ground, by=by, valid_from=member.valid_from, valid_to=member.valid_to
            )  # fmt: skip
            SeatRole.objects.create(seat=member, appointment=appointment)


@transaction.atomic
def unseat(member: BodyMember, *, ground: str, by: Person | None = None) -> list[LeftStep]:
    """End a seat today, and the roles that came with it; what the member did in it stays.

    Gives the open steps they leave; the offices hear whom they have to replace.
    """
    if locked(BodyMember, member.pk).ended_at:
        raise Refused("Это место уже прекращено.")
    left = left_by_seat(member)
    member.ended_at, member.end_ground = timezone.now(), ground
    member.save(update_fields=["ended_at", "end_ground"])
    title = f"Из состава выведен: {member.person.get_full_name()}"
    payload = {"steps_left": [step.waiting.pk for step in left]}
    record(member.body, "unseat", title, by=by, ground=ground, payload=payload)
    for given in member.roles.filter(appointment__ended_at=None).select_related("appointment__person"):
        appointments.dismiss(given.appointment, ground=ground, by=by)
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


@transaction.atomic
def replace(member: BodyMember, *, person: Person, ground: str, by: Person | None = None, **terms: Any) -> BodyMember:
    """Another person takes the place today, in one act: the same sector and the same function."""
    unseat(member, ground=ground, by=by)
    return seat(
        member.body, person=person, sector=member.sector, role=member.role, ground=ground, by=by, **terms
    )  # fmt: skip


@transaction.atomic
def order(body: Body, *, by: Person, capacity: str, preamble: str) -> Document:
    """The order on the composition as it is today, signed by whoever issues it; a later one takes the place of an earlier one."""
    if not body.members_on().exists():
        raise Refused("В составе пока никого нет: распоряжение составлять не о чем.")
    former = body.orders.filter(document__registered_at__isnull=False).order_by("-pk").first()
    earlier = former.document if former else None
    document = issue(
        kind=Kind.ORDER, register="orders", title=f"О составе {body.title_genitive}", snapshot=composition(body, preamble, earlier),
        template="committee/pdf/composition.html", signatories=[(by, capacity[:1].upper() + capacity[1:], 1)], is_public=True, by=by,
        readers=body.reader_keys(), supersedes=earlier,
    )  # fmt: skip
    CompositionOrder.objects.create(body=body, document=document)
    record(body, "order", f"Оформлено распоряжение о составе № {document.number}", by=by)
    return document
