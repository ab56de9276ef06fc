"""The answers of a wave, read and counted."""

from typing import Any

from monitoring.ballots import tables
from monitoring.ballots.models import Ballot, PaperForm, Participation, TextCoding
from monitoring.ballots.strata import AGES, SEXES
from monitoring.surveys.models import Wave
from programme.identity.levels import split
from programme.lists import catalogue


def results(wave: Wave) -> dict[str, Any]:
    """Everything that may be published of a wave whose field is closed, as data."""
    regulation = wave.case.regulation
    counted = tables.tables(
        wave.frozen_form or [], _given(wave), axes(), {(district, age): people for district, age, people in wave.population},
        tables.Limits.of(regulation),
    )  # fmt: skip
    return {
        **counted,
        "online": Participation.objects.filter(wave=wave).count(),
        "paper": PaperForm.objects.filter(wave=wave).count(),
        "levels": levels(wave, int(regulation.value("identity.smallest_group"))),
        "is_random": wave.is_random,
    }


def axes() -> list[tables.Axis]:
    """By what answers are broken down."""
    return [
        tables.Axis("district", "По районам", dict(catalogue.every("districts"))),
        tables.Axis("age", "По возрасту", dict(AGES)),
        tables.Axis("sex", "По полу", dict(SEXES)),
    ]


def levels(wave: Wave, smallest: int) -> str:
    """How many of those who answered on the site were known by what; empty where a group is too small to be shown."""
    counts: dict[str, int] = {}
    for level in Participation.objects.filter(wave=wave).values_list("level", flat=True):
        counts[level] = counts.get(level, 0) + 1
    return split(counts, smallest)


def _given(wave: Wave) -> list[tables.Given]:
    codes: dict[Any, dict[str, str]] = {}
    rows = TextCoding.objects.filter(code__wave=wave).values_list("ballot", "question", "code__title")
    for ballot, question, title in rows:
        codes.setdefault(ballot, {})[question] = title
    ballots = Ballot.objects.filter(wave=wave).values_list("pk", "district", "age", "sex", "answers")
    return [tables.Given(district, age, sex, answers, codes.get(pk, {})) for pk, district, age, sex, answers in ballots]


def unread(wave: Wave) -> list[tuple[Ballot, dict[str, Any], str]]:
    """Answers in one's own words that no analyst has put to a code, with their questions."""
    asked = [question for question in wave.frozen_form or [] if question["kind"] == "text"]
    if not asked:
        return []
    coded = set(TextCoding.objects.filter(code__wave=wave).values_list("ballot", "question"))
    return [
        (ballot, question, ballot.answers[question["code"]])
        for ballot in Ballot.objects.filter(wave=wave)
        for question in asked
        if ballot.answers.get(question["code"]) and (ballot.pk, question["code"]) not in coded
    ]


def answered(wave: Wave) -> int:
    """How many have answered, on the site and on paper: known while the field is open too."""
    return Participation.objects.filter(wave=wave).count() + PaperForm.objects.filter(wave=wave).count()
