"""What the queue does for contributions every night: reviews the register of late givers."""

from procrastinate.contrib.django import app

from negotiations.delivery import actions as delivery


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="negotiations.review_register")
def review_register(timestamp: int) -> None:
    """Who is overdue for more than ninety days, once a night."""
    delivery.review_register()
