"""What the queue does for attestations: the warning before one ends."""

from procrastinate.contrib.django import app

from events.attestations import actions as attestations
from events.rooms import actions as rooms


@app.periodic(cron="47 3 * * *")
@app.task(queueing_lock="events.warn_of_the_end")
def warn_of_the_end(timestamp: int) -> None:
    """Once a night."""
    attestations.warn_of_the_end()


@app.periodic(cron="23 * * * *")
@app.task(queueing_lock="events.close_past_bookings")
def close_past_bookings(timestamp: int) -> None:
    """Every hour: rooms whose time has passed."""
    rooms.close_past()
