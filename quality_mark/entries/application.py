"""The text of an application: its sections, the names of its fields, the frozen snapshot of a version."""

from typing import Any

from quality_mark.entries.models import ContestApplication

SECTIONS: list[tuple[str, str, list[str]]] = [
    ("object", "Объект", ["title", "kind", "summary", "address", "works_since"]),
    ("quality", "Качество", ["description", "result", "stability", "feedback", "safety"]),
    ("city", "Город и партнёры", ["city", "partners", "links"]),
]

PLACES = [name for _, _, names in SECTIONS for name in names]

# What the same place is called when the object is something to sell (КН-5) and not a practice or a service (КН-4).
OF_GOODS = {
    "description": "из чего и как сделано",
    "result": "потребительские свойства",
    "stability": "стабильность производства",
    "feedback": "отзывы потребителей",
    "safety": "обязательные требования",
    "city": "красноярское происхождение и образ города",
}


def label(name: str, criteria: str = "KN4") -> str:
    """What a place of the application is called (Russian)."""
    text = OF_GOODS.get(name, "") if criteria == "KN5" else ""
    text = text or str(ContestApplication._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return text[:1].upper() + text[1:]


def in_words(entry: ContestApplication, name: str) -> str:
    """The present content of a place as text, ready to be read."""
    value = getattr(entry, name)
    if name == "kind":
        return str(entry.get_kind_display())
    if name == "works_since":
        return f"{value:%d.%m.%Y}" if value else ""
    return str(value)


def sections(entry: ContestApplication) -> list[dict[str, Any]]:
    """The application for reading: titled sections of labelled rows."""
    criteria = entry.nomination.criteria
    return [
        {"title": title, "rows": [[label(name, criteria), in_words(entry, name)] for name in names], "code": code}
        for code, title, names in SECTIONS
    ]


def snapshot(entry: ContestApplication, number: int) -> dict[str, Any]:
    """Everything that was submitted, for freezing as a version."""
    return {
        "version": number,
        "entry": entry.pk,
        "contest": {"number": entry.contest.number, "title": entry.contest.title},
        "nomination": {"code": entry.nomination.code, "title": entry.nomination.title},
        "title": entry.title,
        "applicant": {
            "name": entry.organization.full_name,
            "short_name": entry.organization.short_name,
            "inn": entry.organization.inn,
            "sector": str(entry.organization.get_sector_display()),
        },
        "fields": {name: in_words(entry, name) for name in PLACES},
        "sections": sections(entry),
    }
