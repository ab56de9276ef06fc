"""Which texts there are, of what they consist and what they may name, read from programme/data/texts.json. Pure."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from programme.regulations import rulebook
from programme.texts import filling

FILE = "texts.json"
GROUPS = {
    "consent": "Согласия",
    "notice": "Извещения и отказы",
    "message": "Уведомления",
    "letter": "Письма",
}
MOST_SIGNS = 8000


@dataclass(frozen=True)
class Placeholder:
    """What a text may name: what it stands for, an example, and whether the text must name it."""

    name: str
    label: str
    example: str
    is_required: bool


@dataclass(frozen=True)
class Part:
    """A piece of a text with a place of its own on the paper."""

    name: str
    label: str
    is_required: bool


@dataclass(frozen=True)
class TextKind:
    """A text of the city. `group`: a key of GROUPS."""

    code: str
    title: str
    group: str
    about: str
    placeholders: tuple[Placeholder, ...]
    parts: tuple[Part, ...]

    @property
    def is_consent(self) -> bool:
        """Do people agree to it?"""
        return self.group == "consent"

    @property
    def examples(self) -> dict[str, str]:
        """What the preview fills in."""
        return {part.name: part.example for part in self.placeholders}

    def faults(self, text: dict[str, str]) -> dict[str, list[str]]:
        """{part: what is wrong with it}; "" for what is wrong with the whole (Russian)."""
        wrong: dict[str, list[str]] = {}
        for part in self.parts:
            words = text.get(part.name, "").strip()
            faults = filling.faults(words, self.examples) if words else []
            if part.is_required and not words:
                faults = ["Заполните это поле."]
            if len(words) > MOST_SIGNS:
                faults = [f"Не длиннее {MOST_SIGNS} знаков."]
            if faults:
                wrong[part.name] = faults
        named = {name for words in text.values() for name in filling.names_in(words)}
        missing = [part for part in self.placeholders if part.is_required and part.name not in named]
        if missing and not wrong:
            wrong[""] = [f"В тексте должно быть {{{part.name}}} — {part.label}." for part in missing]
        return wrong


@cache
def kinds() -> dict[str, TextKind]:
    """All texts by their codes, in the order in which they are shown."""
    return {row["code"]: _kind(row) for row in rulebook.read(FILE)}


def _kind(row: dict[str, Any]) -> TextKind:
    return TextKind(
        row["code"], row["title"], row["kind"], row["about"],
        tuple(
            Placeholder(name, part["label"], part["example"], part.get("required", False))
            for name, part in row["placeholders"].items()
        ),
        tuple(Part(name, part["label"], part.get("required", False)) for name, part in row["parts"].items()),
    )  # fmt: skip


def store_first_texts(versions: Any, starts_at: Any) -> None:
    """Put the texts that come with the system into the table (given as a manager), unless they are there.

    `starts_at(day)` gives the moment at which a day begins in the city.
    """
    for row in rulebook.read(FILE):
        if not versions.filter(code=row["code"]).exists():
            versions.create(
                code=row["code"], version=1, text=row["text"], valid_from="2024-01-01", starts_at=starts_at("2024-01-01"),
                fingerprint=rulebook.fingerprint(row["text"]),
            )  # fmt: skip
