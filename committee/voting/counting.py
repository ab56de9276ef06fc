"""Quorum and majority (регламент 3.0, «Голосование»): whole numbers in, a result with its arithmetic in words out.

Pure: knows neither the database nor the clock. Numbers of the rules come from the regulation that the sitting has pinned.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

FOR, AGAINST, ABSTAINED = "for", "against", "abstained"
SIMPLE, QUALIFIED = "simple", "qualified"
CARRIED, NOT_CARRIED, NO_QUORUM = "carried", "not_carried", "no_quorum"


@dataclass(frozen=True)
class Rules:
    """The numbers of the regulation."""

    quorum_share: Fraction = Fraction(1, 2)
    persons_min: int = 5
    sectors_min: int = 2
    simple_share: Fraction = Fraction(1, 2)
    qualified_share: Fraction = Fraction(2, 3)

    @classmethod
    def of(cls, regulation: Any) -> "Rules":
        """Read from a `programme.Regulation`."""
        quorum, majority = regulation.value("committee.quorum"), regulation.value("committee.majority")
        return cls(
            quorum_share=Fraction(quorum["share"]),
            persons_min=int(quorum["persons_min"]),
            sectors_min=int(quorum["sectors_min"]),
            simple_share=Fraction(majority["simple"]),
            qualified_share=Fraction(majority["qualified"]),
        )


@dataclass(frozen=True)
class Step:
    """One line of the arithmetic: what was compared, and whether it holds."""

    text: str
    holds: bool = True


@dataclass(frozen=True)
class Quorum:
    """Is there a quorum, out of how many, and why."""

    reached: bool
    base: int
    present: int
    steps: tuple[Step, ...]

    @property
    def words(self) -> list[str]:
        """The arithmetic line by line."""
        return [step.text for step in self.steps]

    @property
    def facts(self) -> dict[str, Any]:
        """As it is kept and printed."""
        return {"reached": self.reached, "base": self.base, "present": self.present, "words": self.words}


@dataclass(frozen=True)
class Tally:
    """Votes counted: together they are the whole roll (I-8)."""

    in_favour: int
    against: int
    abstained: int
    absent: int

    @property
    def took_part(self) -> int:
        """Those who abstained took part; those who did not vote did not."""
        return self.in_favour + self.against + self.abstained

    @property
    def roll(self) -> int:
        """Everybody who could vote."""
        return self.took_part + self.absent


@dataclass(frozen=True)
class Verdict:
    """What became of a motion (`carried`, `not_carried`, `no_quorum`), and why."""

    outcome: str
    steps: tuple[Step, ...]
    by_casting_vote: bool = False

    @property
    def words(self) -> list[str]:
        """The arithmetic line by line."""
        return [step.text for step in self.steps]


def more_than(share: Fraction, base: int) -> int:
    """The least whole number that is more than a share of the base."""
    return share.numerator * base // share.denominator + 1


def at_least(share: Fraction, base: int) -> int:
    """The least whole number that is not less than a share of the base."""
    return -(-share.numerator * base // share.denominator)


def sitting_quorum(members: int, present_sectors: Iterable[str], rules: Rules, sectors_min: int = 1) -> Quorum:
    """Quorum of a sitting: more than half of the members with a vote are present (MT-05, MT-06); of a jury also two sectors (3.3).

    `present_sectors` has one entry per member who is present.
    """
    sectors = list(present_sectors)
    present, kinds, needed = len(sectors), len(set(sectors)), more_than(rules.quorum_share, members)
    steps = [
        Step(f"Членов с правом голоса — {members}, присутствует — {present}."),
        Step(
            f"Нужно больше {_share(rules.quorum_share)} от {members}, то есть не меньше {needed}: {_compared(present, needed)}.",
            members > 0 and present >= needed,
        ),
    ]
    if sectors_min > 1:
        steps.append(Step(f"Не меньше {sectors_min} секторов: {_compared(kinds, sectors_min)}.", kinds >= sectors_min))
    reached = all(step.holds for step in steps)
    end = Step("Заседание правомочно." if reached else "Заседание неправомочно: кворума нет.", reached)
    return Quorum(reached, members, present, (*steps, end))


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
            f"Нужно участие больше {_share(rules.quorum_share)} от {base}, то есть не меньше {needed}: {_compared(present, needed)}.",
            present >= needed,
        ),
        Step(
            f"Не меньше {rules.persons_min} человек: {_compared(present, rules.persons_min)}.",
            present >= rules.persons_min,
        ),
        Step(
            f"Не меньше {rules.sectors_min} секторов: {_compared(kinds, rules.sectors_min)}.",
            kinds >= rules.sectors_min,
        ),
    )
    reached = all(step.holds for step in steps)
    end = Step("Кворум по вопросу есть." if reached else "Кворума по вопросу нет, вопрос переносится.", reached)
    return Quorum(reached, base, present, (*steps, end))


def count(roll: int, choices: Iterable[str]) -> Tally:
    """Count the votes of a roll; whoever did not vote is absent."""
    votes = list(choices)
    tally = Tally(votes.count(FOR), votes.count(AGAINST), votes.count(ABSTAINED), roll - len(votes))
    if tally.took_part != len(votes) or tally.absent < 0:
        raise ValueError("a vote that is none, or more votes than members on the roll")
    return tally


def decide(tally: Tally, quorum: Quorum, majority: str, presiding: str, rules: Rules) -> Verdict:
    """What the vote means. `presiding` is how the presiding person voted ("" if not on the roll or silent).

    A quorum lost by the closing of the vote carries the item over whatever the votes (I-13).
    """
    opening = Step(
        f"За — {tally.in_favour}, против — {tally.against}, воздержались — {tally.abstained}, не голосовали — {tally.absent}; "
        f"приняли участие {tally.took_part} из {tally.roll}."
    )
    if not quorum.reached:
        lost = Step("К закрытию голосования кворума по вопросу нет: итог не подводится, вопрос переносится.", False)
        return Verdict(NO_QUORUM, (opening, lost))
    if majority == QUALIFIED:
        return _qualified(opening, tally, quorum.base, rules)
    return _simple(opening, tally, presiding, rules)


def _qualified(opening: Step, tally: Tally, base: int, rules: Rules) -> Verdict:
    """Two thirds of N_вопр, not of those who took part."""
    needed = at_least(rules.qualified_share, base)
    carried = tally.in_favour >= needed
    compared = _compared(tally.in_favour, needed)
    step = Step(
        f"Нужно не меньше {_share(rules.qualified_share)} от {base}, то есть {needed} голосов «за»: {compared}.",
        carried,
    )
    return Verdict(CARRIED if carried else NOT_CARRIED, (opening, step, _end(carried)))


def _simple(opening: Step, tally: Tally, presiding: str, rules: Rules) -> Verdict:
    """More than half of those who took part; «за» and «против» equal: as the presiding person voted, unless they abstained."""
    needed = more_than(rules.simple_share, tally.took_part)
    if tally.in_favour == tally.against and tally.in_favour > 0:
        return _tie(opening, tally, presiding)
    carried = tally.in_favour >= needed
    compared = _compared(tally.in_favour, needed)
    step = Step(
        f"Нужно больше {_share(rules.simple_share)} от {tally.took_part}, то есть не меньше {needed} голосов «за»: {compared}.",
        carried,
    )
    return Verdict(CARRIED if carried else NOT_CARRIED, (opening, step, _end(carried)))


def _tie(opening: Step, tally: Tally, presiding: str) -> Verdict:
    carried = presiding == FOR
    how = {
        FOR: "Голос председательствующего решающий: он голосовал «за».",
        AGAINST: "Голос председательствующего решающий: он голосовал «против».",
        ABSTAINED: "Председательствующий воздержался, решающего голоса нет.",
    }.get(presiding, "Председательствующий не голосовал, решающего голоса нет.")
    steps = (
        opening,
        Step(f"Голоса разделились поровну: {tally.in_favour} и {tally.against}."),
        Step(how, carried),
        _end(carried),
    )
    return Verdict(CARRIED if carried else NOT_CARRIED, steps, by_casting_vote=presiding in (FOR, AGAINST))


def _end(carried: bool) -> Step:
    return Step("Предложение принято." if carried else "Предложение не набрало большинства и не принято.", carried)


def _compared(found: int, needed: int) -> str:
    return f"есть {found} — достаточно" if found >= needed else f"есть {found} — недостаточно"


def _share(share: Fraction) -> str:
    return "половины" if share == Fraction(1, 2) else f"{share.numerator}/{share.denominator}"
