"""Entries under the locks of their cases: what a contest does to many of them waits for whoever acts on one."""

from typing import Any

from django.db.models import QuerySet
from viewflow.workflow.models import Process

from quality_mark.entries.cases import EntryCase
from quality_mark.entries.models import ContestApplication


def hold(entries: "QuerySet[ContestApplication, Any]") -> list[ContestApplication]:
    """Take the locks in the order of the cases (the contest's own is held already), then read the entries."""
    cases = EntryCase.objects.filter(entry__in=entries.values("pk"), finished=None).values("pk")
    list(Process.objects.select_for_update(of=("self",)).filter(pk__in=cases).order_by("pk").values_list("pk"))
    return list(
        entries.select_related("nomination", "organization", "person", "contest__kind", "expertise").order_by(
            "number", "pk"
        )
    )
