"""What the queue does about appeals by itself."""

from procrastinate.contrib.django import app

from appeals.hearing.escalation import report_overdue


@app.periodic(cron="40 2 * * *")
@app.task(queueing_lock="appeals.report_overdue")
def report_overdue_appeals(timestamp: int) -> None:
    """Once a night."""
    report_overdue()
