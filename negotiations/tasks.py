"""What the queue does every night: reviews the register of late givers, sends ended cases to the archive."""

from procrastinate.contrib.django import app

from negotiations.delivery import actions as delivery
from negotiations.implementation import archive


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="negotiations.review_register")
def review_register(timestamp: int) -> None:
    """Who is overdue for more than ninety days, once a night."""
    delivery.review_register()


@app.periodic(cron="47 3 * * *")
@app.task(queueing_lock="negotiations.archive_finished")
def archive_finished(timestamp: int) -> None:
    """PP-34, once a night."""
    archive.archive_finished()
