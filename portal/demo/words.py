"""What experts and the coordinator write: sentences of the text module joined with facts of the project in hand."""

import tomllib
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

DATA = Path(__file__).parent / "data"
LOW, HIGH = 6, 8  # up to 5 reads as low, from 8 as high
EXTREME_LENGTH, CONCLUSION_LENGTH = 205, 505


@cache
def read(name: str) -> dict[str, Any]:
    """A file of the demo's data."""
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


def _level(score: int) -> str:
    return "low" if score < LOW else "high" if score >= HIGH else "mid"


def ground(project: dict[str, Any], criterion: str, score: int, seed: str) -> str:
    """Why an expert has given a score for a criterion (`p1`…`p10`, `o1`…`o6`), long enough for the regulation."""
    texts, random = read("grounds.toml"), Random(f"{seed}:{criterion}")  # noqa: S311
    opening = random.choice(texts.get(criterion, texts["card"])[_level(score)])
    fact = _fact(project, criterion)
    parts = [opening, fact] if random.random() < 0.7 else [fact, opening]
    if score <= 3 or score >= 9 or len(" ".join(parts)) < 110:
        parts.append(random.choice(texts["closing"]["low" if score < LOW else "high"]))
    if (score <= 3 or score >= 9) and len(" ".join(parts)) < EXTREME_LENGTH:
        what, advice = "карточки" if "title" in project else "проекта", project["facts"]["advice"]
        parts.append(f"Для {what} такого рода этот критерий важен не меньше прочих: {advice[:1].lower()}{advice[1:]}")
    return " ".join(parts)


def _fact(project: dict[str, Any], criterion: str) -> str:
    """What a reader has noticed; a card has its facts by the numbers of the criteria."""
    return project["facts"][read("grounds.toml").get(criterion, {"fact": criterion})["fact"]]


def conclusion(
    project: dict[str, Any], title: str, field: str, scores: dict[str, int], recommendation: str, seed: str
) -> str:
    """The general conclusion of a sheet: what is strong, what is weak, what follows."""
    texts, random = read("grounds.toml"), Random(seed)  # noqa: S311
    general, facts = texts["card" if "title" in project else "general"], project["facts"]
    ranked = sorted(scores, key=lambda name: (scores[name], name))
    best, next_best, worst = (_fact(project, name) for name in (ranked[-1], ranked[-2], ranked[0]))
    parts = [
        random.choice(general["opening"]).format(title=title, field=field),
        random.choice(general["strong" if recommendation == "recommend" else "noted"]), best, next_best,
        random.choice(general["weak"]), worst,
        random.choice(general[recommendation]),
    ]  # fmt: skip
    if len(" ".join(parts)) < CONCLUSION_LENGTH:
        parts.insert(-1, facts["advice"])
    if len(" ".join(parts)) < CONCLUSION_LENGTH:
        parts.insert(-2, facts["team"])
    return " ".join(parts)


def recommendation_for(total: float, threshold: float) -> str:
    """What an expert advises who has come to a total."""
    return "recommend" if total >= threshold else "rework" if total >= 50 else "reject"


def conclusion_texts(project: dict[str, Any], subject: Any, outcome: str) -> dict[str, str]:
    """What the coordinator writes into the draft of the conclusion (sections 7–10)."""
    facts = project["facts"]
    if "title" in project:
        return _of_card(project, subject)
    verdicts = {
        "recommend": "Предложение соответствует целям программы, выводы экспертов обоих треков сходятся в главном.",
        "rework": "Замысел соответствует целям программы, но отдельные решения не обоснованы и требуют доработки.",
        "reject": "Тема относится к программе, однако предложенные действия не ведут к обещанному результату.",
    }
    place = f"Кластер «{subject.get_cluster_display()}», направление «{subject.get_direction_display()}», уровень — {subject.get_level_display()}."
    return {
        "compliance": f"{place} {facts['need']} {facts['logic']} {verdicts[outcome]}",
        "social": f"{facts['reach']} {facts['neighbours']} {facts['access']}",
        "economic": f"{facts['cost']} {facts['budget']} {facts['partners']}",
        "legal": "Предложение не противоречит законодательству и муниципальным правовым актам. Обязательства сторон оформляются "
        "соглашением о вкладах; издания акта Главы города предложение само по себе не требует.",
        "risks": f"{facts['risk']} {facts['team']}",
        "recommendations": facts["advice"],
    }


def _of_card(project: dict[str, Any], card: Any) -> dict[str, str]:
    facts = project["facts"]
    return {
        "compliance": f"Род карточки — {card.kind}. {facts['need']} Выводы экспертов обоих треков сходятся в главном.",
        "social": facts["reach"],
        "economic": facts["cost"],
        "legal": "Текст не противоречит законодательству и муниципальным правовым актам и новых обязанностей без акта не создаёт.",
        "risks": facts["risk"],
        "recommendations": facts["advice"],
    }
