"""Periodic jobs of this room."""

from procrastinate.contrib.django import app

from expertise.asking import pausing
from expertise.distribution import actions as distribution
from expertise.expertises import overdue
from expertise.materials import actions as materials
from expertise.ties.watch import watch


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="expertise.sweep", pass_context=False)
def sweep(timestamp: int) -> None:
    """Terms that have stood still long enough, overdue sheets, the absolute limit, ties that have surfaced."""
    pausing.sweep()
    overdue.sweep()
    watch()


@app.task(pass_context=False)
def reckon_distribution(pk: int) -> None:
    """Who suits which case: the solver is loaded here, in the worker, and nowhere else."""
    distribution.reckon(pk)


@app.task(pass_context=False)
def send_distribution(pk: int) -> None:
    """The invitations of a distribution, case by case."""
    distribution.invite(pk)


@app.task(pass_context=False)
def make_previews(pk: int) -> None:
    """The office files of a case as pages that are read beside the sheet."""
    materials.make(pk)
