"""What can be appealed, found by the key under which it stands in the journal."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q

from casework import appealing
from casework.appealing import Appealable
from documents.models import Document
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


def numbered(number: str) -> Iterator[tuple[Appealable, Any]]:
    """Whatever bears this number, or a paper with it, and may be appealed at all."""
    for kind in appealing.appealables():
        model, named = apps.get_model(kind.model), Q(pk=None)
        for field in model._meta.concrete_fields:
            if field.name == "number":
                named |= Q(number=number)
            elif field.related_model is Document:
                named |= Q(**{f"{field.name}__number": number})
        for subject in model._default_manager.filter(named).distinct():
            yield kind, subject


def decision_of(kind: Appealable, subject: models.Model) -> str:
    """Which decision about the subject is meant: its paper, else the day on which it was received. The same subject may be refused again."""
    paper = kind.rules.paper(subject)
    return key(paper) if paper else f"{key(subject)}@{kind.rules.received_at(subject):%Y-%m-%dT%H:%M:%S}"


def last_day(kind: Appealable, subject: models.Model) -> date | None:
    """The last day on which it can be appealed in time."""
    received = kind.rules.received_at(subject)
    return last_day_after(received) if received else None
