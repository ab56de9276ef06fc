"""The levels of certainty about who somebody is, from the weakest up, and the acts for which the regulation asks one (домен 6.3)."""

from collections.abc import Iterable
from typing import Any

from django.db import models


class Level(models.TextChoices):
    """In rising order: each level opens what the levels below it open."""

    EMAIL = "email", "почта"
    TELEPHONE = "telephone", "телефон"
    DOCUMENT = "document", "документ"
    STATE = "state", "государственный вход"

    @property
    def rank(self) -> int:
        """How certain it is, 0 for the least."""
        return list(Level).index(self)

    @property
    def by_what(self) -> str:
        """Words for "confirmed by …" (Russian, instrumental case)."""
        return {
            "email": "почтой",
            "telephone": "телефоном",
            "document": "документом",
            "state": "государственным входом",
        }[self.value]


# The acts whose level stands in the regulation (`identity.levels`): what a person reads about them.
ACTS = {
    "citizens_vote": "голосовать за приз горожан в конкурсе",
    "viewers_vote": "голосовать зрителем на фестивале",
    "petition_support": "поддержать поправку жителя к Протоколу",
    "measure_confirmation": "сказать, видите ли вы сделанное",
    "consultation_message": "написать в обсуждении",
    "survey_answer": "ответить на опрос",
    "simple_signature": "подписывать документы простой электронной подписью",
    "expert_admission": "войти в реестр экспертов",
}
# Whoever acts by an office's own act — an appointment, a mandate it has confirmed — has been identified by it for these acts.
KNOWN_TO_AN_OFFICE = {"simple_signature"}
VOUCHED_KINDS = {"role", "signer"}  # of capacities
LEAST = {
    "citizens_vote": Level.TELEPHONE,
    "viewers_vote": Level.TELEPHONE,
}  # below this the regulation itself may not go: «только подтверждённый вход» (3.3)


DEMANDED = (
    Level.EMAIL,
    Level.TELEPHONE,
    Level.DOCUMENT,
)  # what an act may need: the state's login is not open to everybody


def strongest(kinds: Iterable[str]) -> Level:
    """The level of somebody with these confirmations; whoever has an account has confirmed an e-mail."""
    return max([Level.EMAIL, *map(Level, kinds)], key=lambda level: level.rank)


def level_for(act: str, regulation: Any) -> Level:
    """The level an act needs by a `programme.Regulation`; an edition older than the rule asks for none."""
    return Level(regulation.value("identity.levels").get(act, Level.EMAIL))


def is_certain(person: Any, act: str, regulation: Any) -> bool:
    """Is it certain enough who a `programme.Person` is for the act?"""
    needed = level_for(act, regulation)
    if needed == Level.EMAIL:
        return True
    if act in KNOWN_TO_AN_OFFICE and any(capacity.kind in VOUCHED_KINDS for capacity in person.capacities()):
        return True
    return bool(person.level.rank >= needed.rank)


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
