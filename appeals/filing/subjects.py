"""What can be appealed, found by the key under which it stands in the journal."""

from datetime import date
from typing import Any

from django.apps import apps
from django.db import models

from casework import appealing
from casework.appealing import Appealable
from journal.record import key
from programme.regulations.recourse import last_day_after

DIGITS = 18


def subject_of_key(journal_key: str) -> Any:
    """The object of a journal key (`negotiations.proposal:17`), None where there is none that any room lets appeal."""
    label, _, pk = journal_key.partition(":")
    known = {kind.model.lower() for kind in appealing.appealables()}
    if label not in known or not pk.isascii() or not pk.isdecimal() or len(pk) > DIGITS:
        return None
    return apps.get_model(label)._default_manager.filter(pk=int(pk)).first()


def decision_of(kind: Appealable, subject: models.Model) -> str:
    """Which decision about the subject is meant: its paper, else the day on which it was received. The same subject may be refused again."""
    paper = kind.rules.paper(subject)
    return key(paper) if paper else f"{key(subject)}@{kind.rules.received_at(subject):%Y-%m-%dT%H:%M:%S}"


def last_day(kind: Appealable, subject: models.Model) -> date | None:
    """The last day on which it can be appealed in time."""
    received = kind.rules.received_at(subject)
    return last_day_after(received) if received else None
