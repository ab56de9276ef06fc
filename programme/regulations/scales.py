"""What must be true of a set of criteria (регламент 3.2), and how two versions of it differ. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from casework.formats import plain

FULL_WEIGHT = Decimal("10.00")
HIGHEST = 10  # of a mark
MOST = 20  # criteria of one set
ROW = ("title", "weight", "hint", "at_zero", "at_five", "at_ten", "is_blocking", "is_reversed", "least")
ANCHORS = ("at_zero", "at_five", "at_ten")
LABELS = {
    "title": "Критерий", "weight": "Вес", "hint": "Что оценивать", "at_zero": "За что ставится 0", "at_five": "За что ставится 5",
    "at_ten": "За что ставится 10", "is_blocking": "Стоп-критерий", "is_reversed": "Обратная шкала",
    "least": "Минимум средней оценки",
}  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """One line of a set that another version says otherwise; None where it is not there."""

    label: str
    was: str | None
    becomes: str | None

    @property
    def words(self) -> str:
        """The difference in one sentence."""
        return f"{self.label}: {self.was or 'нет'} → {self.becomes or 'нет'}"


def rows_of(criteria: Iterable[Any]) -> list[dict[str, Any]]:
    """The criteria of a stored set as rows."""
    return [{name: _plain(getattr(criterion, name)) for name in ROW} for criterion in criteria]


def _plain(value: Any) -> Any:
    return f"{value:.2f}" if isinstance(value, Decimal) else value


def faults(rows: list[dict[str, Any]]) -> list[str]:
    """What is wrong with a set, in words of the person who edits it (Russian)."""
    if not rows:
        return ["В наборе нет ни одного критерия."]
    wrong = [f"Критерий {n}: {words}" for n, row in enumerate(rows, 1) if (words := _fault_of(row))]
    titles = [row["title"].casefold() for row in rows]
    if len(set(titles)) < len(titles):
        wrong.append("Названия критериев в наборе не повторяются.")
    if len(rows) > MOST:
        wrong.append(f"В наборе не больше {MOST} критериев.")
    return wrong or _weights(rows)


def _fault_of(row: dict[str, Any]) -> str:
    if not row["title"].strip():
        return "нужно название."
    try:
        weight = Decimal(row["weight"])
    except InvalidOperation:
        return "вес — число, например 1,5."
    if not Decimal("0.01") <= weight <= FULL_WEIGHT or weight != round(weight, 2):
        return "вес — от 0,01 до 10, не больше двух знаков после запятой."
    if row.get("least") is not None and not 1 <= row["least"] <= HIGHEST:
        return "минимум средней оценки — целое число от 1 до 10."
    filled = [bool(row[name].strip()) for name in ANCHORS]
    if any(filled) and not all(filled):
        return "опишите все три опорные оценки — 0, 5 и 10 — или ни одной."
    return ""


def _weights(rows: list[dict[str, Any]]) -> list[str]:
    total = sum((Decimal(row["weight"]) for row in rows), Decimal(0))
    if total == FULL_WEIGHT:
        return []
    way = "не хватает" if total < FULL_WEIGHT else "лишние"
    return [f"Веса в сумме должны дать 10, сейчас {plain(total)}: {way} {plain(abs(FULL_WEIGHT - total))}."]


def differences(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> list[Difference]:
    """What another version says otherwise. A criterion is known by its title; one renamed goes and comes."""
    before, after = ({row["title"]: row for row in rows} for rows in (old, new))
    lines = []
    for title, row in after.items():
        if title not in before:
            lines.append(Difference(f"Критерий «{title}»", None, _summary(row)))
            continue
        lines += [
            Difference(
                f"«{title}» — {LABELS[name].lower()}",
                in_words(name, before[title].get(name)),
                in_words(name, row.get(name)),
            )
            for name in ROW
            if before[title].get(name) != row.get(name)
        ]
    gone = [
        Difference(f"Критерий «{title}»", _summary(row), None) for title, row in before.items() if title not in after
    ]
    kept = [[title for title in side if title in before and title in after] for side in (before, after)]
    moved = [] if kept[0] == kept[1] else [Difference("Порядок критериев", "; ".join(kept[0]), "; ".join(kept[1]))]
    return [*lines, *gone, *moved]


def _summary(row: dict[str, Any]) -> str:
    signs = [LABELS[name].lower() for name in ("is_blocking", "is_reversed") if row[name]]
    least = [f"минимум {row['least']}"] if row.get("least") else []
    return ", ".join([f"вес {in_words('weight', row['weight'])}", *signs, *least])


def in_words(name: str, value: Any) -> str:
    """One value of a criterion as people read it."""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if name == "least":
        return str(value) if value else "не задан"
    return plain(Decimal(value)) if name == "weight" else value or "не описано"
