"""What the queue does: reviews the register of late givers, sends ended cases to the archive, follows a revoked decision."""

from django.db import transaction
from procrastinate.contrib.django import app

from committee.models import Decision
from negotiations.delivery import actions as delivery
from negotiations.implementation import archive
from negotiations.proposals import revising


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


@app.task
def follow_revision(decision: int, ground: str) -> None:
    """PP-37, when the committee has revoked its decision."""
    with transaction.atomic():
        revising.follow(Decision.objects.get(pk=decision), ground=ground)
