"""What the public register of recusals shows of experts: only when the conclusion is published, and no name without consent."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from casework.announcements import Recusal
from expertise.expertises.models import Expertise
from expertise.panels.models import ExpertAssignment
from journal.models import Entry
from journal.record import key
from programme.models import Consent

VERBS = {
    "recuse": ("Отвод", "конфликт интересов"),
    "recuse_challenged": ("Отвод по заявлению", "заявленный мотив подтверждён"),
    "annul": ("Лист аннулирован", "связь или отвод, установленные после оценки"),
}


def rows(before: datetime | None, most: int) -> list[Recusal]:
    """Experts who had to leave a group. The ground is a kind of reason, never the words of whoever gave it: they may name people."""
    consented = Consent.objects.filter(
        person=OuterRef("expert__person"), purpose=Consent.Purpose.DISSEMINATION, withdrawn_at=None
    )
    left = ExpertAssignment.objects.filter(
        expertise__kind=Expertise.Kind.FULL, expertise__status__in=Expertise.SHOWN,
        status__in=[ExpertAssignment.Status.RECUSED, ExpertAssignment.Status.ANNULLED],
    ).annotate(is_named=Exists(consented)).select_related("expert__person", "expertise")  # fmt: skip
    assignments = {key(row): row for row in left}
    entries = Entry.objects.filter(subject__in=assignments, verb__in=VERBS)
    if before is not None:
        entries = entries.filter(Q(at__lt=before))
    return [_row(entry, assignments[entry.subject]) for entry in entries.order_by("-at", "-pk")[:most]]


def _row(entry: Entry, assignment: ExpertAssignment) -> Recusal:
    kind, ground = VERBS[entry.verb]
    who = assignment.expert.person.get_full_name() if assignment.is_named else ""  # type: ignore[attr-defined]
    expertise = assignment.expertise
    matter = f"экспертиза {expertise.number}: {expertise.object_title}"
    return Recusal(entry.at, kind, who, ground, matter, expertise.get_absolute_url())
