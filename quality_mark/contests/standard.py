"""The nominations from which a contest takes its own, and the grounds for not admitting an entry."""

from programme.lists import catalogue
from quality_mark.kinds.rules import NominationRule


def nominations() -> list[NominationRule]:
    """The nominations from which a contest for the Mark takes its own today (a list of the city that the committee adopts)."""
    return [NominationRule.read(row) for row in catalogue.current("nominations")]


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
