"""Whom outside the city the cards of a kind ask: what the form is told, as data of the kind (`rules.External`), and the other way round."""

from typing import Any

from library.kinds.models import CardKind
from library.kinds.rules import LETTER_TYPES
from library.outside.status import MatterStatus

ROLES = {
    "addressee": "кому город пишет", "deadline": "последний день, когда можно отправить", "letter": "с этого текста начнётся письмо",
}  # fmt: skip
OF_NAMED = ("addressee", "deadline")  # what may stand in the card that is named: a contest has a donor and a last day
WORDS = {f"called_{status.value}": status for status in MatterStatus.Status}  # names of the form's fields


def named_fields(role: str) -> list[tuple[str, str]]:
    """The fields of other kinds that can play the role, as «kind.field» and words: such cards are named, never written anew."""
    return [
        (f"{kind.code}.{row.name}", f"{kind.title}: {row.label}")
        for kind in CardKind.objects.in_force()
        for row in kind.rule.fields
        if row.type in LETTER_TYPES[role] and row.is_public and row.is_required
    ]


def complaints(typed: dict[str, Any], rows: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """What does not fit together: the name of the form's field, and what is wrong (Russian)."""
    marked = [row["outside"] for row in rows if row["outside"]]
    if typed["outside"] != "yes":
        return [("outside", "Поля отмечены для письма, а писать некому: выберите ответ или снимите отметки.")] if marked else []  # fmt: skip
    problems = [
        ("outside", f"«{ROLES[role].capitalize()}» отмечено у двух полей: оставьте одно.")
        for role in ROLES
        if marked.count(role) > 1
    ]
    for role in OF_NAMED:
        named = typed[f"{role}_of"]
        if named and role in marked:
            problems.append((f"{role}_of", "Это уже отмечено у поля самой карточки: оставьте одно из двух."))
        elif named and _through(named, rows) is None:
            problems.append(
                (
                    f"{role}_of",
                    "Добавьте обязательное поле «действующая карточка другого рода» и выберите в нём этот род.",
                )
            )
    if "addressee" not in marked and not typed["addressee_of"]:
        problems.append(
            ("outside", "Кому писать? Отметьте поле с адресатом или выберите поле карточки, которую называют.")
        )
    return problems


def _through(named: str, rows: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The field in which the card with the answer is named."""
    kind = named.partition(".")[0]
    return next((row for row in rows if row["type"] == "card" and row.get("of") == kind and row["required"]), None)


def data_of(typed: dict[str, Any], rows: list[dict[str, Any]]) -> dict[str, Any] | None:
    """As the kind keeps it; nothing for one that asks nobody outside."""
    if typed["outside"] != "yes":
        return None
    paths = {row["outside"]: row["name"] for row in rows if row["outside"]}
    for role in OF_NAMED:
        if (named := typed[f"{role}_of"]) and (row := _through(named, rows)):
            paths[role] = f"{row['name']}.{named.partition('.')[2]}"
    words = {status.value: typed[name] for name, status in WORDS.items() if typed[name]}
    return {**paths, "words": words}


def shown(data: dict[str, Any]) -> dict[str, Any]:
    """What the last version says of it, as the form shows it; of its own fields their lines say it."""
    external = data.get("external")
    if not external:
        return {"outside": ""}
    kinds = {row["name"]: row.get("of", "") for row in data["fields"]}
    values = {"outside": "yes", **{name: external["words"].get(status.value, "") for name, status in WORDS.items()}}
    for role in OF_NAMED:
        name, _, of_named = external.get(role, "").partition(".")
        values[f"{role}_of"] = f"{kinds[name]}.{of_named}" if of_named else ""
    return values


def role_of(name: str, data: dict[str, Any]) -> str:
    """What a field of the card is to the letter; empty if nothing."""
    external = data.get("external") or {}
    return next((role for role in ROLES if external.get(role) == name), "")
