"""Who takes part in which items, and who leads each: facts about ties, read once for a sitting (регламент 3.0, 3.5)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property

from casework.door import Refused
from committee.agenda.lines import AgendaLine, Recusal
from committee.agenda.models import AgendaItem
from committee.bodies.models import Body, BodyMember
from committee.meetings.models import Meeting
from committee.recusals.models import TieHint
from programme.models import Organization, Person, Regulation, Tie

NEUTRAL = "Вопрос, в котором вы не участвуете"

Why = dict[int, dict[int, list[str]]]  # item → person → what ties them, in words


def interests(
    items: Iterable[AgendaItem], people: Iterable[int], regulation: Regulation | None = None, day: date | None = None
) -> Why:
    """What ties these people to whoever is interested in these items, as certain facts; a constant number of queries.

    `day`: ties that counted then, today unless said otherwise.
    """
    pks, people = [item.pk for item in items], list(people)
    why: Why = defaultdict(lambda: defaultdict(list))
    through = AgendaItem.interested_people.through.objects
    for item, person in through.filter(agendaitem__in=pks, person__in=people).values_list("agendaitem", "person"):
        why[item][person].append("сам заинтересован в вопросе")
    rows = AgendaItem.conflicted_organizations.through.objects.filter(agendaitem__in=pks).select_related("organization")
    interested = [(row.agendaitem_id, row.organization) for row in rows]  # type: ignore[attr-defined]
    if not interested:
        return why
    ties = Tie.objects.of(people).counting(regulation, day).to([organization.pk for _, organization in interested])
    for tie in ties.select_related("organization").order_by("since", "source"):
        for item in {item for item, theirs in interested if _same(tie.organization, theirs)}:
            why[item][tie.person_id].append(tie.words())
    return why


def organizations_of(people: Iterable[int]) -> dict[int, list[Organization]]:
    """The organisations that people are tied to today; one query."""
    own: dict[int, list[Organization]] = defaultdict(list)
    for tie in Tie.objects.of(list(people)).counting().select_related("organization").order_by("source"):
        own[tie.person_id].append(tie.organization)
    return own


def _same(mine: Organization, theirs: Organization) -> bool:
    return mine.pk == theirs.pk or bool(mine.inn and mine.inn == theirs.inn)


def untied(people: Iterable[Person], items: Sequence[AgendaItem], regulation: Regulation | None = None) -> list[Person]:
    """Those of the people who have no interest in any of the items and are recused from none."""
    people = list(people)
    out = {person for why in interests(items, [person.pk for person in people], regulation).values() for person in why}
    out |= set(Recusal.objects.filter(item__in=[item.pk for item in items]).values_list("member__person", flat=True))
    return [person for person in people if person.pk not in out]


def require_untied(by: Person, items: Sequence[AgendaItem]) -> None:
    """A step about items is not done by somebody with an interest in one; Refused says so."""
    if not untied([by], items):
        raise Refused(
            "Вы связаны с теми, кого касается один из вопросов: этот шаг исполняет коллега, у которого такой связи нет."
        )


def addressee(key: str, items: Sequence[AgendaItem], regulation: Regulation, colleagues: Iterable[BodyMember]) -> str:
    """Who does a step about these items instead of the holders of a key, should one of them have an interest.

    Another holder without one, else the first such colleague; the key itself if nobody is tied, or everybody is.
    """
    holders = list(Person.objects.holding(key).order_by("pk")) if key else []
    free = untied(holders, items, regulation)
    if len(free) == len(holders):
        return key
    instead = free or untied([seat.person for seat in colleagues], items, regulation)
    return f"person:{instead[0].pk}" if instead else key


def in_turn(body: Body, *, for_chair: bool, besides: int | None = None) -> list[BodyMember]:
    """The colleagues in the order in which they stand in: for the chair the deputies first, for the secretary last.

    `besides`: the number of somebody who cannot (whoever signs beside the secretary).
    """
    rows = body.members_on().filter(person__is_active=True).exclude(role=BodyMember.Role.CHAIR).exclude(person=besides)
    seats = rows.filter(has_vote=True) if for_chair else rows
    return sorted(
        seats, key=lambda seat: ((seat.role == BodyMember.Role.DEPUTY) != for_chair, seat.valid_from, seat.pk)
    )


class Standing:
    """Who takes part in the items of a sitting; read when first asked."""

    def __init__(self, meeting: Meeting, lines: Sequence[AgendaLine]) -> None:
        self.meeting, self.lines = meeting, lines

    @cached_property
    def members(self) -> list[BodyMember]:
        """Everybody in the body on the day of the sitting, with or without a vote."""
        return list(self.meeting.body.members_on(self.meeting.day))

    @cached_property
    def interests(self) -> Why:
        """What ties the members to the items."""
        people = [member.person_id for member in self.members]
        return interests([line.item for line in self.lines], people, self.meeting.regulation)

    @cached_property
    def recused(self) -> set[tuple[int, int]]:
        """(item, person) of the recusals on record."""
        rows = Recusal.objects.filter(item__in=[line.item_id for line in self.lines])
        return set(rows.values_list("item", "member__person"))

    @cached_property
    def asked(self) -> set[tuple[int, int]]:
        """(item, person) of the hints nobody has decided yet: whoever is asked does not preside meanwhile."""
        rows = TieHint.objects.open().filter(line__in=[line.pk for line in self.lines])
        return set(rows.values_list("line__item", "member__person"))

    @cached_property
    def present(self) -> list[BodyMember]:
        """Who is in the room, in the order in which they would preside: deputies first, then by how long they have sat."""
        seats = self.meeting.present()
        return sorted(seats, key=lambda seat: (seat.role not in BodyMember.PRESIDING, seat.valid_from, seat.pk))

    def why(self, line: AgendaLine, member: BodyMember) -> str:
        """What ties a member to an item, in words; empty if nothing does."""
        return "; ".join(self.interests.get(line.item_id, {}).get(member.person_id, []))

    def is_out(self, item: int, person: int | None) -> bool:
        """Does the person take no part in the item?"""
        return (item, person) in self.recused or person in self.interests.get(item, {})

    def to_be_recused(self, line: AgendaLine) -> list[tuple[BodyMember, str]]:
        """Members whom the facts take off the item and who are not yet recused from it."""
        return [
            (member, self.why(line, member))
            for member in self.members
            if self.why(line, member) and (line.item_id, member.person_id) not in self.recused
        ]

    def leader(self, line: AgendaLine) -> BodyMember | None:
        """Who presides over the item: whoever presides over the sitting, else a deputy or the eldest member who has no interest."""
        usual = self.leading_now(line)
        if line.outcome or usual is None:
            return usual
        return next((member for member in (usual, *self.present) if self._may_lead(line, member)), None)

    def _may_lead(self, line: AgendaLine, member: BodyMember) -> bool:
        is_asked = (line.item_id, member.person_id) in self.asked
        return member.person.is_active and not is_asked and not self.is_out(line.item_id, member.person_id)

    def leading_now(self, line: AgendaLine) -> BodyMember | None:
        """Who has been presiding over the item so far."""
        return (
            next((member for member in self.members if member.pk == line.presiding_id), None) or self.meeting.presiding
        )

    def clear_of_all(self, members: Iterable[BodyMember]) -> list[BodyMember]:
        """Those of the members who take part in every item of the sitting."""
        items = [line.item_id for line in self.lines]
        return [member for member in members if not any(self.is_out(item, member.person_id) for item in items)]


def of_line(line: AgendaLine) -> Standing:
    """For an act about one item."""
    return Standing(line.meeting, [line])


def of_meeting(meeting: Meeting) -> Standing:
    """For an act about the whole sitting: items left out of the agenda are none of its business."""
    lines = meeting.lines.exclude(outcome=AgendaLine.Outcome.EXCLUDED).select_related("item")
    return Standing(meeting, list(lines))
