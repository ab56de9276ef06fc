"""What a composition is good for: vacancies, the quorum it needs, whether a sitting could be opened. Arithmetic in words."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from casework.formats import counted
from committee.bodies.models import Body, BodyMember
from committee.voting.rules import Rules, more_than
from programme.models import Regulation, Sector


@dataclass(frozen=True)
class Sectoral:
    """How many voters of a sector there are, and how many places it has (none: the act does not say)."""

    title: str
    taken: int
    places: int | None

    @property
    def vacancies(self) -> int:
        """Places nobody holds."""
        return max((self.places or 0) - self.taken, 0)


@dataclass(frozen=True)
class Strength:
    """The composition on a day, counted."""

    voters: int
    sectors: tuple[Sectoral, ...]
    quorum: int
    words: list[str]
    gaps: list[str]

    @property
    def can_sit(self) -> bool:
        """Could a sitting be called and opened, if everybody came?"""
        return not self.gaps


def strength(body: Body, members: Sequence[BodyMember]) -> Strength:
    """Count the members of a day (`members`, the secretary included) by the regulation in force."""
    rules = Rules.of(Regulation.in_force())
    voters = [member for member in members if member.has_vote]
    by_sector = Counter(member.sector for member in voters)
    sectors = tuple(Sectoral(str(Sector(key).label), by_sector[key], body.places.get(key)) for key in Sector.values)
    needed = more_than(rules.quorum_share, len(voters)) if voters else 0
    return Strength(
        len(voters), sectors, needed, _words(body, len(voters), needed, rules), _gaps(body, members, by_sector, rules)
    )


def _words(body: Body, voters: int, needed: int, rules: Rules) -> list[str]:
    least, most = body.kind.members_min, body.kind.members_max
    size = f"от {least} до {most}" if most and most != least else str(most) if most else f"не меньше {least}"
    words = [f"Членов с правом голоса — {voters}; должно быть {size}."]
    if voters:
        words.append(f"Заседание правомочно, когда на нём не меньше {needed} из {voters}.")
    if body.sitting_sectors > 1:
        words.append(f"На заседании должны быть члены не меньше чем от {body.sitting_sectors} секторов.")
    words.append(
        f"По каждому вопросу голосует не меньше {counted(rules.persons_min, 'человек,человека,человек')}"
        f" не меньше чем от {rules.sectors_min} секторов."
    )
    return words


def _gaps(body: Body, members: Sequence[BodyMember], by_sector: Counter[str], rules: Rules) -> list[str]:
    """What has to be mended before a sitting decides anything; empty if nothing."""
    voters, least = sum(by_sector.values()), body.kind.members_min
    roles = {member.role for member in members}
    sectors = max(body.sitting_sectors, rules.sectors_min)
    gaps = []
    if voters < least:
        gaps.append(f"членов с правом голоса не хватает: нужно ещё {least - voters}")
    elif voters < rules.persons_min:
        gaps.append(f"для решения по вопросу нужно не меньше {rules.persons_min} членов с правом голоса")
    if len(by_sector) < sectors:
        gaps.append(f"представлено секторов — {len(by_sector)}, нужно не меньше {sectors}")
    if BodyMember.Role.CHAIR not in roles:
        gaps.append("нет председателя")
    if BodyMember.Role.SECRETARY not in roles:
        gaps.append("нет секретаря: некому назначить заседание")
    return gaps
