"""Which awards past entries would have reached under other thresholds, by their real scores."""

from casework import formats
from programme.models import Regulation
from programme.regulations.effects import Effect
from quality_mark.entries.models import ContestApplication
from quality_mark.entries.querysets import AWARDED
from quality_mark.ranking import levels
from quality_mark.ranking.inputs import Rules

MOST = 500  # entries that are looked at, the latest
SHOWN = 20  # of those that would have another level


def foresee(old: Regulation, new: Regulation) -> list[Effect]:
    """The level each awarded entry reaches by its score under the thresholds of each version; the quota is left aside."""
    rules = Rules.of(old), Rules.of(new)
    if old.value("contest.thresholds") == new.value("contest.thresholds"):
        return []
    rows = ContestApplication.objects.filter(
        contest__kind__code="mark", status__in=AWARDED, score__isnull=False
    ).order_by("-pk")[:MOST]
    reached = [(row, _level(row, rules[0]), _level(row, rules[1])) for row in rows]
    other = [(row, was, now) for row, was, now in reached if was != now]
    title = "Награды прошлых конкурсов при новых порогах"
    if not reached:
        return [Effect(title, "Конкурсов с итогами ещё не было: сравнивать нечего.")]
    words = (
        f"Рассмотрено {formats.counted(len(reached), 'заявка,заявки,заявок')} с итогами; другой уровень по баллу был бы у {len(other)} "
        "(без учёта квоты). Присуждённого это не меняет."
    )
    return [Effect(title, words, tuple(_line(*line) for line in other[:SHOWN]))]


def _level(row: ContestApplication, rules: Rules) -> str:
    assert row.score is not None, "only what is scored has been asked for"
    return levels.LEVELS[levels.by_score(row.score, rules)]


def _line(row: ContestApplication, was: str, now: str) -> str:
    assert row.score is not None, "only what is scored has been asked for"
    return f"№ {row.number} «{row.title}», {formats.score(row.score)}: {was} → {now}"
