"""What the working group may resolve about a reservation."""

from typing import Any

VERDICTS: list[dict[str, Any]] = [
    {"code": "accept", "title": "Принять оговорку", "outcome": "О принятии оговорки {about}"},
    {
        "code": "refuse",
        "title": "Отклонить оговорку",
        "needs_reasons": True,
        "outcome": "Об отклонении оговорки {about}",
        "tone": "bad",
    },
]
