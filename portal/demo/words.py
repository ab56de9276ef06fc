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
    opening = random.choice(texts[criterion][_level(score)])
    fact = project["facts"][texts[criterion]["fact"]]
    parts = [opening, fact] if random.random() < 0.7 else [fact, opening]
    if score <= 3 or score >= 9 or len(" ".join(parts)) < 110:
        parts.append(random.choice(texts["closing"]["low" if score < LOW else "high"]))
    if (score <= 3 or score >= 9) and len(" ".join(parts)) < EXTREME_LENGTH:
        parts.append(
            f"Для проекта такого рода этот критерий важен не меньше прочих: {project['facts']['advice'][:1].lower()}{project['facts']['advice'][1:]}"
        )
    return " ".join(parts)


def conclusion(
    project: dict[str, Any], title: str, field: str, scores: dict[str, int], recommendation: str, seed: str
) -> str:
    """The general conclusion of a sheet: what is strong, what is weak, what follows."""
    texts, random = read("grounds.toml"), Random(seed)  # noqa: S311
    general, facts = texts["general"], project["facts"]
    ranked = sorted(scores, key=lambda name: (scores[name], name))
    best, next_best, worst = (facts[texts[name]["fact"]] for name in (ranked[-1], ranked[-2], ranked[0]))
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


def conclusion_texts(project: dict[str, Any], proposal: Any, outcome: str) -> dict[str, str]:
    """What the coordinator writes into the draft of the conclusion (sections 7–10)."""
    facts = project["facts"]
    verdicts = {
        "recommend": "Предложение соответствует целям программы, выводы экспертов обоих треков сходятся в главном.",
        "rework": "Замысел соответствует целям программы, но отдельные решения не обоснованы и требуют доработки.",
        "reject": "Тема относится к программе, однако предложенные действия не ведут к обещанному результату.",
    }
    place = f"Кластер «{proposal.get_cluster_display()}», направление «{proposal.get_direction_display()}», уровень — {proposal.get_level_display()}."
    return {
        "compliance": f"{place} {facts['need']} {facts['logic']} {verdicts[outcome]}",
        "social": f"{facts['reach']} {facts['neighbours']} {facts['access']}",
        "economic": f"{facts['cost']} {facts['budget']} {facts['partners']}",
        "legal": "Предложение не противоречит законодательству и муниципальным правовым актам. Обязательства сторон оформляются "
        "соглашением о вкладах; издания акта Главы города предложение само по себе не требует.",
        "risks": f"{facts['risk']} {facts['team']}",
        "recommendations": facts["advice"],
    }
