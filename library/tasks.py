"""What the queue does for cards: those whose last day is over."""

from procrastinate.contrib.django import app

from library.cards import actions as cards


@app.periodic(cron="41 1 * * *")
@app.task(queueing_lock="library.repeal_expired")
def repeal_expired(timestamp: int) -> None:
    """Once a night."""
    cards.repeal_expired()
