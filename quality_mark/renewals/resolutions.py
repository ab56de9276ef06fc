"""What the committee may resolve about the renewal of a Mark (QM-08)."""

from typing import Any

RENEW: dict[str, Any] = {"code": "renew_mark", "title": "Продлить Знак", "outcome": "О продлении {about}"}

REFUSE: dict[str, Any] = {
    "code": "refuse_renewal",
    "title": "Отказать в продлении Знака",
    "needs_reasons": True,
    "outcome": "Об отказе в продлении {about}",
    "tone": "bad",
    "appeal": "renewal_refusal",
}

DEFER: dict[str, Any] = {
    "code": "defer",
    "title": "Отложить",
    "needs_reasons": True,
    "defers": True,
    "outcome": "Об отложении вопроса о продлении {about}",
}
