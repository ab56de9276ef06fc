"""Who of the board may judge: not those who took part in what is appealed, nor those tied to either side (регламент 3.0, 8.7)."""

from collections.abc import Iterable

from appeals.filing.models import Appeal
from committee.models import Body, BodyMember
from programme.models import Organization, Person, Tie

ORDER = [BodyMember.Role.CHAIR, BodyMember.Role.DEPUTY, BodyMember.Role.MEMBER, BodyMember.Role.RESERVE]


def board() -> Body | None:
    """The standing appeals board of the city; None where it has not been founded yet."""
    return Body.objects.at_work(Body.Kind.APPEALS).order_by("pk").first()


def barred(appeal: Appeal) -> set[int]:
    """Keys of the people who may not judge: whoever took part, whoever is a side, whoever is tied to an organisation that is one."""
    rules, subject = appeal.appealable.rules, appeal.contested
    out = {appeal.person_id, *rules.took_part(subject)}
    out |= set(Person.objects.holding(appeal.respondent).values_list("pk", flat=True))
    organizations = _sides(appeal)
    if organizations:
        seats = BodyMember.objects.filter(body__kind__key=Body.Kind.APPEALS).values("person")
        out |= set(Tie.objects.of(seats).counting().to(organizations).values_list("person", flat=True))
    return out


def _sides(appeal: Appeal) -> list[int]:
    """The organisations on either side."""
    keys = [appeal.appellant_key, appeal.respondent]
    own = [int(key.partition(":")[2]) for key in keys if key.startswith(("member:", "signer:"))]
    return list(Organization.objects.filter(pk__in=own).values_list("pk", flat=True))


def eligible(appeal: Appeal) -> list[BodyMember]:
    """Members of the board who may judge, in the order in which they are asked: the chair, the deputy, the members, the reserves."""
    body = board()
    if body is None:
        return []
    out = barred(appeal)
    seats = (
        body.members_on()
        .filter(role__in=ORDER, person__is_active=True)
        .exclude(person__in=out)
        .order_by("valid_from", "pk")
    )
    return sorted(seats, key=lambda seat: ORDER.index(BodyMember.Role(seat.role)))


def panel_of(seats: Iterable[BodyMember], size: int) -> list[BodyMember]:
    """Who sits: as many as the regulation says, reserves only where members are missing."""
    return list(seats)[:size]
