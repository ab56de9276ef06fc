"""The order of entries with equal scores, and the reason in words (регламент 3.3). Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from casework import formats
from quality_mark.ranking.inputs import Entry, heaviest

BY_CRITERION, BY_VISIT, BY_VOTES, BY_REGISTRATION = 1, 2, 3, 4


@dataclass(frozen=True)
class Tie:
    """Two neighbours with one score: who stands higher, by which rule of the regulation, with what numbers."""

    higher: int
    lower: int
    rule: int
    words: str


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
    """By score; equal scores are separated rule by rule, a whole group of equals at a time, so that the order does not depend on the input."""
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


def tie_of(higher: Entry, lower: Entry, standing: Sequence[Entry]) -> Tie:
    """The rule that separated two neighbours: the first under which their group of equals falls into two."""
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
        f"Заявки № {higher.number} и № {lower.number} набрали поровну — {higher.points}. "
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


def _apart_in_words(first: Decimal, second: Decimal) -> str:
    """Two numbers that differ, with as many places as it takes to see it."""
    for places in (2, 4):
        if formats.score(first, places) != formats.score(second, places):
            return f"{formats.score(first, places)} против {formats.score(second, places)}"
    return f"{first} против {second}".replace(".", ",")
