"""What the data of a kind mean. Pure.

Data of a kind: {"title", "plural", "about", "proposers", "keeper", "steps", "is_register", "register", "prefix", "paper", "expires",
"window", "criteria_set", "fields", "sums", "refusal_grounds"}; a field: {"name", "label", "type", "required", "public", "help", "choices", "listed"}.
"""

import re
from dataclasses import dataclass
from typing import Any

TYPES = ("line", "text", "lines", "whole", "day", "choice", "several", "listed")
STEPS = ("consultation", "expertise", "committee", "act")
# Beside a name of a role (`role:analyst`) and a sector (`authority`): anybody who has logged in, and any organisation.
PERSON, ORGANIZATION = "person", "organization"
SECTORS = ("authority", "business", "community")
NAME = re.compile(r"[a-z][a-z_]{1,30}")
RESERVED = ("title", "area", "by", "outcome")


@dataclass(frozen=True)
class FieldRule:
    """One field of a kind. `is_public`: everybody reads it once the card is public; otherwise only its author, its keeper and the auditor."""

    name: str
    label: str
    type: str
    is_required: bool = False
    is_public: bool = True
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    listed: str = ""  # the list of the city its choices come from
    least: int = 0  # signs of a text, rows of lines

    @classmethod
    def read(cls, row: dict[str, Any]) -> "FieldRule":
        """From the data of a kind."""
        return cls(
            row["name"], row["label"], row["type"], row.get("required", False), row.get("public", True), row.get("help", ""),
            tuple((code, title) for code, title in row.get("choices", [])), row.get("listed", ""), row.get("least", 0),
        )  # fmt: skip


@dataclass(frozen=True)
class Ground:
    """Why a card may be refused."""

    code: str
    text: str


@dataclass(frozen=True)
class Sum:
    """Fields that must give a total together: the shares of a scheme."""

    fields: tuple[str, ...]
    total: int
    words: str


@dataclass(frozen=True)
class KindRule:
    """A version of a kind, read."""

    title: str
    plural: str
    about: str
    proposers: tuple[str, ...]
    keeper: str
    steps: tuple[str, ...]
    is_register: bool
    register: str
    prefix: str
    paper: str
    window: int  # working days of its discussion
    criteria_set: str  # the code of the set by which its experts score
    expires: str  # the name of the field with the last day, if there is one
    fields: tuple[FieldRule, ...]
    sums: tuple[Sum, ...]
    grounds: tuple[Ground, ...]

    @classmethod
    def read(cls, data: dict[str, Any]) -> "KindRule":
        """From the data of a kind."""
        return cls(
            data["title"], data["plural"], data["about"], tuple(data["proposers"]), data["keeper"], tuple(data["steps"]),
            data.get("is_register", False), data["register"], data["prefix"], data.get("paper", ""),
            data.get("window", 0), data.get("criteria_set", ""), data.get("expires", ""),
            tuple(FieldRule.read(row) for row in data["fields"]),
            tuple(Sum(tuple(row["fields"]), row["total"], row["words"]) for row in data.get("sums", [])),
            tuple(Ground(row["code"], row["text"]) for row in data.get("refusal_grounds", [])),
        )  # fmt: skip

    def ground(self, code: str) -> str:
        """A ground of refusal in words. KeyError for any other."""
        return {row.code: row.text for row in self.grounds}[code]

    def has_step(self, step: str) -> bool:
        """Does the route lead through it?"""
        return step in self.steps


def faults(data: dict[str, Any]) -> list[str]:
    """What is wrong with the data of a kind (Russian); nothing if a card can be made of it."""
    lacking = [
        key for key in ("title", "plural", "about", "proposers", "keeper", "register", "prefix") if not data.get(key)
    ]
    if lacking or not data.get("fields"):
        return [f"Не заполнено: {', '.join([*lacking, *([] if data.get('fields') else ['fields'])])}."]
    names = [row["name"] for row in data["fields"]]
    wrong = [name for name in names if not NAME.fullmatch(name) or name in RESERVED or names.count(name) > 1]
    problems = [f"Имя поля «{name}» не годится: нужны латинские буквы, и каждое имя — один раз." for name in wrong]
    problems += [
        f"У поля «{row['name']}» нет такого вида: {row['type']}." for row in data["fields"] if row["type"] not in TYPES
    ]
    problems += [f"Нет такого шага: {step}." for step in data["steps"] if step not in STEPS]
    problems += _route_faults(data)
    if not data.get("is_register") and not data.get("refusal_grounds"):
        problems.append("Нет оснований отказа: хранителю нечем отказать.")
    if data.get("is_register") and data["steps"]:
        problems.append("В реестре шагов нет: хранитель вписывает сам.")
    if (last := data.get("expires")) and last not in names:
        problems.append(f"Срок действия берут из поля «{last}», а его нет.")
    return problems


def _route_faults(data: dict[str, Any]) -> list[str]:
    """What a step needs that the kind does not have."""
    problems = []
    if "expertise" in data["steps"]:
        if not data.get("criteria_set"):
            problems.append("Для экспертизы нужен набор критериев.")
        if not set(data["proposers"]) <= {ORGANIZATION, *SECTORS}:
            problems.append("Экспертизу просит организация: такую карточку вносят только от её имени.")
    if "act" in data["steps"] and "committee" not in data["steps"]:
        problems.append("Акта ждут после решения комитета: добавьте шаг комитета.")
    return problems
