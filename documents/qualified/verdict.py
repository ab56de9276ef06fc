"""What a check of a signature comes to: three results, since «could not be checked» is neither of the other two (domain 5.4)."""

from dataclasses import dataclass, field
from typing import Any

from django.db import models


class Result(models.TextChoices):
    """The result of a check."""

    PASSED = "passed", "действительна"
    FAILED = "failed", "недействительна"
    UNKNOWN = "unknown", "не удалось проверить"


@dataclass(frozen=True)
class Verdict:
    """What one means of checking says: `by` with its version, reasons in Russian, `seen` is what it has found out beside."""

    by: str
    result: Result
    reasons: tuple[str, ...] = ()
    seen: dict[str, Any] = field(default_factory=dict)


class Failed(Exception):
    """Something about the signature does not hold; the text says what (Russian)."""


class Unknown(Exception):
    """Something cannot be found out here and now; the text says what is missing (Russian)."""


def agreed(first: Verdict, second: Verdict) -> tuple[Result, bool]:
    """The common result of two independent means, and whether they contradict each other.

    Only two that say the same count as «passed». A fault that one of them has found stands when the other could not look; two that
    contradict each other have found out nothing but that one of them is wrong: an incident.
    """
    results = {first.result, second.result}
    if results == {Result.PASSED, Result.FAILED}:
        return Result.UNKNOWN, True
    if Result.FAILED in results:
        return Result.FAILED, False
    return (Result.PASSED if results == {Result.PASSED} else Result.UNKNOWN), False
