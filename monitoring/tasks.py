"""What the queue does for indicators: the nightly count of those that nobody enters."""

from procrastinate.contrib.django import app

from monitoring.counts import actions as counts


@app.periodic(cron="17 2 * * *")
@app.task(queueing_lock="monitoring.count_indicators")
def count_indicators(timestamp: int) -> None:
    """Once a night."""
    counts.count_all()
