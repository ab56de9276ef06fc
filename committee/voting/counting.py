"""Votes and majority (регламент 3.0, «Голосование»): whole numbers in, a result with its arithmetic in words out. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from committee.voting.quorum import Quorum
from committee.voting.rules import Rules, Step, at_least, compared, more_than, share_in_words

FOR, AGAINST, ABSTAINED = "for", "against", "abstained"
UNKNOWN = "unknown"  # how the presiding person voted is not known
SIMPLE, QUALIFIED = "simple", "qualified"
CARRIED, NOT_CARRIED, NO_QUORUM = "carried", "not_carried", "no_quorum"


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


def count(roll: int, choices: Iterable[str]) -> Tally:
    """Count the votes of a roll; whoever did not vote is absent."""
    votes = list(choices)
    tally = Tally(votes.count(FOR), votes.count(AGAINST), votes.count(ABSTAINED), roll - len(votes))
    if tally.took_part != len(votes) or tally.absent < 0:
        raise ValueError("a vote that is none, or more votes than members on the roll")
    return tally


def of_totals(roll: int, totals: dict[str, int]) -> Tally:
    """The votes of a roll of which only the totals are known; ValueError if they are more than the roll."""
    return count(roll, [choice for choice, number in totals.items() for _ in range(number)])


def decide(tally: Tally, quorum: Quorum, majority: str, presiding: str, rules: Rules, on_tie: str = "") -> Verdict:
    """What the vote means. `presiding` is how the presiding person voted ("" if not on the roll or silent, `UNKNOWN` if nobody knows).

    `on_tie`: what an equal vote does to this motion (CARRIED, NOT_CARRIED), if not the casting vote decides.

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
    if on_tie and tally.in_favour == tally.against and tally.in_favour > 0:
        return _settled_tie(opening, tally, on_tie)
    return _simple(opening, tally, presiding, rules)


def _qualified(opening: Step, tally: Tally, base: int, rules: Rules) -> Verdict:
    """Two thirds of N_вопр, not of those who took part."""
    needed = at_least(rules.qualified_share, base)
    carried = tally.in_favour >= needed
    step = Step(
        f"Нужно не меньше {share_in_words(rules.qualified_share)} от {base}, то есть {needed} голосов «за»: {compared(tally.in_favour, needed)}.",
        carried,
    )
    return Verdict(CARRIED if carried else NOT_CARRIED, (opening, step, _end(carried)))


def _simple(opening: Step, tally: Tally, presiding: str, rules: Rules) -> Verdict:
    """More than half of those who took part; «за» and «против» equal: as the presiding person voted, unless they abstained."""
    needed = more_than(rules.simple_share, tally.took_part)
    if tally.in_favour == tally.against and tally.in_favour > 0:
        return _tie(opening, tally, presiding)
    carried = tally.in_favour >= needed
    share = share_in_words(rules.simple_share)
    step = Step(
        f"Нужно больше {share} от {tally.took_part}, то есть не меньше {needed} голосов «за»: {compared(tally.in_favour, needed)}.",
        carried,
    )
    return Verdict(CARRIED if carried else NOT_CARRIED, (opening, step, _end(carried)))


def _tie(opening: Step, tally: Tally, presiding: str) -> Verdict:
    carried = presiding == FOR
    how = {
        FOR: "Голос председательствующего решающий: он голосовал «за».",
        AGAINST: "Голос председательствующего решающий: он голосовал «против».",
        ABSTAINED: "Председательствующий воздержался, решающего голоса нет.",
        UNKNOWN: "Голосование тайное: как голосовал председательствующий, неизвестно, решающего голоса нет.",
    }.get(presiding, "Председательствующий не голосовал, решающего голоса нет.")
    steps = (
        opening,
        Step(f"Голоса разделились поровну: {tally.in_favour} и {tally.against}."),
        Step(how, carried),
        _end(carried),
    )
    return Verdict(CARRIED if carried else NOT_CARRIED, steps, by_casting_vote=presiding in (FOR, AGAINST))


def _settled_tie(opening: Step, tally: Tally, on_tie: str) -> Verdict:
    carried = on_tie == CARRIED
    equal = f"Голоса разделились поровну: {tally.in_favour} и {tally.against}. Равенство голосов — в пользу заявителя."
    return Verdict(on_tie, (opening, Step(equal, carried), _end(carried)))


def _end(carried: bool) -> Step:
    return Step("Предложение принято." if carried else "Предложение не набрало большинства и не принято.", carried)
