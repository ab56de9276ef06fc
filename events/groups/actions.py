"""Forming groups, dividing people by lot, choosing a group, handing a product in. Under the lock of the event's own row."""

from collections.abc import Sequence
from secrets import token_hex
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from casework.door import Refused
from casework.notify import notify
from events.groups.dealing import deal, role_for
from events.groups.models import COUNTED, Group, Grouping, Member, Product
from events.occasions import actions as occasions
from events.occasions.models import Event
from events.occasions.turns import locked
from events.registrations.models import Registration
from journal.record import record
from programme.models import Person

BEFORE_PRODUCTS = (Event.Status.PLANNED, Event.Status.REGISTRATION, Event.Status.ON)
WORKING = (Event.Status.ON, Event.Status.SUMMING)


def form(
    event: Event, *, by: Person, titles: Sequence[str], how: str, roles: Sequence[str], places: int | None = None
) -> None:
    """The groups of a game. Formed anew as long as nobody is in one."""
    event = locked(event.pk)
    if not event.rule.groups or event.status not in BEFORE_PRODUCTS:
        raise Refused("Группы образуют в игре, пока она не закончилась.")
    if Member.objects.filter(group__event=event).exists() or Product.objects.filter(group__event=event).exists():
        raise Refused("В группах уже есть люди: образовать их заново нельзя.")
    event.game_groups.all().delete()
    Grouping.objects.update_or_create(event=event, defaults={"how": how, "roles": list(roles)})
    Group.objects.bulk_create(Group(event=event, title=title, places=places) for title in titles)
    record(
        event,
        "form_groups",
        f"Образованы группы: {', '.join(titles)}",
        by=by,
        payload={"how": how, "roles": list(roles)},
    )


def draw(event: Event, *, by: Person) -> int:
    """Everybody who has a place and is in no group yet, by a lot that anybody can draw again; how many."""
    event = locked(event.pk)
    grouping = Grouping.of(event)
    if grouping is None or event.status not in BEFORE_PRODUCTS:
        raise Refused("Делить пока не на что: сначала образуйте группы.")
    rows = {row.pk: row for row in event.registrations.filter(status__in=COUNTED, member=None)}
    if not rows:
        raise Refused("Все, у кого есть место, уже в группах.")
    groups, seed = {group.pk: group for group in event.game_groups.all()}, token_hex(8)
    members = {pk: list(group.members.counted()) for pk, group in groups.items()}
    sizes = {pk: len(rows) for pk, rows in members.items()}
    dealt = deal(list(rows), sizes, {pk: group.places for pk, group in groups.items()}, seed)
    roles = {pk: [row.role for row in rows] for pk, rows in members.items()}
    for number, group in dealt:
        role = role_for(roles[group], grouping.roles)
        roles[group].append(role)
        _put(rows[number], groups[group], role)
    record(event, "draw_groups", f"Жребий: распределено {len(dealt)} из {len(rows)}", by=by,
           payload={"seed": seed, "sizes": sizes, "people": sorted(rows), "order": dealt})  # fmt: skip
    if len(dealt) < len(rows):
        raise_places = "Не всем хватило мест в группах"
        notify(f"person:{by.pk}", f"event:{event.pk}:groups:{seed}", raise_places, f"{event}. Без группы: {len(rows) - len(dealt)}.",
               event.get_absolute_url())  # fmt: skip
    return len(dealt)


def _put(registration: Registration, group: Group, role: str) -> None:
    Member.objects.update_or_create(registration=registration, defaults={"group": group, "role": role})
    text = f"{group.event}. Группа «{group}»{f', роль: {role}' if role else ''}."
    notify(f"person:{registration.person_id}", f"event:group:{registration.pk}:{group.pk}:{role}"[:200], "Вы в группе", text,
           group.get_absolute_url())  # fmt: skip


def choose(registration: Registration, *, by: Person, group: Group, role: str = "") -> None:
    """One's own group where people choose; the organiser puts anybody into any. A role is given once in a group."""
    event = locked(registration.event_id)
    registration = Registration.objects.get(pk=registration.pk)
    is_own = registration.person_id == by.pk
    if registration.status not in COUNTED or group.event_id != event.pk or event.status not in BEFORE_PRODUCTS:
        raise Refused("В группу входит тот, у кого есть место на игре, пока она не закончилась.")
    grouping = Grouping.of(event)
    if grouping is None or (is_own and grouping.how != Grouping.How.CHOICE):
        raise Refused("В этой игре группы распределяет жребий.")
    others = group.members.counted().exclude(registration=registration)
    if group.places is not None and others.count() >= group.places:
        raise Refused(f"В группе «{group}» мест больше нет: выберите другую.")
    if role and role not in grouping.roles:
        raise Refused("Такой роли в игре нет.")
    if role and others.filter(role=role).exists():
        raise Refused(f"Роль «{role}» в группе «{group}» уже занята: выберите другую или оставьте «без роли».")
    _put(registration, group, role)
    words = f"{registration}: группа «{group}»{f', {role}' if role else ''}"
    record(registration, "choose_group", words, by=by)


def is_member(person: Any, group: Group) -> bool:
    """Does the person work in the group?"""
    return group.members.counted().filter(registration__person=person.pk).exists()


def hand_in(group: Group, *, by: Person, text: str, file: UploadedFile | None = None) -> Product:
    """What the group has made, by a member or the organiser: everybody reads it. Handed in again, the last one counts."""
    event = locked(group.event_id)
    if event.status not in WORKING:
        raise Refused("Продукт сдают, когда игра началась и пока не опубликованы её итоги.")
    title = f"Продукт группы «{group}»"
    material = occasions.add_material(event, by=by, title=title, file=file) if file else None
    product = Product.objects.create(group=group, text=text, material=material, by=by)
    record(event, "hand_in_product", f"{title} сдан", by=by, payload={"group": group.pk, "product": product.pk})
    return product
