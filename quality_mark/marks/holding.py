"""Who holds a mark now: asked by rooms that give something to holders."""

from typing import Any

from quality_mark.marks.models import QualityMark


def organizations() -> Any:
    """The numbers of organisations whose mark is in force."""
    return QualityMark.objects.filter(status__in=QualityMark.IN_FORCE).values("organization")
