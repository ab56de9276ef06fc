"""The sealer runs every minute on whichever worker is awake."""

from procrastinate.contrib.django import app

from journal import chain


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="journal.seal", pass_context=False)
def seal_journal(timestamp: int) -> None:
    """Seal everything committed so far, in batches."""
    while chain.seal() == 10_000:
        continue
