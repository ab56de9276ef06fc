"""EXE1 (programme 8.6): measures of the programme in force without anything overdue on the last day of a period."""

from datetime import date

from django.db.models import Q

from casework import workdays
from casework.counting import Counted, moments, share
from execution.editions.models import ProgrammeEdition
from execution.measures.models import Measure
from execution.undertakings.models import Undertaking
from journal.models import Entry

Status = Undertaking.Status
QUIET = {*Undertaking.FINAL, Status.REPORTED, Status.SUSPENDED}  # nothing is waited for


def without_overdue(since: date, until: date) -> Counted:
    """By what the journal says of that day; a day ahead is today. The day an undertaking is due is the one it has now."""
    day = min(until, workdays.local_date())
    _, after = moments(day, day)
    edition = ProgrammeEdition.objects.filter(status="in_force", in_force_at__lt=after).first()
    if edition is None:
        return Counted(None, {"мер с поручениями": 0})
    begun = Measure.objects.filter(edition=edition, undertaking__created_at__lt=after)
    measures = {undertaking: pk for undertaking, pk in begun.values_list("undertaking", "pk") if undertaking}
    rows = Undertaking.objects.filter(Q(pk__in=measures) | Q(parent__in=measures), due_on__lt=day, created_at__lt=after)
    late = {row.pk: measures[row.pk if row.pk in measures else row.parent_id or 0] for row in rows}
    keys = {f"execution.undertaking:{pk}": pk for pk in late}
    stood = (
        Entry.objects.filter(subject__in=keys, at__lt=after)
        .exclude(after="")
        .order_by("subject", "-pk")
        .distinct("subject")
    )
    quiet = {keys[subject] for subject, status in stood.values_list("subject", "after") if status in QUIET}
    overdue = {measure for pk, measure in late.items() if pk not in quiet}
    clean = len(measures) - len(overdue)
    return Counted(share(clean, len(measures)), {"без просрочки": clean, "мер с поручениями": len(measures)})
