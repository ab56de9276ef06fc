"""What the queue does for signatories: checks signatures, empties the table when a window has closed."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from casework.locking import locked
from protocol.measures import actions as measures
from protocol.measures.models import Measure
from protocol.signatories import actions as signatories
from protocol.signatories.models import Signatory
from protocol.signing import actions as signing

RETRY = RetryStrategy(max_attempts=8, exponential_wait=3)


@app.task(retry=RETRY)
def check_signature(signatory_id: int) -> None:
    """KS-07, once a signature; under the lock of its case."""
    signatory = Signatory.objects.select_related("case").get(pk=signatory_id)
    with locked(signatory.case.pk):
        signing.check_signature(Signatory.objects.get(pk=signatory_id))


@app.task(retry=RETRY)
def leave_table(signatory_id: int) -> None:
    """The window has closed: close the case of whoever has not signed."""
    signatory = Signatory.objects.select_related("case").get(pk=signatory_id)
    with locked(signatory.case.pk):
        signatories.leave_table(Signatory.objects.get(pk=signatory_id))


@app.task(retry=RETRY)
def end_remedies(measure_id: int) -> None:
    """A signatory has left: close the case of the measure."""
    measure = Measure.objects.select_related("case").get(pk=measure_id)
    with locked(measure.case.pk):
        measures.end_remedies(Measure.objects.get(pk=measure_id))
