"""What the pages of the kinds show: every version with its day and its ground, a version in words, a form as its author will see it."""

from dataclasses import dataclass
from typing import Any

from django import forms

from casework.cards import Holder
from casework.roles import ADMIN, AUDITOR
from casework.rooms import announcements
from library.kinds import fields, rules
from library.kinds.forms import PROPOSERS
from library.kinds.models import CardKind
from programme.access import Visitor, holds


@dataclass(frozen=True)
class Line:
    """A kind as the list shows it: the version in force and those before it."""

    kind: CardKind
    versions: list[CardKind]


def all_kinds() -> list[Line]:
    """Every kind with its versions, the newest first."""
    versions: dict[str, list[CardKind]] = {}
    for row in CardKind.objects.select_related("adopted_by").order_by("-version"):
        versions.setdefault(row.code, []).append(row)
    return sorted((Line(rows[0], rows) for rows in versions.values()), key=lambda line: line.kind.title)


def may_read_names(person: Visitor) -> bool:
    """Who wrote a version is for the office; everybody reads by which act."""
    return holds(person, ADMIN, AUDITOR)


def in_words(kind: CardKind) -> list[tuple[str, str]]:
    """What a version says of the way of a card."""
    rule = kind.rule
    steps = [rules.STEPS[step] for step in rule.steps]
    who = {**dict(PROPOSERS), **{f"{rules.HOLDER}{row.key}": row.title for row in announcements("holders", Holder)}}
    rows = [
        ("Кто вносит", ", ".join(who.get(key, key) for key in rule.proposers)),
        ("Кто проверяет", "никто: простой реестр" if rule.is_register else rules.KEEPERS.get(rule.keeper, rule.keeper)),
        ("Что следует за проверкой", ", ".join(steps) or "карточка действует"),
        ("Сколько длится обсуждение", f"{rule.window} рабочих дней" if rule.window else ""),
        ("Номер", f"{rule.prefix}-год-001"),
        ("Бумага", rule.paper),
        ("Вне города", _outside(rule)),
        ("Основания отказа", "; ".join(row.text for row in rule.grounds)),
    ]
    return [(label, words) for label, words in rows if words]


def _outside(rule: rules.KindRule) -> str:
    """What follows outside the city once the card is in force (Russian)."""
    if rule.external is None:
        return ""
    field = next((row for row in rule.fields if row.name == rule.external.addressee.partition(".")[0]), None)
    whom = [f"адресат из поля «{field.label}»"] if field else []
    return ", ".join([*whom, "письмо, ответ и его копия", *(words.lower() for words in rule.external.words.values())])


def preview(data: dict[str, Any]) -> forms.Form:
    """The form of a card of such a kind, empty and asleep."""
    rule = rules.KindRule.read(data)
    form = forms.Form(prefix="preview")
    form.fields["title"] = forms.CharField(label="Название")
    for row in rule.fields:
        form.fields[row.name] = fields.form_field(row)
    for field in form.fields.values():
        field.disabled = True
    return form
