"""What the queue does for contributions: looks through the register of those who do not deliver."""

from procrastinate.contrib.django import app

from negotiations.actions import delivery


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="negotiations.review_register")
def review_register(timestamp: int) -> None:
    """Who is overdue for more than ninety days, once a night."""
    delivery.review_register()
