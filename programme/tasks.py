"""What the queue does for the frame: letters to people who have no account yet or must prove who they are, reminders."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from casework import mail
from programme.appointments.absences import tell_offices
from programme.entrance import second_factor
from programme.invitations.models import Invitation


@app.periodic(cron="7 * * * *")
@app.task(queueing_lock="programme.tell_of_absences")
def tell_of_absences(timestamp: int) -> None:
    """Terms of appointments and mandates end by themselves: the offices hear of steps that nobody can do any more."""
    tell_offices()


@app.periodic(cron="0 2 * * *")
@app.task(queueing_lock="programme.remind_of_second_factor")
def remind_of_second_factor(timestamp: int) -> None:
    """Every morning: ask whoever needs a second factor now, remind whoever has been asked."""
    second_factor.remind()
