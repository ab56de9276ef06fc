"""The levels of certainty about who somebody is, from the weakest up, and the acts for which the regulation asks one (домен 6.3)."""

from collections.abc import Iterable
from typing import Any

from django.db import models


class Level(models.TextChoices):
    """In rising order: each level opens what the levels below it open."""

    EMAIL = "email", "почта"
    TELEPHONE = "telephone", "телефон"
    DOCUMENT = "document", "документ"

    @property
    def rank(self) -> int:
        """How certain it is, 0 for the least."""
        return list(Level).index(self)

    @property
    def by_what(self) -> str:
        """Words for "confirmed by …" (Russian, instrumental case)."""
        return {"email": "почтой", "telephone": "телефоном", "document": "документом"}[self.value]


# The acts whose level stands in the regulation (`identity.levels`): what a person reads about them.
ACTS = {
    "citizens_vote": "голосовать за приз горожан в конкурсе",
    "petition_support": "поддержать поправку жителя к Протоколу",
}
LEAST = {
    "citizens_vote": Level.TELEPHONE
}  # below this the regulation itself may not go: «только подтверждённый вход» (3.3)


def strongest(kinds: Iterable[str]) -> Level:
    """The level of somebody with these confirmations; whoever has an account has confirmed an e-mail."""
    return max([Level.EMAIL, *map(Level, kinds)], key=lambda level: level.rank)


def level_for(act: str, regulation: Any) -> Level:
    """The level an act needs by a `programme.Regulation`."""
    return Level(regulation.value("identity.levels")[act])


def opened_by(level: Level, regulation: Any) -> list[str]:
    """What becomes possible with exactly this level, in words."""
    return [words for act, words in ACTS.items() if level_for(act, regulation) == level]


def split(counts: dict[str, int], smallest: int) -> str:
    """How many were counted at each level, strongest first, in words: «документом — 5, телефоном — 6».

    Empty where a group is so small that it would betray its people. `counts`: level → number of voices; `smallest`: the least
    number of people a group may be shown with.
    """
    rows = [(level, counts[level]) for level in reversed(Level) if counts.get(level)]
    if any(number < smallest for _, number in rows):
        return ""
    return ", ".join(f"{level.by_what} — {number}" for level, number in rows)
