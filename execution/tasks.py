"""What the queue does for undertakings every night: reminds of what is overdue."""

from procrastinate.contrib.django import app

from execution.undertakings import actions as undertakings


@app.periodic(cron="37 3 * * *")
@app.task(queueing_lock="execution.remind_overdue")
def remind_overdue(timestamp: int) -> None:
    """Once a night."""
    undertakings.remind_overdue()
