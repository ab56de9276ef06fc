"""What the committee may resolve about the results of a contest."""

from typing import Any

RESOLUTIONS: list[dict[str, Any]] = [
    {
        "code": "approve",
        "title": "Утвердить итоги",
        "outcome": "Об утверждении итогов {about}",
        "appeal": "contest_result",
    },
    {
        "code": "return",
        "title": "Вернуть жюри",
        "needs_reasons": True,
        "outcome": "О возвращении жюри итогов {about}",
        "tone": "bad",
    },
    {
        "code": "defer",
        "title": "Отложить вопрос",
        "needs_reasons": True,
        "defers": True,
        "outcome": "Об отложении вопроса об итогах {about}",
    },
]
