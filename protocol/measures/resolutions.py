"""What the committee may resolve about a signatory."""

from typing import Any

from committee.models import AgendaItem

VERDICTS: list[dict[str, Any]] = [
    {
        "code": "suspend",
        "title": "Приостановить участие",
        "needs_reasons": True,
        "outcome": "О приостановлении участия {about}",
        "tone": "bad",
    },
    {
        "code": "exclude",
        "title": "Исключить",
        "needs_reasons": True,
        "majority": AgendaItem.Majority.QUALIFIED,
        "outcome": "О прекращении участия {about}",
        "tone": "bad",
    },
    {"code": "keep", "title": "Оставить без мер", "outcome": "Об оставлении без мер участия {about}"},
]

RESTORATION: list[dict[str, Any]] = [
    {"code": "restore", "title": "Восстановить участие", "outcome": "О восстановлении участия {about}"},
    {
        "code": "wait",
        "title": "Не восстанавливать",
        "needs_reasons": True,
        "outcome": "Об отказе восстановить участие {about}",
        "tone": "bad",
    },
]
