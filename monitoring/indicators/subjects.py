"""Of whom an indicator speaks: the city, its districts, its areas, other cities of Siberia. A key is «city» or «district:len»."""

from datetime import datetime

from programme.lists import catalogue

CITY = "city"
OTHER = "other"
LISTS = {"district": "districts", "area": "areas", OTHER: "cities"}
SCOPES = [
    (CITY, "город"),
    ("district", "районы города"),
    ("area", "отраслевые области"),
    (OTHER, "другие города Сибири"),
]
SUFFIX = {"district": " район"}
OUR_CITY = "Красноярск"


def scope_of(subject: str) -> str:
    """Which kind of subject it is."""
    return subject.partition(":")[0]


def title(subject: str, at: datetime | None = None) -> str:
    """What it is called, as of a moment (Russian)."""
    scope, _, code = subject.partition(":")
    return OUR_CITY if scope == CITY else f"{catalogue.label(LISTS[scope], code, at)}{SUFFIX.get(scope, '')}"


def choices(scopes: list[str]) -> list[tuple[str, str]]:
    """What may be measured now, in the order of the scopes."""
    offered = [(CITY, OUR_CITY)] if CITY in scopes else []
    for scope, listed in LISTS.items():
        if scope in scopes:
            offered += [
                (f"{scope}:{code}", f"{words}{SUFFIX.get(scope, '')}") for code, words in catalogue.choices(listed)
            ]
    return offered


def order(subject: str) -> tuple[int, str]:
    """The city first, then districts, areas and other cities by name."""
    names = [code for code, _ in SCOPES]
    return names.index(scope_of(subject)), title(subject)
