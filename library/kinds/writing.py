"""What was typed about a kind, as its data, and the other way round."""

from typing import Any

from django.apps import apps

from library.kinds import lines, outward
from library.kinds.models import CardKind
from library.kinds.naming import coded
from library.kinds.rules import STEPS
from programme.models import CriteriaSet

# What the form asks; whatever else a version says (its page, its sums) the next one says too.
ASKED = ("title", "plural", "about", "proposers", "keeper", "register", "paper")


def registers() -> list[tuple[str, str]]:
    """The registers that number cards by a prefix."""
    rows = apps.get_app_config("library").registers  # type: ignore[attr-defined] # announced by the room
    return [(row.key, f"{row.index} {row.title}") for row in rows if "{prefix}" in row.pattern]


def others() -> list[tuple[str, str]]:
    """The kinds of which a field may name a card."""
    return [(kind.code, kind.title) for kind in CardKind.objects.in_force()]


def criteria_sets() -> list[tuple[str, str]]:
    """The sets by which experts may score."""
    rows = CriteriaSet.objects.order_by("code", "-version").distinct("code")
    return [("", "экспертизы нет"), *((row.code, row.title) for row in rows)]


def with_room(data: Any, count: int) -> Any:
    """The posted fields with so many more lines."""
    roomy = data.copy()
    total = roomy.get("field-TOTAL_FORMS", "0")
    known = int(total) if total.isascii() and total.isdecimal() and len(total) < 4 else 0
    roomy["field-TOTAL_FORMS"] = str(known + count)
    return roomy


def data_of(before: CardKind | None, typed: dict[str, Any], rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The data of the version; of new fields with the same words each gets a name of its own."""
    names: list[str] = []
    for row in rows:
        while row["name"] in names:
            row["name"] = f"{row['name']}_x"
        names.append(row["name"])
    external = outward.data_of(typed, rows)
    for row in rows:
        del row["outside"]
    last_days = [row["name"] for row in rows if row.pop("is_last_day")]
    known = [(row["code"], row["text"]) for row in before.data.get("refusal_grounds", [])] if before else []
    texts = list(dict.fromkeys(line.strip() for line in typed["grounds"].splitlines() if line.strip()))
    data = {
        **(before.data if before else {}), **{name: typed[name] for name in ASKED}, "prefix": typed["letters"],
        "steps": [step for step in STEPS if step in typed["steps"]],
        "criteria_set": typed["criteria_set"] if "expertise" in typed["steps"] else "",
        "is_register": typed["is_register"], "window": typed["window"] or 0, "expires": last_days[0] if last_days else "",
        "external": external, "fields": rows, "refusal_grounds": [{"code": code, "text": text} for code, text in coded(texts, known)],
    }  # fmt: skip
    is_empty = {
        "is_register": False,
        "window": 0,
        "criteria_set": "",
        "expires": "",
        "paper": "",
        "external": None,
        "refusal_grounds": [],
    }
    return {name: value for name, value in data.items() if is_empty.get(name, ...) != value}


def conflicts(before: CardKind | None, code: str, data: dict[str, Any]) -> list[str]:
    """What stands in the way among the other kinds (Russian)."""
    others = [kind for kind in CardKind.objects.in_force() if before is None or kind.code != before.code]
    problems = []
    if before is None and any(kind.code == code for kind in others):
        problems.append(f"Код «{code}» уже занят: придумайте другой.")
    if before is None or before.data["prefix"] != data["prefix"]:
        problems += [
            f"С «{data['prefix']}» начинаются номера рода «{kind}»: возьмите другие буквы."
            for kind in others
            if kind.data["prefix"] == data["prefix"]
        ]
    return problems


def shown(kind: CardKind) -> dict[str, Any]:
    """The last version as the form shows it."""
    data = kind.data
    rows = [lines.shown(row, number, data) for number, row in enumerate(data["fields"], 1)]
    grounds = "\n".join(row["text"] for row in data.get("refusal_grounds", []))
    return {
        **{name: data.get(name, "") for name in ASKED}, "letters": data["prefix"], "steps": data["steps"], "window": data.get("window", ""),
        "criteria_set": data.get("criteria_set", ""),
        "is_register": data.get("is_register", False), "grounds": grounds, "lines": rows, "version": kind.version,
        **outward.shown(data),
    }  # fmt: skip
