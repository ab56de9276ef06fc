"""What the committee may resolve about announcing or cancelling a contest."""

from typing import Any

RESOLUTIONS: list[dict[str, Any]] = [
    {"code": "announce", "title": "Объявить конкурс", "outcome": "Об объявлении {about}"},
    {
        "code": "decline",
        "title": "Не объявлять конкурс",
        "needs_reasons": True,
        "outcome": "Об отказе в объявлении {about}",
        "tone": "bad",
    },
    {
        "code": "defer",
        "title": "Отложить вопрос",
        "needs_reasons": True,
        "defers": True,
        "outcome": "Об отложении вопроса об объявлении {about}",
    },
]

CANCELLING: list[dict[str, Any]] = [
    {
        "code": "cancel",
        "title": "Отменить конкурс",
        "needs_reasons": True,
        "outcome": "Об отмене {about}",
        "tone": "bad",
    },
    {"code": "keep", "title": "Продолжить конкурс", "outcome": "О продолжении {about}"},
]
