"""The working group of the Protocol is formed (регламент 3.4): nine to fifteen people, as many of each sector."""

from collections import Counter
from collections.abc import Sequence

from django.db import transaction

from casework.door import Refused
from committee.bodies import actions as bodies
from committee.models import Body, BodyMember
from programme.models import Person, Regulation, Role, Sector


@transaction.atomic
def form_group(*, members: Sequence[tuple[Person, str]], act: str, by: Person | None = None) -> Body:
    """Form the group of (person, sector); the first of each sector is its co-chair, the first of all presides.

    The editor of the Protocol is its secretary without a vote.
    """
    size = Regulation.in_force().value("protocol.group")
    counted = Counter(sector for _, sector in members)
    if not size["min"] <= len(members) <= size["max"]:
        raise Refused(f"В рабочей группе от {size['min']} до {size['max']} человек, а названо {len(members)}.")
    if set(counted) != set(Sector.values) or len(set(counted.values())) != 1:
        raise Refused("В рабочей группе поровну людей от каждого из трёх секторов.")
    if len({person.pk for person, _ in members}) != len(members):
        raise Refused("Каждый входит в рабочую группу один раз.")
    if Body.objects.at_work(Body.Kind.PROTOCOL_GROUP).exists():
        raise Refused("Рабочая группа уже образована.")
    body = bodies.establish(
        kind=Body.Kind.PROTOCOL_GROUP, title="Рабочая группа Красноярского протокола",
        title_genitive="рабочей группы Красноярского протокола", act=act, minutes_register="group",
        issues_decisions=False, sitting_sectors=2, secretary_role=Role.PROTOCOL_EDITOR, by=by,
    )  # fmt: skip
    seen: set[str] = set()
    for number, (person, sector) in enumerate(members):
        is_co_chair = sector not in seen
        seen.add(sector)
        role = (
            BodyMember.Role.CHAIR if number == 0 else BodyMember.Role.DEPUTY if is_co_chair else BodyMember.Role.MEMBER
        )
        bodies.seat(
            body, person=person, sector=sector, role=role, ground=act, position="сопредседатель" if is_co_chair else "", by=by
        )  # fmt: skip
    return body
