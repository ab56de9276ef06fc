"""The text of an application: its sections, the names of its fields, the frozen snapshot of a version. The kind of the contest says which."""

from datetime import date
from typing import Any

from quality_mark.entries.models import ContestApplication
from quality_mark.kinds.rules import FieldRule

DAY = "%d.%m.%Y"
# What has a column of its own, because it is counted, looked for or shown apart; the other answers stand together.
COLUMNS = frozenset(
    {
        "title", "kind", "summary", "description", "result", "stability", "feedback", "city", "partners", "safety", "links", "works_since",
        "address",
    }
)  # fmt: skip


def fields(entry: ContestApplication) -> tuple[FieldRule, ...]:
    """The places of the application, in order."""
    return entry.contest.rule.fields


def places(entry: ContestApplication) -> list[str]:
    """Their names."""
    return [place.name for place in fields(entry)]


def label(entry: ContestApplication, name: str) -> str:
    """What a place of the application is called (Russian)."""
    place = next(place for place in fields(entry) if place.name == name)
    return place.label_for(entry.nomination.criteria)


def value_of(entry: ContestApplication, name: str) -> Any:
    """The present answer."""
    return getattr(entry, name) if name in COLUMNS else entry.answers.get(name, "")


def write(entry: ContestApplication, name: str, value: Any) -> None:
    """Keep an answer in the entry, which is saved by whoever asks for it."""
    clean = value.strip() if isinstance(value, str) else value
    if name in COLUMNS:
        setattr(entry, name, clean)
    else:
        kept = clean.isoformat() if isinstance(clean, date) else "" if clean is None else clean
        entry.answers = {**entry.answers, name: kept}


def initial(entry: ContestApplication) -> dict[str, Any]:
    """The present answers as a form shows them."""
    return {name: value_of(entry, name) for name in places(entry)}


def in_words(entry: ContestApplication, name: str) -> str:
    """The present content of a place as text, ready to be read."""
    value = value_of(entry, name)
    if name == "kind":
        return str(entry.get_kind_display())
    place = next(place for place in fields(entry) if place.name == name)
    if place.type == "day":
        day = date.fromisoformat(value) if isinstance(value, str) and value else value
        return f"{day:{DAY}}" if day else ""
    return str(value)


def sections(entry: ContestApplication) -> list[dict[str, Any]]:
    """The application for reading: titled sections of labelled rows."""
    return [
        {
            "title": section.title,
            "rows": [[label(entry, place.name), in_words(entry, place.name)] for place in section.fields],
            "code": section.code,
        }
        for section in entry.contest.rule.sections
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
        "fields": {name: in_words(entry, name) for name in places(entry)},
        "sections": sections(entry),
    }
