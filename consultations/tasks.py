"""What the queue does for topics: summaries whose term has passed twice."""

from procrastinate.contrib.django import app

from consultations.topics import actions as topics


@app.periodic(cron="53 2 * * *")
@app.task(queueing_lock="consultations.close_overdue")
def close_overdue(timestamp: int) -> None:
    """Once a night."""
    topics.close_overdue()
