"""TR-02: the money of a tranche has been confirmed by a second person."""

from casework import door
from casework.notify import notify
from execution.grants.models import Tranche
from journal.record import move
from programme.models import Person


def receive(tranche: Tranche, *, by: Person | None) -> None:
    """Whoever answers for the grant reports to the donor from now on."""
    move(tranche.receive, "Транш получен", by=by)
    words = f"{tranche}. Отчитайтесь о нём донору до {tranche.report_due_on:%d.%m.%Y}."
    notify(
        f"member:{tranche.grant.organization_id}", f"tranche:{tranche.pk}:received", "Транш получен", words, tranche.get_absolute_url()
    )  # fmt: skip
    door.notify_waiters(tranche)
