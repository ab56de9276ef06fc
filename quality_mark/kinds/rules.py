"""What the data of a kind of contests mean (programme 8.4). Pure.

Data of a kind: {"title", "about", "entrants", "eligibility", "listed", "nominations", "form_sections", "sets", "jury", "experts_min",
"public_vote", "site_visits", "single_entry", "levels", "requires_head_act", "hides_entrants", "blind"}. A number that is empty is the
regulation's own: of the thresholds a level names it (`rule`), for a single entry it is the word `regulation`.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from programme.answers import rules as answers
from programme.answers.rules import FieldRule

ORGANIZATION, PERSON, TEAM = "organization", "person", "team"
ENTRANTS = {ORGANIZATION: "организация", PERSON: "человек", TEAM: "команда"}
MARK, DIPLOMA, RESERVE, RESIDENCE, MEDIA = "mark", "diploma", "reserve", "residence", "media"
GIVES = {
    MARK: "Знак качества", DIPLOMA: "диплом", RESERVE: "место в кадровом резерве", "stand": "стенд на выставке",
    "support": "поддержка", RESIDENCE: "место в инкубаторе", MEDIA: "место в медиаплане",
}  # fmt: skip
PLACES = (RESERVE, "stand", RESIDENCE)  # what is a place: with a number, a quota, and a next one for whoever declines
TYPES = {
    code: answers.TYPES_IN_WORDS[code] for code in ("line", "text", "whole", "day", "choice")
}  # what an application asks
PER_NOMINATION, PER_CONTEST = "nomination", "contest"
PER = {PER_NOMINATION: "в каждой номинации", PER_CONTEST: "на весь конкурс"}
MOST_LEVELS = 3
BLIND = {  # what a kind may say itself of whether experts know who has entered (`expertise.blinding`)
    "": "как говорит регламент", "never": "знают с начала", "sheet": "узнают, когда принят их лист",
    "sheets": "узнают, когда приняты все листы", "over": "узнают, когда оценка закончена", "always": "не узнают и после оценки",
}  # fmt: skip
BY_REGULATION = "regulation"
RESERVED = ("team_people",)
CODE = re.compile(r"[A-Z0-9]{1,4}")


@dataclass(frozen=True)
class Section:
    """Places of the application that belong together."""

    code: str
    title: str
    fields: tuple[FieldRule, ...]


@dataclass(frozen=True)
class NominationRule:
    """A nomination from which a contest of the kind takes its own."""

    code: str
    title: str
    area: str
    quota: int
    criteria: str
    for_groups: bool = False

    @classmethod
    def read(cls, row: dict[str, Any]) -> "NominationRule":
        """From the data of a kind, or from a row of the city's list."""
        return cls(row["code"], row["title"], row["area"], row["quota"], row["criteria"], row.get("for_groups", False))

    @property
    def set_words(self) -> str:
        """The set of criteria as people write it: КН-11."""
        return self.criteria.replace("KN", "КН-")


@dataclass(frozen=True)
class LevelRule:
    """A level, the best first: from which score, for how many, and what it gives for how long."""

    code: str
    title: str
    threshold: str
    rule: str
    quota: int | None
    per: str
    gives: str
    months: int | None
    prolong_months: int | None = None  # by how many months a place of it may be prolonged, once

    @classmethod
    def read(cls, row: dict[str, Any]) -> "LevelRule":
        """From the data of a kind."""
        return cls(
            row["code"], row["title"], row.get("threshold") or "", row.get("rule", ""), row.get("quota"), row.get("per", PER_NOMINATION),
            row["gives"], row.get("months"), row.get("prolong_months"),
        )  # fmt: skip

    @property
    def gives_words(self) -> str:
        """What it gives, in words."""
        return GIVES[self.gives]

    def reached_from(self, regulation: Any) -> Decimal:
        """The score it is reached from; the regulation's own number where the kind leaves it to it."""
        return Decimal(self.threshold or regulation.value(self.rule))


@dataclass(frozen=True)
class KindRule:
    """A version of a kind, read."""

    title: str
    about: str
    entrants: tuple[str, ...]
    eligibility: dict[str, Any]
    listed: str  # the list of the city its nominations come from, if it has none of its own
    nominations: tuple[NominationRule, ...]
    sections: tuple[Section, ...]
    sets: tuple[str, ...]
    jury: dict[str, Any]
    public_vote: bool
    site_visits: bool
    single_entry: str
    levels: tuple[LevelRule, ...]
    requires_head_act: bool
    experts_min: int | None = None  # None: as the regulation says
    blind: str = ""  # until when its experts do not know who has entered; empty: as the regulation says
    hides_entrants: bool = False  # whoever has lost is never shown, whoever has won only as they agree

    @classmethod
    def read(cls, data: dict[str, Any]) -> "KindRule":
        """From the data of a kind."""
        sections = tuple(
            Section(row["code"], row["title"], tuple(FieldRule.read(line) for line in row["fields"]))
            for row in data["form_sections"]
        )
        return cls(
            data["title"], data.get("about", ""), tuple(data["entrants"]), data.get("eligibility", {}), data.get("listed", ""),
            tuple(NominationRule.read(row) for row in data["nominations"]), sections, tuple(data["sets"]), data.get("jury", {}),
            data["public_vote"], data["site_visits"], data.get("single_entry", ""), tuple(LevelRule.read(row) for row in data["levels"]),
            data.get("requires_head_act", False), data.get("experts_min"), data.get("blind", ""), data.get("hides_entrants", False),
        )  # fmt: skip

    @property
    def blind_words(self) -> str:
        """Whether its experts know who has entered, in words; empty where the regulation says it."""
        return BLIND[self.blind] if self.blind else ""

    @property
    def gives_mark(self) -> bool:
        """Is it a contest for the Mark (K5)?"""
        return any(level.gives == MARK for level in self.levels)

    @property
    def gives_places(self) -> bool:
        """Does its first level give places, which are accepted or go on to the next?"""
        return self.levels[0].gives in PLACES

    @property
    def admits_people(self) -> bool:
        """Does anybody enter for themselves, alone or with a team?"""
        return bool({PERSON, TEAM} & set(self.entrants))

    @property
    def fields(self) -> tuple[FieldRule, ...]:
        """Every place of the application, in order."""
        return tuple(place for section in self.sections for place in section.fields)

    @property
    def least_years(self) -> int:
        """How many full years whoever enters has worked in the city, at least."""
        return int(self.eligibility.get("least_years") or 0)

    @property
    def most_years(self) -> int | None:
        """How many full years whoever enters has worked, at most; None: it does not matter."""
        return self.eligibility.get("most_years")

    @property
    def entrants_words(self) -> str:
        """Who enters, in words."""
        return ", ".join(ENTRANTS[code] for code in self.entrants)

    @property
    def has_day_of_beginning(self) -> bool:
        """Does the application say since when the entrant works?"""
        return any(place.name == "works_since" for place in self.fields)

    def conditions(self) -> list[str]:
        """What is asked of whoever enters, in words; the application confirms it."""
        lines = []
        if self.least_years:
            years = "не меньше года" if self.least_years == 1 else f"не меньше {self.least_years} лет"
            lines.append(f"участник работает в Красноярске {years}")
        if self.most_years is not None:
            lines.append(f"участник работает не больше {self.most_years} лет")
        if statement := self.eligibility.get("statement"):
            lines.append(str(statement))
        if "once_a_year" in self.eligibility:
            lines.append("объект не участвует в этом году в другом таком конкурсе")
        return lines


def faults(data: dict[str, Any], sets: Collection[str]) -> list[str]:
    """What is wrong with the data of a kind (Russian); nothing if a contest can be held by it. `sets`: codes of the sets in force."""
    lacking = [
        words
        for key, words in (
            ("title", "название"), ("entrants", "участники"), ("form_sections", "форма заявки"), ("sets", "набор критериев"), ("levels", "уровни"),
        )
        if not data.get(key)
    ]  # fmt: skip
    if not data.get("listed") and not data.get("nominations"):
        lacking.append("номинации")
    if lacking:
        return [f"Не заполнено: {', '.join(lacking)}."]
    return [
        *_faults_of_nominations(data, sets),
        *_faults_of_the_form(data),
        *_faults_of_levels(data["levels"]),
        *_faults_of_whoever_enters(data),
        *_faults_of_room(data["levels"][0], data["nominations"]),
    ]


def _faults_of_nominations(data: dict[str, Any], sets: Collection[str]) -> list[str]:
    problems = [f"Нет такого участника: {code}." for code in data["entrants"] if code not in ENTRANTS]
    if data.get("blind", "") not in BLIND:
        problems.append("Когда эксперты узнают участника (blind) — sheet, sheets, over, always, never или пусто.")
    problems += [f"Набор критериев {code} не действует." for code in data["sets"] if code not in sets]
    codes = [row["code"] for row in data["nominations"]]
    for row in data["nominations"]:
        if not CODE.fullmatch(row["code"]) or codes.count(row["code"]) > 1:
            problems.append(f"Код номинации «{row['code']}» не годится или назван дважды.")
        if row["criteria"] not in data["sets"]:
            problems.append(f"Номинация «{row['title']}»: её набора критериев нет среди наборов вида.")
    return problems


def _faults_of_the_form(data: dict[str, Any]) -> list[str]:
    fields = [row for section in data["form_sections"] for row in section["fields"]]
    names = [row["name"] for row in fields]
    problems = answers.faults([{"type": "text", **row} for row in fields], TYPES, RESERVED)
    if "title" not in names:
        problems.append("В заявке должно быть поле с названием объекта.")
    years = data.get("eligibility", {})
    if (years.get("least_years") or years.get("most_years") is not None) and "works_since" not in names:
        problems.append("Срок работы участника проверить нечем: в заявке нет дня, с которого он работает.")
    return problems


def _faults_of_levels(levels: list[dict[str, Any]]) -> list[str]:
    if len(levels) > MOST_LEVELS:
        return [f"Уровней не больше {MOST_LEVELS}."]
    problems = [f"Уровень «{row['title']}»: непонятно, что он даёт." for row in levels if row.get("gives") not in GIVES]
    problems += [
        f"Уровень «{row['title']}»: укажите порог от 0 до 100 баллов."
        for row in levels
        if not row.get("rule") and not _is_score(row.get("threshold") or "")
    ]
    if not levels[0].get("quota"):
        problems.append(f"Уровень «{levels[0]['title']}»: укажите, скольким он достаётся.")
    if any(row.get("gives") in (MARK, *PLACES) for row in levels[1:]):
        problems.append("Знак или место даёт только первый уровень.")
    own = [Decimal(row["threshold"]) for row in levels if _is_score(row.get("threshold") or "")]
    if own != sorted(own, reverse=True) or len(set(own)) != len(own):
        problems.append("Пороги идут сверху вниз: у каждого следующего уровня порог ниже.")
    return problems


def _faults_of_whoever_enters(data: dict[str, Any]) -> list[str]:
    """The Mark is of an organisation; whoever is not shown cannot be voted for."""
    problems = []
    if any(row.get("gives") == MARK for row in data["levels"]) and PERSON in data["entrants"]:
        problems.append("Знак качества получает организация: человек в таком конкурсе не участвует.")
    if data.get("hides_entrants") and data.get("public_vote"):
        problems.append("Если участники не видны, голосовать за них горожане не могут: уберите одно из двух.")
    return problems


def _faults_of_room(level: dict[str, Any], nominations: list[dict[str, Any]]) -> list[str]:
    """K3: what is counted over the whole contest is shared by the nominations."""
    given = sum(row["quota"] for row in nominations)
    if level.get("per") != PER_CONTEST or given <= (level.get("quota") or 0):
        return []
    return [
        f"Уровень «{level['title']}» даётся на весь конкурс не больше чем {level.get('quota')}, а в номинациях {given}."
    ]


def _is_score(text: str) -> bool:
    try:
        return Decimal(0) <= Decimal(text) <= Decimal(100)
    except InvalidOperation:
        return False
