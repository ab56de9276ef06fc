"""What the queue does for attestations: the warning before one ends."""

from procrastinate.contrib.django import app

from events.attestations import actions as attestations


@app.periodic(cron="47 3 * * *")
@app.task(queueing_lock="events.warn_of_the_end")
def warn_of_the_end(timestamp: int) -> None:
    """Once a night."""
    attestations.warn_of_the_end()
