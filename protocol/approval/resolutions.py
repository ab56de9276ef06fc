"""What the committee and the group may resolve about an edition and about more time for signing."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass


APPROVE = [
    {"code": "approve", "title": "Одобрить редакцию", "majority": "qualified", "outcome": "Об одобрении {about}"},
    {
        "code": "return",
        "title": "Вернуть рабочей группе с замечаниями",
        "needs_reasons": True,
        "majority": "simple",
        "outcome": "О возвращении рабочей группе {about}",
        "tone": "bad",
    },
]

REWORKED = [
    {"code": "approve", "title": "Согласиться с доработанным текстом", "majority": "qualified"},
    {"code": "rework", "title": "Доработать ещё", "needs_reasons": True, "majority": "simple", "tone": "bad"},
]

EXTEND = [
    {"code": "extend", "title": "Продлить подписание", "outcome": "О продлении подписания {about}"},
    {
        "code": "decline",
        "title": "Не продлевать",
        "needs_reasons": True,
        "outcome": "Об отказе продлить подписание {about}",
        "tone": "bad",
    },
]
