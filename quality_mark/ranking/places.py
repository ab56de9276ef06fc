"""From scores to places (регламент 3.3): thresholds, the quota of a nomination, ties, the rule of a single entry.

Pure: knows neither the database nor the clock. `rank` takes entries in any order and gives the same ranking; whoever has the
sheet can recompute it with `replay` and compare the fingerprint.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import Any

from documents.snapshots import digest, frozen

MARK, DIPLOMA_1, DIPLOMA_2, PARTICIPANT = "mark", "diploma_1", "diploma_2", "participant"
LEVELS = {MARK: "Знак качества", DIPLOMA_1: "Диплом I степени", DIPLOMA_2: "Диплом II степени", PARTICIPANT: "Участник"}
IN_ORDER = (MARK, DIPLOMA_1, DIPLOMA_2, PARTICIPANT)
BY_CRITERION, BY_VISIT, BY_VOTES, BY_REGISTRATION = 1, 2, 3, 4


@dataclass(frozen=True)
class Rules:
    """The numbers of the regulation; the quota is the nomination's own."""

    mark: Decimal
    diploma_1: Decimal
    diploma_2: Decimal
    quota: int
    single_entry: Decimal
    entries_min: int

    @classmethod
    def of(cls, regulation: Any, quota: int | None = None) -> "Rules":
        """Read from a `programme.Regulation`."""
        thresholds = regulation.value("contest.thresholds")
        return cls(
            mark=Decimal(thresholds["mark"]),
            diploma_1=Decimal(thresholds["diploma_1"]),
            diploma_2=Decimal(thresholds["diploma_2"]),
            quota=int(regulation.value("contest.quota") if quota is None else quota),
            single_entry=Decimal(regulation.value("contest.single_entry")),
            entries_min=int(regulation.value("contest.entries_min")),
        )


@dataclass(frozen=True)
class Mean:
    """The mean of one criterion over the sheets that count."""

    number: int
    title: str
    weight: Decimal
    mean: Decimal


@dataclass(frozen=True)
class Entry:
    """An admitted entry. `out` says why it takes no place (disqualified, withdrawn); `visit` grades the visit, more is better."""

    pk: int
    number: str
    title: str
    score: Decimal
    registered_at: datetime
    means: tuple[Mean, ...] = ()
    visit: int | None = None
    visit_words: str = ""
    votes: int = 0
    out: str = ""


@dataclass(frozen=True)
class Tie:
    """Two neighbours with one score: who stands higher, by which rule of the regulation, with what numbers."""

    higher: int
    lower: int
    rule: int
    words: str


@dataclass(frozen=True)
class Place:
    """Where an entry stands, what it is worth and why."""

    pk: int
    position: int
    level: str
    words: str
    needs_qualified: bool = False

    @property
    def level_title(self) -> str:
        """The level in words."""
        return LEVELS[self.level]


@dataclass(frozen=True)
class Ranking:
    """The outcome of one nomination."""

    rules: Rules
    entries: tuple[Entry, ...]
    places: tuple[Place, ...]
    ties: tuple[Tie, ...]
    held: bool
    words: tuple[str, ...] = field(default=())

    @property
    def facts(self) -> dict[str, Any]:
        """Inputs and outputs as JSON: what the fingerprint covers and what `replay` reads."""
        return frozen(
            {
                "inputs": {"rules": asdict(self.rules), "entries": [_facts(entry) for entry in self.entries]},
                "outputs": {
                    "held": self.held,
                    "places": [asdict(place) for place in self.places],
                    "ties": [asdict(tie) for tie in self.ties],
                    "words": list(self.words),
                },
            }
        )

    @property
    def fingerprint(self) -> str:
        """SHA-256 over the canonical JSON of `facts`."""
        return digest(self.facts)


def rank(entries: Iterable[Entry], rules: Rules) -> Ranking:
    """The ranking of a nomination. Entries are all that were admitted, those that fell out since included."""
    known = tuple(sorted(entries, key=lambda entry: (entry.registered_at, entry.number, entry.pk)))
    standing = in_order([entry for entry in known if not entry.out])
    held = len(known) >= rules.entries_min
    ties = tuple(tie_of(a, b, standing) for a, b in pairwise(standing) if a.score == b.score)
    places, marks = [], 0
    for position, entry in enumerate(standing, 1):
        place = placed(entry, position, marks, held, rules)
        marks += place.level == MARK
        places.append(place)
    return Ranking(rules, known, tuple(places), ties, held, _summary(known, held, rules))


def _facts(entry: Entry) -> dict[str, Any]:
    """An entry as JSON keeps it, its moment to the microsecond."""
    return {**asdict(entry), "registered_at": entry.registered_at.isoformat()}


def replay(facts: dict[str, Any]) -> Ranking:
    """The same ranking, computed anew from what a sheet says about its inputs."""
    inputs = facts["inputs"]
    whole = ("quota", "entries_min")
    rules: dict[str, Any] = {
        name: value if name in whole else Decimal(value) for name, value in inputs["rules"].items()
    }
    return rank([_entry(row) for row in inputs["entries"]], Rules(**rules))


def _entry(row: dict[str, Any]) -> Entry:
    means = tuple(
        Mean(mean["number"], mean["title"], Decimal(mean["weight"]), Decimal(mean["mean"])) for mean in row["means"]
    )
    moment = datetime.fromisoformat(row["registered_at"])
    return Entry(**{**row, "score": Decimal(row["score"]), "registered_at": moment, "means": means})


# The order of places


def heaviest(entry: Entry) -> Mean | None:
    """The first criterion by weight; of two that weigh the same, the first in the set."""
    return min(entry.means, key=lambda mean: (-mean.weight, mean.number), default=None)


def _by_criterion(entry: Entry) -> Decimal:
    first = heaviest(entry)
    return first.mean if first else Decimal(0)


# A rule is a number of the regulation, a question whether it can tell these entries apart at all, and what it compares.
Rule = tuple[int, Callable[[Sequence[Entry]], bool], Callable[[Entry], Any]]

RULES: tuple[Rule, ...] = (
    (BY_CRITERION, lambda group: all(entry.means for entry in group), _by_criterion),
    # Where one of them was not visited there is nothing to compare: nobody loses for not having been chosen for a visit.
    (BY_VISIT, lambda group: all(entry.visit is not None for entry in group), lambda entry: entry.visit),
    (BY_VOTES, lambda group: True, lambda entry: entry.votes),
)


def in_order(entries: Sequence[Entry]) -> list[Entry]:
    """By score; equal ones are told apart rule by rule, a whole group of equals at a time, so that the order is one for all."""
    ordered = []
    for group in _groups(entries, lambda entry: entry.score):
        ordered += _apart(group, 0)
    return ordered


def _apart(group: Sequence[Entry], step: int) -> list[Entry]:
    if len(group) == 1:
        return list(group)
    if step == len(RULES):
        return sorted(group, key=lambda entry: (entry.registered_at, entry.number, entry.pk))
    _, applies, value = RULES[step]
    if not applies(group):
        return _apart(group, step + 1)
    return [entry for equals in _groups(group, value) for entry in _apart(equals, step + 1)]


def _groups(entries: Sequence[Entry], value: Callable[[Entry], Any]) -> list[list[Entry]]:
    """Entries of one value together, the highest value first."""
    values = sorted({value(entry) for entry in entries}, reverse=True)
    return [[entry for entry in entries if value(entry) == shared] for shared in values]


# Ties in words


def tie_of(higher: Entry, lower: Entry, standing: Sequence[Entry]) -> Tie:
    """Which rule told two neighbours apart: the first by which their group of equals falls into two."""
    group = [entry for entry in standing if entry.score == higher.score]
    skipped = []
    for rule, applies, value in RULES:
        if not applies(group):
            skipped.append(rule)
            continue
        if value(higher) != value(lower):
            return _tie_by(higher, lower, rule, skipped)
        group = [entry for entry in group if value(entry) == value(higher)]
    return _tie_by(higher, lower, BY_REGISTRATION, skipped)


def _tie_by(higher: Entry, lower: Entry, rule: int, skipped: Sequence[int]) -> Tie:
    words = (
        f"Заявки № {higher.number} и № {lower.number} набрали поровну — {points(higher.score)}. "
        f"Выше поставлена № {higher.number}: {REASONS[rule](higher, lower)} (правило {rule})."
    )
    if BY_VISIT in skipped and rule > BY_VISIT:
        words += " Проверку на месте прошли не все заявки с этим баллом, поэтому её итог не сравнивается."
    return Tie(higher.pk, lower.pk, rule, words)


def _criterion_words(higher: Entry, lower: Entry) -> str:
    first, second = heaviest(higher), heaviest(lower)
    assert first is not None and second is not None, "the rule applies to entries that have means"
    return f"по первому по весу критерию «{first.title}» {_apart_in_words(first.mean, second.mean)}"


def _visit_words(higher: Entry, lower: Entry) -> str:
    return (
        f"итог проверки на месте — «{higher.visit_words or higher.visit}» против «{lower.visit_words or lower.visit}»"
    )


def _votes_words(higher: Entry, lower: Entry) -> str:
    return f"за неё больше голосов горожан — {higher.votes} против {lower.votes}"


def _registration_words(higher: Entry, lower: Entry) -> str:
    if higher.registered_at == lower.registered_at:
        return "они зарегистрированы в один момент, её номер меньше"
    return f"она зарегистрирована раньше — {higher.registered_at:%d.%m.%Y %H:%M:%S}, вторая {lower.registered_at:%d.%m.%Y %H:%M:%S}"


REASONS: dict[int, Callable[[Entry, Entry], str]] = {
    BY_CRITERION: _criterion_words,
    BY_VISIT: _visit_words,
    BY_VOTES: _votes_words,
    BY_REGISTRATION: _registration_words,
}


# Levels


def placed(entry: Entry, position: int, marks: int, held: bool, rules: Rules) -> Place:
    """The level by score; the Mark within the quota only, and from another threshold when the nomination has a single entry."""
    threshold, level = rules.mark if held else rules.single_entry, _by_score(entry.score, rules)
    if entry.score >= threshold and marks < rules.quota:
        if not held:
            words = f"Единственная заявка, {points(entry.score)} при пороге {short(threshold)}: Знак возможен решением жюри двумя третями."
            return Place(entry.pk, position, MARK, words, needs_qualified=True)
        return Place(
            entry.pk, position, MARK, f"Не ниже {short(threshold)}, место {marks + 1} из {rules.quota} по квоте."
        )
    if level == MARK:
        words = (
            f"Не ниже {short(rules.mark)}, но квота номинации ({rules.quota}) исчерпана заявками выше."
            if held
            else f"Единственная заявка: для Знака нужно {short(rules.single_entry)}, набрано {points(entry.score)}."
        )
        return Place(entry.pk, position, DIPLOMA_1, words)
    return Place(entry.pk, position, level, _threshold_words(level, rules))


def _by_score(score: Decimal, rules: Rules) -> str:
    steps = ((rules.mark, MARK), (rules.diploma_1, DIPLOMA_1), (rules.diploma_2, DIPLOMA_2))
    return next((level for threshold, level in steps if score >= threshold), PARTICIPANT)


def _threshold_words(level: str, rules: Rules) -> str:
    if level == PARTICIPANT:
        return f"Ниже {short(rules.diploma_2)}."
    threshold, above = (rules.diploma_1, rules.mark) if level == DIPLOMA_1 else (rules.diploma_2, rules.diploma_1)
    return f"Не ниже {short(threshold)} и ниже {short(above)}."


def _summary(entries: Sequence[Entry], held: bool, rules: Rules) -> tuple[str, ...]:
    lines = [f"Допущено заявок: {len(entries)}."]
    if not held:
        lines.append(
            f"Допущено меньше {rules.entries_min} заявок: номинация не состоялась. Единственная заявка может получить Знак "
            f"при {short(rules.single_entry)} баллах и выше решением жюри двумя третями."
        )
    lines += [f"Заявка № {entry.number} места не занимает: {entry.out}." for entry in entries if entry.out]
    return tuple(lines)


def _apart_in_words(first: Decimal, second: Decimal) -> str:
    """Two numbers that differ, with as many places as it takes to see it."""
    for places in (2, 4):
        if written(first, places) != written(second, places):
            return f"{written(first, places)} против {written(second, places)}"
    return f"{first} против {second}".replace(".", ",")


def points(value: Decimal) -> str:
    """81,25 балла."""
    return f"{written(value)} балла"


def written(value: Decimal, places: int = 2) -> str:
    """A number as Russian papers write it."""
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return f"{rounded:f}".replace(".", ",")


def short(value: Decimal) -> str:
    """A threshold: 80, 72,5."""
    return f"{value.normalize():f}".replace(".", ",")
