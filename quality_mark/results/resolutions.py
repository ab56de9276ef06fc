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


def resolutions(requires_head_act: bool) -> list[dict[str, Any]]:
    """The same; a kind of contests may bind its results to an act of the Head of the city (programme 8.4, `requires_head_act`)."""
    approve, *others = RESOLUTIONS
    return [{**approve, "needs_act": True}, *others] if requires_head_act else RESOLUTIONS
