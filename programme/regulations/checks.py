"""What must be true of a new version of the rules as a whole: its shape, its values, and how they agree with each other. Pure."""

from decimal import Decimal
from typing import Any

from programme.regulations import rulebook, schema

# (not more than, than): paths of numbers that must stand in this order, and what to say where they do not.
ORDER = [
    ("negotiation.parties_min", "negotiation.parties_max"),
    ("committee.members.min", "committee.members.max"),
    ("committee.absentee.window_min_days", "committee.absentee.window_max_days"),
    ("appeal.quorum", "appeal.members"),
    ("contest.jury.min", "contest.jury.max"),
    ("protocol.group.min", "protocol.group.max"),
    ("expertise.grounds.criterion", "expertise.grounds.extreme"),
    ("expertise.grounds.extreme_low", "expertise.grounds.extreme_high"),
    ("expertise.group.professional", "expertise.group.professional_large"),
]


def faults(data: dict[str, Any]) -> list[str]:
    """What is wrong with the data of a regulation, in words of the person who edits it (Russian)."""
    if coarse := rulebook.faults(data):
        return coarse
    if missing := _missing(data):
        return [f"Нет значения «{label}»." for label in missing]
    wrong = [f"{schema.leaf_at(path, None).label}: {words}" for path, words in schema.faults(data).items()]
    return wrong or [*_order(data), *_scale(data), *_rework(data)]


def _missing(data: dict[str, Any]) -> list[str]:
    known = dict(schema.paths(data))
    shipped = schema.paths(rulebook.read("regulation-1.json")["data"])
    return [schema.leaf_at(path, value).label for path, value in shipped if path not in known]


def _order(data: dict[str, Any]) -> list[str]:
    values = dict(schema.paths(data))
    return [
        f"«{schema.leaf_at(low, None).label}» ({values[low]}) не может быть больше, чем «{schema.leaf_at(high, None).label}» ({values[high]})."
        for low, high in ORDER
        if values[low] > values[high]
    ]


def _scale(data: dict[str, Any]) -> list[str]:
    """Every score of the sheet has its words, once."""
    covered = [score for step in data["expertise"]["scale"]["hints"] for score in range(step["from"], step["to"] + 1)]
    if covered == list(range(11)):
        return []
    return ["«Что значат оценки»: ступени идут подряд от 0 до 10, без пропусков и повторов."]


def _rework(data: dict[str, Any]) -> list[str]:
    lowest = min(Decimal(step["score"]) for step in data["expertise"]["thresholds"])
    if Decimal(data["expertise"]["rework_from"]) <= lowest:
        return []
    return ["Граница доработки экспертизы не может быть выше самого низкого порога."]
