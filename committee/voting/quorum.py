"""Quorum of a sitting and of an item (регламент 3.0, «Голосование»): whole numbers in, a result with its arithmetic in words out. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from committee.voting.rules import Rules, Step, at_least, compared, more_than, share_in_words


@dataclass(frozen=True)
class Quorum:
    """Is there a quorum, out of how many, and why."""

    reached: bool
    base: int
    present: int
    steps: tuple[Step, ...]
    sectors: tuple[str, ...] = ()  # one of each member who is present

    @property
    def words(self) -> list[str]:
        """The arithmetic line by line."""
        return [step.text for step in self.steps]

    @property
    def facts(self) -> dict[str, Any]:
        """As it is kept and printed."""
        return {
            "reached": self.reached,
            "base": self.base,
            "present": self.present,
            "words": self.words,
            "sectors": sorted(self.sectors),
        }


def sitting_quorum(members: int, present_sectors: Iterable[str], rules: Rules, sectors_min: int = 1) -> Quorum:
    """Quorum of a sitting: more than half of the members with a vote are present (MT-05, MT-06); of a jury also two sectors (3.3).

    `present_sectors` has one entry per member who is present.
    """
    sectors = list(present_sectors)
    present, kinds, needed = len(sectors), len(set(sectors)), more_than(rules.quorum_share, members)
    steps = [
        Step(f"Членов с правом голоса — {members}, присутствует — {present}."),
        Step(
            f"Нужно больше {share_in_words(rules.quorum_share)} от {members}, то есть не меньше {needed}: {compared(present, needed)}.",
            members > 0 and present >= needed,
        ),
    ]
    if sectors_min > 1:
        steps.append(Step(f"Не меньше {sectors_min} секторов: {compared(kinds, sectors_min)}.", kinds >= sectors_min))
    reached = all(step.holds for step in steps)
    end = Step("Заседание правомочно." if reached else "Заседание неправомочно: кворума нет.", reached)
    return Quorum(reached, members, present, (*steps, end), tuple(sectors))


def item_quorum(members: int, recused: int, present_sectors: Iterable[str], rules: Rules) -> Quorum:
    """Quorum of an item: N_вопр = N_членов − N_отводов; more than half of it, not fewer than 5 persons, not fewer than 2 sectors.

    `present_sectors` has one entry per member who is present and not recused.
    """
    sectors = list(present_sectors)
    base, present, kinds = members - recused, len(sectors), len(set(sectors))
    needed = more_than(rules.quorum_share, base)
    steps = (
        Step(f"Членов с правом голоса — {members}, отводов — {recused}: по вопросу {members} − {recused} = {base}."),
        Step(
            f"Нужно участие больше {share_in_words(rules.quorum_share)} от {base}, то есть не меньше {needed}: {compared(present, needed)}.",
            present >= needed,
        ),
        Step(
            f"Не меньше {rules.persons_min} человек: {compared(present, rules.persons_min)}.",
            present >= rules.persons_min,
        ),
        Step(
            f"Не меньше {rules.sectors_min} секторов: {compared(kinds, rules.sectors_min)}.",
            kinds >= rules.sectors_min,
        ),
    )
    reached = all(step.holds for step in steps)
    end = Step("Кворум по вопросу есть." if reached else "Кворума по вопросу нет, вопрос переносится.", reached)
    return Quorum(reached, base, present, (*steps, end), tuple(sectors))


def absentee_quorum(members: int, recused: int, voted_sectors: Iterable[str], rules: Rules) -> Quorum:
    """Participation in a vote by correspondence (3.5): not less than two thirds of N_вопр; persons and sectors as in a sitting.

    `voted_sectors` has one entry per member who has voted.
    """
    sectors = list(voted_sectors)
    base, voted, kinds = members - recused, len(sectors), len(set(sectors))
    needed = at_least(rules.participation, base)
    steps = (
        Step(f"Членов с правом голоса — {members}, отводов — {recused}: по вопросу {members} − {recused} = {base}."),
        Step(
            f"Нужно участие не меньше {share_in_words(rules.participation)} от {base}, то есть не меньше {needed}: {compared(voted, needed)}.",
            base > 0 and voted >= needed,
        ),
        Step(
            f"Не меньше {rules.persons_min} человек: {compared(voted, rules.persons_min)}.", voted >= rules.persons_min
        ),
        Step(
            f"Не меньше {rules.sectors_min} секторов: {compared(kinds, rules.sectors_min)}.", kinds >= rules.sectors_min
        ),
    )
    reached = all(step.holds for step in steps)
    end = Step(
        "Заочное голосование состоялось." if reached else "Заочное голосование не состоялось, вопрос переносится.",
        reached,
    )
    return Quorum(reached, base, voted, (*steps, end), tuple(sectors))


def absentee_outlook(members: int, recused: int, rules: Rules) -> Quorum:
    """What participation a vote by correspondence will need, as is said when it begins; it is reached at its end or not at all."""
    base = members - recused
    needed = at_least(rules.participation, base)
    steps = (
        Step(f"Членов с правом голоса — {members}, отводов — {recused}: по вопросу {members} − {recused} = {base}."),
        Step(
            f"Заочное голосование состоится, если проголосуют не меньше {share_in_words(rules.participation)} от {base}, то есть {needed}.",
            False,
        ),
    )
    return Quorum(False, base, 0, steps)
