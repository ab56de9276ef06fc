"""The award of a place: thresholds, the quota of Marks, the rule of a single entry (регламент 3.3). Pure."""

from dataclasses import dataclass, replace
from decimal import Decimal

from casework import formats
from quality_mark.ranking.inputs import Entry, Rules

MARK, DIPLOMA_1, DIPLOMA_2, PARTICIPANT = "mark", "diploma_1", "diploma_2", "participant"
LEVELS = {MARK: "Знак качества", DIPLOMA_1: "Диплом I степени", DIPLOMA_2: "Диплом II степени", PARTICIPANT: "Участник"}
IN_ORDER = (MARK, DIPLOMA_1, DIPLOMA_2, PARTICIPANT)


@dataclass(frozen=True)
class Place:
    """Where an entry stands, what it is worth and why."""

    pk: int
    position: int
    level: str
    words: str
    needs_qualified: bool = False
    title: str = ""  # of the level of a kind other than the Mark

    @property
    def level_title(self) -> str:
        """The level in words."""
        return self.title or LEVELS[self.level]


def placed(entry: Entry, position: int, marks: int, held: bool, rules: Rules) -> Place:
    """The place with the name its level has in the kind."""
    place = _placed(entry, position, marks, held, rules)
    return replace(place, title=rules.title_of(place.level, LEVELS[PARTICIPANT])) if rules.titles else place


def _placed(entry: Entry, position: int, marks: int, held: bool, rules: Rules) -> Place:
    """The level by score; the Mark within the quota only, and from another threshold when the nomination has a single entry."""
    if entry.below:
        return Place(entry.pk, position, PARTICIPANT, f"Награды нет: {'; '.join(entry.below)}.")
    threshold, level = rules.mark if held else rules.single_entry, by_score(entry.score, rules)
    if entry.score >= threshold and marks < rules.quota:
        if not held:
            words = f"Единственная заявка, {entry.points} при пороге {formats.plain(threshold)}: Знак возможен решением жюри двумя третями."
            return Place(entry.pk, position, MARK, words, needs_qualified=True)
        return Place(
            entry.pk,
            position,
            MARK,
            f"Не ниже {formats.plain(threshold)}, место {marks + 1} из {rules.quota} по квоте.",
        )
    if level == MARK:
        words = (
            f"Не ниже {formats.plain(rules.mark)}, но квота номинации ({rules.quota}) исчерпана заявками выше."
            if held
            else f"Единственная заявка: для Знака нужно {formats.plain(rules.single_entry)}, набрано {entry.points}."
        )
        return Place(entry.pk, position, DIPLOMA_1 if rules.diploma_1 is not None else PARTICIPANT, words)
    return Place(entry.pk, position, level, _threshold_words(level, rules))


def by_score(score: Decimal, rules: Rules) -> str:
    """The level a score reaches by itself, whatever the quota."""
    steps = ((rules.mark, MARK), (rules.diploma_1, DIPLOMA_1), (rules.diploma_2, DIPLOMA_2))
    return next((level for threshold, level in steps if threshold is not None and score >= threshold), PARTICIPANT)


def _threshold_words(level: str, rules: Rules) -> str:
    if level == PARTICIPANT:
        least = next(step for step in (rules.diploma_2, rules.diploma_1, rules.mark) if step is not None)
        return f"Ниже {formats.plain(least)}."
    threshold, above = (rules.diploma_1, rules.mark) if level == DIPLOMA_1 else (rules.diploma_2, rules.diploma_1)
    assert threshold is not None and above is not None, "the level has been reached"
    return f"Не ниже {formats.plain(threshold)} и ниже {formats.plain(above)}."
