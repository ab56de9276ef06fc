"""What the committee may be asked about a Mark, in which status, and what it may resolve."""

from typing import Any

from quality_mark.marks.models import QualityMark
from quality_mark.marks.questions import MarkQuestion

Kind = MarkQuestion.Kind
Status = QualityMark.Status

SUSPEND: dict[str, Any] = {
    "code": "suspend_mark",
    "title": "Приостановить Знак",
    "needs_reasons": True,
    "outcome": "О приостановлении {about}",
    "tone": "bad",
    "appeal": "mark_suspension",
}

RESTORE: dict[str, Any] = {"code": "restore_mark", "title": "Восстановить Знак", "outcome": "О восстановлении {about}"}

REVOKE: dict[str, Any] = {
    "code": "revoke_mark",
    "title": "Аннулировать Знак",
    "needs_reasons": True,
    "majority": "qualified",
    "outcome": "Об аннулировании {about}",
    "tone": "bad",
    "appeal": "mark_revocation",
}

ANNUL: dict[str, Any] = {
    "code": "annul_mark",
    "title": "Признать Знак недействительным",
    "needs_reasons": True,
    "majority": "qualified",
    "outcome": "О признании недействительным {about}",
    "tone": "bad",
}

KEEP: dict[str, Any] = {
    "code": "keep_mark",
    "title": "Оставить Знак как есть",
    "outcome": "Об оставлении без изменений {about}",
}

DEFER: dict[str, Any] = {
    "code": "defer",
    "title": "Отложить",
    "needs_reasons": True,
    "defers": True,
    "outcome": "Об отложении вопроса о судьбе {about}",
}

RESOLUTIONS = {
    Kind.SUSPENSION: [SUSPEND, KEEP, DEFER],
    Kind.RESTORATION: [RESTORE, KEEP, DEFER],
    Kind.REVOCATION: [REVOKE, KEEP, DEFER],
    Kind.ANNULMENT: [ANNUL, KEEP, DEFER],
}

TITLES = {
    Kind.SUSPENSION: "О приостановлении Знака качества",
    Kind.RESTORATION: "О восстановлении Знака качества",
    Kind.REVOCATION: "Об аннулировании Знака качества",
    Kind.ANNULMENT: "О признании недействительным Знака качества",
}

LAWFUL = {
    Kind.SUSPENSION: (Status.ACTIVE, Status.EXPIRING, Status.RENEWAL),
    Kind.RESTORATION: (Status.SUSPENDED,),
    Kind.REVOCATION: (Status.ACTIVE, Status.EXPIRING, Status.RENEWAL, Status.SUSPENDED),
    Kind.ANNULMENT: (Status.PENDING_ACT, Status.ACTIVE, Status.EXPIRING, Status.RENEWAL, Status.SUSPENDED),
}
