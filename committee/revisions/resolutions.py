"""What a body may resolve about a decision of its own (регламент 3.5.3, DC-11: by two thirds)."""

from typing import Any

from committee.voting import counting

AMEND: dict[str, Any] = {
    "code": "amend_decision",
    "title": "Изменить решение",
    "majority": counting.QUALIFIED,
    "needs_reasons": True,
    "outcome": "Об изменении {about}",
    "tone": "warn",
}
REVOKE: dict[str, Any] = {
    "code": "revoke_decision",
    "title": "Отменить решение",
    "majority": counting.QUALIFIED,
    "needs_reasons": True,
    "outcome": "Об отмене {about}",
    "tone": "warn",
}
KEEP: dict[str, Any] = {
    "code": "keep_decision",
    "title": "Оставить решение без изменений",
    "outcome": "Об оставлении без изменений {about}",
}
DEFER: dict[str, Any] = {
    "code": "defer",
    "title": "Отложить вопрос",
    "needs_reasons": True,
    "defers": True,
    "outcome": "Об отложении вопроса о пересмотре {about}",
}
