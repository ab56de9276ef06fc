"""Marks on the public pages of their holders and of the areas these work in."""

from django.db.models import QuerySet

from quality_mark.marks.models import QualityMark

FIELDS = {"organization": "organization", "areas": "organization__area"}


def rows(axis: str, code: str) -> "QuerySet[QualityMark] | None":
    """The register, the newest first."""
    if axis not in FIELDS:
        return None
    marks = QualityMark.objects.public().filter(**{FIELDS[axis]: code})
    return marks.select_related("entry", "organization", "decision").order_by("-pk")
