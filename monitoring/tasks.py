"""What the queue does: the nightly count of indicators that nobody enters, reports that are due, and the end of old answers."""

from procrastinate.contrib.django import app

from monitoring.ballots import actions as ballots
from monitoring.counts import actions as counts
from monitoring.reporting import actions as reporting


@app.periodic(cron="17 2 * * *")
@app.task(queueing_lock="monitoring.count_indicators")
def count_indicators(timestamp: int) -> None:
    """Once a night."""
    counts.count_all()


@app.periodic(cron="29 2 * * *")
@app.task(queueing_lock="monitoring.forget_old_answers")
def forget_old_answers(timestamp: int) -> None:
    """Once a night."""
    ballots.forget_old()


@app.periodic(cron="23 2 * * *")
@app.task(queueing_lock="monitoring.await_reports")
def await_reports(timestamp: int) -> None:
    """Once a night."""
    reporting.await_reports()
