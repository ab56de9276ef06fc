"""What the queue does for cards: those whose last day is over, and requests whose owner has been closed."""

from procrastinate.contrib.django import app

from library.cards import actions as cards
from library.cards import handing


@app.periodic(cron="41 1 * * *")
@app.task(queueing_lock="library.repeal_expired")
def repeal_expired(timestamp: int) -> None:
    """Once a night."""
    cards.repeal_expired()


@app.periodic(cron="47 1 * * *")
@app.task(queueing_lock="library.hand_over_left")
def hand_over_left(timestamp: int) -> None:
    """Once a night."""
    handing.hand_over_left()
