"""Periodic jobs of this room."""

from procrastinate.contrib.django import app

from expertise.expertises import overdue
from expertise.ties.watch import watch


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="expertise.sweep", pass_context=False)
def sweep(timestamp: int) -> None:
    """Overdue sheets, the absolute limit, ties that have surfaced."""
    overdue.sweep()
    watch()
