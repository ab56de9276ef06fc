"""The nominations of the Положение, from which a contest takes its own, and the grounds for not admitting an entry."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Standard:
    """A nomination as the Положение has it."""

    code: str
    title: str
    area: str
    quota: int = 3
    criteria: str = "KN4"
    for_groups: bool = False


STANDARD = [
    Standard("N01", "Образовательная практика", "education"),
    Standard("N02", "Молодёжный проект", "youth"),
    Standard("N03", "Культурное событие или пространство", "culture"),
    Standard("N04", "Практика здоровья и движения", "sport"),
    Standard("N05", "Кадровая и управленческая технология", "hr"),
    Standard("N06", "Социальная услуга", "social"),
    Standard("N07", "Практика общественного здоровья", "health"),
    Standard("N08", "Товар красноярского производителя", "hr", criteria="KN5"),
    Standard("N09", "Городской сервис и цифровое решение", "education"),
    Standard("N10", "Соседская инициатива", "social", for_groups=True),
    Standard("N11", "Партнёрство трёх секторов", "social", quota=2, for_groups=True),
    Standard("N12", "Информационный проект о городе", "culture"),
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
