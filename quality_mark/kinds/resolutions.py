"""What the committee may resolve about a kind of contests."""

from typing import Any

ENACTING: list[dict[str, Any]] = [
    {"code": "enact", "title": "Ввести в действие", "outcome": "О введении в действие {about}"},
    {
        "code": "return",
        "title": "Вернуть на доработку",
        "needs_reasons": True,
        "outcome": "О возвращении на доработку {about}",
        "tone": "bad",
    },
    {
        "code": "defer",
        "title": "Отложить вопрос",
        "needs_reasons": True,
        "defers": True,
        "outcome": "Об отложении вопроса о введении в действие {about}",
    },
]

RETIRING: list[dict[str, Any]] = [
    {"code": "retire", "title": "Прекратить", "needs_reasons": True, "outcome": "О прекращении {about}", "tone": "bad"},
    {"code": "keep", "title": "Оставить в действии", "outcome": "О сохранении {about}"},
]
