"""Legal forms (ОК 028-2012, ОКОПФ): a list of the city that the office keeps, and what the law knows of some of them."""

from programme.lists import catalogue

LIST = "legal_forms"
ENTREPRENEUR = "ИП"

# The law knows two groups without legal personality: no ИНН, КПП, ОГРН; whoever represents them signs as a natural person.
UNINCORPORATED = ("ТОС", "инициативная группа")


def choices() -> list[tuple[str, str]]:
    """The forms as an organisation chooses them, each with its full title; the code tells two of one kind apart from others."""
    return catalogue.choices(LIST)


def municipal_institutions() -> list[str]:
    """Forms whose organisations are institutions of the city."""
    return [row["code"] for row in catalogue.rows(LIST) if row["is_municipal_institution"]]


def authorities() -> list[str]:
    """Forms that belong to the sector of authorities."""
    return [row["code"] for row in catalogue.rows(LIST) if row["is_authority"]]
