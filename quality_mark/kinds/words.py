"""A kind of contests in words, as its page and its paper say it, and what it leaves to the city's lists and to the regulation."""

from typing import Any

from casework import formats
from programme.lists import catalogue
from programme.models import Regulation
from quality_mark.kinds.rules import PER, KindRule, LevelRule, NominationRule

# Where a level stands in the machine of an entry (3.3.2): the status and the recommendation of the jury have the same three rungs.
RUNGS = ("mark", "diploma_1", "diploma_2")
RUNG_OF_STATUS = {"laureate": "mark", "diploma_1": "diploma_1", "diploma_2": "diploma_2"}
NO_LEVEL = "Участник"


def nominations_of(rule: KindRule) -> list[NominationRule]:
    """The nominations a contest takes its own from today: the kind's own, or a list of the city that the committee adopts."""
    if rule.listed:
        return [NominationRule.read(row) for row in catalogue.current(rule.listed)]
    return list(rule.nominations)


def ladder(rule: KindRule) -> list[tuple[str, LevelRule]]:
    """The levels with their rungs, the best first."""
    return list(zip(RUNGS, rule.levels, strict=False))


def level_at(rule: KindRule, rung: str) -> LevelRule | None:
    """The level of a rung; None for a participant."""
    return dict(ladder(rule)).get(rung)


def title_at(rule: KindRule, rung: str) -> str:
    """What a rung is called."""
    level = level_at(rule, rung)
    return level.title if level else NO_LEVEL


def jury_limits(rule: KindRule, regulation: Regulation) -> tuple[int, int]:
    """How many sit in the jury, at least and at most."""
    limits = regulation.value("contest.jury")
    return int(rule.jury.get("min") or limits["min"]), int(rule.jury.get("max") or limits["max"])


def jury_words(rule: KindRule, regulation: Regulation) -> str:
    """The jury in words."""
    least, most = jury_limits(rule, regulation)
    return f"от {least} до {most} человек, все три сектора"


def gives_in_words(level: LevelRule) -> str:
    """What a level gives, to how many, for how long."""
    parts = [level.gives_words]
    if level.quota:
        parts.append(f"не больше {level.quota} {PER[level.per]}")
    if level.months:
        parts.append(f"на {formats.counted(level.months, 'месяц,месяца,месяцев')}")
    return ", ".join(parts)


def form_words(rule: KindRule) -> list[dict[str, Any]]:
    """The application: its sections and places."""
    return [{"title": section.title, "fields": section.fields} for section in rule.sections]
