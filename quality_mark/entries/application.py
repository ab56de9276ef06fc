"""The text of an application: its sections, the names of its fields, the frozen snapshot of a version. The kind of the contest says which."""

from typing import Any

from programme.answers import fields as answers
from programme.answers.rules import FieldRule
from quality_mark.entries.entrants import TEAM_PEOPLE
from quality_mark.entries.models import ContestApplication
from quality_mark.kinds.rules import Section

# What has a column of its own, because it is counted, looked for or shown apart; the other answers stand together.
COLUMNS = frozenset(
    {
        "title", "kind", "summary", "description", "result", "stability", "feedback", "city", "partners", "safety", "links", "works_since",
        "address",
    }
)  # fmt: skip


TEAM_SECTION = Section(
    "team_people", "Участники",
    (
        FieldRule(
            TEAM_PEOPLE, "Участники команды", is_required=True,
            help="Фамилия, имя, отчество — каждый с новой строки, вы тоже. Имена видят только те, кто проверяет и судит заявку.",
        ),
    ),
)  # fmt: skip


def sections_of(entry: ContestApplication) -> tuple[Section, ...]:
    """The sections of the application: those of the kind, and of a team whoever is in it."""
    own = entry.contest.rule.sections
    return (*own, TEAM_SECTION) if entry.team else own


def fields(entry: ContestApplication) -> tuple[FieldRule, ...]:
    """The places of the application, in order."""
    return tuple(place for section in sections_of(entry) for place in section.fields)


def team_of(entry: ContestApplication) -> list[str]:
    """The names of a team, as its leader has written them."""
    lines = str(entry.answers.get(TEAM_PEOPLE, "")).splitlines()
    return [line.strip() for line in lines if line.strip()] if entry.team else []


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
        entry.answers = {**entry.answers, name: answers.frozen(clean) or ""}


def initial(entry: ContestApplication) -> dict[str, Any]:
    """The present answers as a form shows them."""
    return {name: value_of(entry, name) for name in places(entry)}


def in_words(entry: ContestApplication, name: str) -> str:
    """The present content of a place as text, ready to be read."""
    value = value_of(entry, name)
    if name == "kind":
        return str(entry.get_kind_display())
    place = next(place for place in fields(entry) if place.name == name)
    return str(answers.in_words(place, value))


def sections(entry: ContestApplication) -> list[dict[str, Any]]:
    """The application for reading: titled sections of labelled rows."""
    return [
        {
            "title": section.title,
            "rows": [[label(entry, place.name), in_words(entry, place.name)] for place in section.fields],
            "code": section.code,
        }
        for section in sections_of(entry)
    ]


def _applicant(entry: ContestApplication) -> dict[str, str]:
    """Who has entered, as the version keeps it: of a person the name and nothing else."""
    organization = entry.organization
    return {
        "name": entry.entrant_full_name,
        "short_name": entry.entrant_name,
        "inn": organization.inn if organization else "",
        "sector": str(organization.get_sector_display()) if organization else "",
    }


def snapshot(entry: ContestApplication, number: int) -> dict[str, Any]:
    """Everything that was submitted, for freezing as a version."""
    return {
        "version": number,
        "entry": entry.pk,
        "contest": {"number": entry.contest.number, "title": entry.contest.title},
        "nomination": {"code": entry.nomination.code, "title": entry.nomination.title},
        "title": entry.title,
        "applicant": _applicant(entry),
        "fields": {name: in_words(entry, name) for name in places(entry)},
        "sections": sections(entry),
    }
