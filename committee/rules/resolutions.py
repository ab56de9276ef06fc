"""What the committee may resolve about a change of the rules (регламент 3.0: two thirds of all members change the rules)."""

from typing import Any

from committee.agenda.models import AgendaItem

ADOPT, DECLINE = "adopt_rules", "decline_rules"

RESOLUTIONS: list[dict[str, Any]] = [
    {
        "code": ADOPT,
        "title": "Утвердить изменение",
        "majority": AgendaItem.Majority.QUALIFIED,
        "outcome": "Об изменении {about}",
    },
    {
        "code": DECLINE,
        "title": "Отклонить изменение",
        "needs_reasons": True,
        "outcome": "Об отказе в изменении {about}",
        "tone": "bad",
    },
    {
        "code": "defer",
        "title": "Отложить вопрос",
        "needs_reasons": True,
        "defers": True,
        "outcome": "Об отложении вопроса об изменении {about}",
    },
]
