"""Periodic jobs of this room."""

from procrastinate.contrib.django import app

from expertise.expertises import overdue


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="expertise.sweep", pass_context=False)
def sweep(timestamp: int) -> None:
    """Overdue sheets and the absolute limit."""
    overdue.sweep()
