"""What the data of a kind mean. Pure.

Data of a kind: {"title", "plural", "about", "proposers", "keeper", "steps", "is_register", "register", "prefix", "paper", "expires",
"window", "criteria_set", "fields", "sums", "refusal_grounds", "view", "external", "carries", "led_by", "drawn"}; a field: `programme.answers.rules`.
"""

import re
from dataclasses import dataclass
from typing import Any

from programme.answers import rules as answers
from programme.answers.rules import FieldRule

STEPS = {
    "consultation": "общественное обсуждение", "expertise": "экспертиза", "committee": "городской программный комитет",
    "act": "акт органа города",
}  # fmt: skip
TARGET_OWNER = "target_owner"
KEEPERS = {
    "card_keeper": "хранитель карточек", "clerk": "делопроизводитель", "analyst": "аналитик",
    TARGET_OWNER: "владелец карточки, о которой просят",
}  # fmt: skip
# A page that shows the cards of a kind in a way of its own: its title, and the fields it reads.
VIEWS: dict[str, tuple[str, tuple[str, ...]]] = {
    "problem_matrix": ("Проблемная матрица", ("carriers", "lacking", "cluster")),
    "glossary": ("Глоссарий", ("definition", "source", "synonyms")),
    "precedents": ("Прецеденты, технологии и повторения", ()),
    "yards": ("Дворы с занятиями", ("district", "place", "activity", "days")),
    "application_summary": ("Заявки по отраслям", ("call", "amount")),
}
# Which fields may say whom a letter goes to, until when, and how it begins.
LETTER_TYPES = {"addressee": ("line",), "deadline": ("day",), "letter": ("line", "text")}
LETTER_WORDS = {"addressee": "поле «строка»", "deadline": "поле «день»", "letter": "поле «строка» или «текст»"}
CHECK_TERMS = ("card.check", "support.check", "replication.reply")  # of the regulation: how long a check lasts
PREFIX = re.compile(r"[А-ЯЁ]{1,6}")
# Beside a name of a role (`role:analyst`) and a sector (`authority`): anybody who has logged in, any organisation, whoever signs for one.
PERSON, ORGANIZATION, SIGNER = "person", "organization", "signer"
GROUP = "group"  # whoever sits in a project-analytical group
HOLDER = "holder:"  # organisations that hold something: `holders` of a room (`holder:mark`)
SECTORS = ("authority", "business", "community")
RESERVED = ("title", "area", "by", "outcome")


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
class External:
    """A card of the kind asks somebody outside the city (`library.outside`). `addressee`, `deadline`, `letter`: fields of the card, or of the
    card it names (`call.donor`); `words`: {status of the matter: what the kind calls it}.
    """

    addressee: str
    deadline: str
    letter: str
    words: dict[str, str]

    @classmethod
    def read(cls, row: dict[str, Any]) -> "External":
        """From the data of a kind."""
        return cls(row["addressee"], row.get("deadline", ""), row.get("letter", ""), dict(row.get("words", {})))


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
    view: str  # the name of its page, one of `VIEWS`
    kept_with: str  # the kind whose keeper keeps this one too
    check_term: str  # the term of its check
    invites: str  # what is written on the button of the card that is named
    shows: str  # the field that stands in the list of the card that is named
    refuses_by: str  # the field of the card that is named whose lines are the grounds of refusal
    gives: str  # the kind of undertaking that follows
    needs_area: bool  # must the card say its area?
    external: External | None  # whom outside the city it asks
    carries: str  # an object of a lower room that goes the whole way with it: `programme`
    led_by: str  # the office that answers for it, in whosever name it was brought
    drawn: tuple[str, ...]  # fields nobody types: they are drawn from what is carried

    @classmethod
    def read(cls, data: dict[str, Any]) -> "KindRule":
        """From the data of a kind."""
        return cls(
            data["title"], data["plural"], data["about"], tuple(data["proposers"]), data["keeper"], tuple(data["steps"]),
            data.get("is_register", False), data["register"], data["prefix"], data.get("paper", ""),
            data.get("window", 0), data.get("criteria_set", ""), data.get("expires", ""),
            tuple(FieldRule.read(row) for row in data["fields"]),
            tuple(Sum(tuple(row["fields"]), row["total"], row["words"]) for row in data.get("sums", [])),
            tuple(Ground(row["code"], row["text"]) for row in data.get("refusal_grounds", [])), data.get("view", ""),
            data.get("kept_with", ""), data.get("check_term", CHECK_TERMS[0]), data.get("invites", ""), data.get("shows", ""),
            data.get("refuses_by", ""), data.get("gives", ""), data.get("needs_area", False),
            External.read(data["external"]) if data.get("external") else None,
            data.get("carries", ""), data.get("led_by", ""), tuple(data.get("drawn", [])),
        )  # fmt: skip

    @property
    def typed(self) -> tuple[FieldRule, ...]:
        """The fields that people fill in."""
        return tuple(row for row in self.fields if row.name not in self.drawn)

    @property
    def names_a_card(self) -> FieldRule | None:
        """The field in which another card is named."""
        return next((row for row in self.fields if row.type == "card"), None)

    @property
    def sorts_by(self) -> FieldRule | None:
        """The field by whose answers its register is narrowed: the first that everybody reads and that is chosen from what the kind offers."""
        return next((row for row in self.fields if row.is_public and row.type in ("several", "choice")), None)

    @property
    def view_title(self) -> str:
        """What its page is called; nothing where the register is all there is."""
        return VIEWS[self.view][0] if self.view else ""

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
    return [*_faults_of_fields(data), *_faults_of_the_route(data)]


def _faults_of_fields(data: dict[str, Any]) -> list[str]:
    names = [row["name"] for row in data["fields"]]
    problems = answers.faults(data["fields"], answers.TYPES_IN_WORDS, RESERVED)
    if [row["type"] for row in data["fields"]].count("card") > 1:
        problems.append("Другую карточку называют в одном поле.")
    if lost := [name for name in VIEWS.get(data.get("view", ""), ("", ()))[1] if name not in names]:
        problems.append(f"Без этих полей не построить страницу «{VIEWS[data['view']][0]}»: {', '.join(lost)}.")
    if (last := data.get("expires")) and last not in names:
        problems.append(f"Срок действия берут из поля «{last}», а его нет.")
    return problems


def _faults_of_the_route(data: dict[str, Any]) -> list[str]:
    problems = [f"Нет такого шага: {step}." for step in data["steps"] if step not in STEPS]
    if not PREFIX.fullmatch(data["prefix"]):
        problems.append("Начало номера — от одной до шести заглавных русских букв: «ЛГ».")
    if data.get("check_term", CHECK_TERMS[0]) not in CHECK_TERMS:
        problems.append(f"Такого срока проверки в регламенте нет: {data['check_term']}.")
    if "consultation" in data["steps"] and not data.get("window"):
        problems.append("Скажите, сколько рабочих дней длится обсуждение.")
    if data["keeper"] == TARGET_OWNER and all(
        row["type"] != "card" or not row.get("required") for row in data["fields"]
    ):
        problems.append("Проверяет владелец другой карточки, а обязательного поля, которое её называет, нет.")
    if not data.get("is_register") and not (data.get("refusal_grounds") or data.get("refuses_by")):
        problems.append("Нет оснований отказа: хранителю нечем отказать.")
    if data.get("is_register") and data["steps"]:
        problems.append("В реестре шагов нет: хранитель вписывает сам.")
    problems += _needs_of_steps(data)
    return [*problems, *_faults_outside(data)]


def _faults_outside(data: dict[str, Any]) -> list[str]:
    """Whom it asks must stand in a field of its own, or in one of the card it names."""
    external = data.get("external")
    if not external:
        return []
    known = {row["name"]: row for row in data["fields"]}
    asked = {role: external[role] for role in LETTER_TYPES if external.get(role)}
    problems = [] if "addressee" in asked else ["Внешнему делу нужен адресат."]
    for role, path in asked.items():
        name, _, of_named = path.partition(".")
        row = known.get(name, {})
        if not row.get("required"):
            problems.append(f"Внешнему делу нужно обязательное поле «{row.get('label', path)}».")
        elif not of_named and row["type"] not in LETTER_TYPES[role]:
            problems.append(f"Поле «{row['label']}» не годится для письма: нужно {LETTER_WORDS[role]}.")
        elif not row.get("public", True):
            problems.append(f"Поле «{row['label']}» не публикуется, а письмо прочтут все: выберите другое.")
    if data["keeper"] == TARGET_OWNER:
        problems.append("От имени города пишет хранитель, а не владелец другой карточки: выберите, кто проверяет.")
    return problems


def _needs_of_steps(data: dict[str, Any]) -> list[str]:
    """What a step needs that the kind does not have."""
    problems = []
    if "expertise" in data["steps"]:
        if not data.get("criteria_set"):
            problems.append("Для экспертизы нужен набор критериев.")
        if not data.get("led_by") and not set(data["proposers"]) <= {ORGANIZATION, SIGNER, *SECTORS}:
            problems.append("Экспертизу просит организация: такую карточку вносят только от её имени.")
    if "act" in data["steps"] and "committee" not in data["steps"]:
        problems.append("Акта ждут после решения комитета: добавьте шаг комитета.")
    return problems
