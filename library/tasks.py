"""What the queue does for cards: those whose last day is over, and reports that are due."""

from procrastinate.contrib.django import app

from library.cards import actions as cards
from library.links import actions as links


@app.periodic(cron="41 1 * * *")
@app.task(queueing_lock="library.repeal_expired")
def repeal_expired(timestamp: int) -> None:
    """Once a night."""
    cards.repeal_expired()


@app.periodic(cron="31 3 * * *")
@app.task(queueing_lock="library.remind_of_reports")
def remind_of_reports(timestamp: int) -> None:
    """Once a night."""
    links.remind_of_reports()
