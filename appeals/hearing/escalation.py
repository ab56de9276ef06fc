"""An appeal that nobody has decided for long is reported to the chair of the committee; silence never refuses it (регламент 8.7)."""

from django.utils import timezone

from appeals.filing.models import Appeal
from casework import roles, workdays
from casework.notify import notify


def report_overdue() -> int:
    """Tell the chair of every appeal older than `appeal.escalation`, once of each; returns how many there are."""
    live = Appeal.objects.filter(status__in=Appeal.LIVE).select_related("case__regulation").order_by("pk")
    overdue = [
        row for row in live if workdays.due(row.case.term("appeal.escalation"), row.submitted_at) < timezone.now()
    ]
    for appeal in overdue:
        text = f"Подана {timezone.localtime(appeal.submitted_at):%d.%m.%Y} и до сих пор не решена. Приостановленное стоит дальше."
        notify(
            roles.COMMITTEE_CHAIR,
            f"appeal:{appeal.pk}:overdue",
            f"{appeal} не рассмотрена",
            text,
            appeal.get_absolute_url(),
        )
    return len(overdue)
