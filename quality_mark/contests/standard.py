"""The nominations from which a contest takes its own, and the grounds for not admitting an entry."""

from dataclasses import dataclass

from programme.lists import catalogue


@dataclass(frozen=True)
class Standard:
    """A nomination as the list has it."""

    code: str
    title: str
    area: str
    quota: int
    criteria: str
    for_groups: bool


def nominations() -> list[Standard]:
    """The nominations from which a contest takes its own today (a list of the city that the committee adopts)."""
    return [
        Standard(row["code"], row["title"], row["area"], row["quota"], row["criteria"], row["for_groups"])
        for row in catalogue.current("nominations")
    ]


STOP_GROUNDS = [
    ("liquidation", "ликвидация или банкротство участника"),
    ("false_data", "недостоверные сведения"),
    ("off_purpose", "объект не относится к номинации"),
    ("no_authority", "нет подписи или полномочий"),
    ("not_fixed", "недостатки не устранены"),
    ("too_young", "участник работает в Красноярске меньше года"),
    ("duplicate", "повторная заявка о том же объекте"),
    ("unscrupulous", "организация в реестре недобросовестных исполнителей вкладов"),
]

GROUNDS = dict(STOP_GROUNDS)
