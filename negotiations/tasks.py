"""What the queue does for contributions every night: reminds of unanswered offers, reviews the register of late givers."""

from procrastinate.contrib.django import app

from negotiations.contributions import actions as contributions
from negotiations.delivery import actions as delivery


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="negotiations.review_register")
def review_register(timestamp: int) -> None:
    """Who is overdue for more than ninety days, once a night."""
    delivery.review_register()


@app.periodic(cron="11 3 * * *")
@app.task(queueing_lock="negotiations.remind_unanswered")
def remind_unanswered(timestamp: int) -> None:
    """Who has not answered an offer in five working days."""
    contributions.remind_unanswered()
