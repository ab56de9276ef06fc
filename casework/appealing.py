"""What a room says of what it has decided, so that it can be appealed (регламент 3.0 «Апелляция», 8.7), and the fact that it is.

A room announces its decisions as `appealables`, a list of `Appealable`; the appeals room knows rooms only through them. Whoever waits
for the end of an appeal asks `is_appealed` and is woken by the key of the subject.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone

from casework.announcements import Appealable
from casework.guard import no_truncate, written_once
from casework.later import later
from casework.rooms import announcements
from journal.record import key


class UnderAppeal(models.Model):
    """From when to when one appeal made a subject contested: written when the appeal is admitted and when it is over."""

    subject = models.CharField("что обжалуется", max_length=120, help_text="ключ журнала")
    appeal = models.CharField("апелляция", max_length=120, unique=True, help_text="ключ журнала")
    since = models.DateTimeField("обжалуется с")
    until = models.DateTimeField("рассмотрена", null=True)

    class Meta:
        verbose_name = "обжалуемое"
        verbose_name_plural = "обжалуемое"
        indexes = [models.Index(fields=["subject"], condition=Q(until=None), name="under_appeal_now")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")), name="an_appeal_ends_after_its_beginning"
            )
        ]
        triggers = [
            pgtrigger.ReadOnly(name="under_appeal_keeps_its_beginning", fields=["subject", "appeal", "since"]),
            written_once("under_appeal_ends_once", ["until"]),
            pgtrigger.Protect(name="under_appeal_is_never_deleted", operation=pgtrigger.Delete),
            no_truncate("under_appeal_is_never_truncated"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} обжалуется: {self.appeal}"


def is_appealed(subject: models.Model) -> bool:
    """Is there an admitted appeal about this very object that nobody has decided yet?"""
    return UnderAppeal.objects.filter(subject=key(subject), until=None).exists()


def begin(subject: models.Model, appeal: models.Model) -> None:
    """An appeal was admitted: from now on its subject is contested. Written by the acts of the appeals room only."""
    UnderAppeal.objects.create(subject=key(subject), appeal=key(appeal), since=timezone.now())


def end(subject: models.Model, appeal: models.Model) -> None:
    """An appeal is over in whatever way: whoever waits for that looks again."""
    UnderAppeal.objects.filter(subject=key(subject), appeal=key(appeal), until=None).update(until=timezone.now())
    later("casework.tasks.wake_up", fact=key(subject))


@dataclass(frozen=True)
class Remedy:
    """What satisfying an appeal can do: `code` is kept by the appeal, `words` are in the infinitive («вернуть на формальную проверку»)."""

    code: str
    words: str


@dataclass(frozen=True)
class Rules:
    """What a room knows of a decision of its own. Each function takes the subject first.

    stands: is there a decision now that can be appealed? (A proposal that is refused, a published conclusion.)
    received_at: when whoever is concerned received it; `appeal.submit` working days run from the next day. None: nothing to appeal.
    may_appeal: may this person appeal, for themselves or as the one who signs for the organisation concerned?
    appellant: the organisation for which this person appeals, or None when for themselves.
    respondent: the capacity key of the second party (the office or the body that decided).
    took_part: primary keys of everybody who took part in the decision; the appeals room adds those who are tied.
    paper: the paper of the decision that is appealed, or None.
    about: what it is about, as everybody may read it once the appeal is decided (no names of people).
    stops: what stands still until the appeal is decided, in words; empty: nothing.
    suspend: the appeal has been admitted; makes that stand still. Gets by= (a person or None), ground=.
    resume: rejected, withdrawn or left without consideration after it had been admitted. Gets by=, ground=.
    remedies: the ways in which the subject can be changed.
    satisfy: the appeal is satisfied, wholly or partly. Gets remedy= (a code), by=, ground=, paper= (the decision on the appeal).
    """

    stands: Callable[[Any], bool]
    received_at: Callable[[Any], datetime | None]
    may_appeal: Callable[[Any, Any], bool]
    appellant: Callable[[Any, Any], Any]
    respondent: Callable[[Any], str]
    took_part: Callable[[Any], Collection[int]]
    remedies: Callable[[Any], Collection[Remedy]]
    satisfy: Callable[..., None]
    paper: Callable[[Any], Any] = lambda subject: None
    about: Callable[[Any], str] = str
    stops: Callable[[Any], str] = lambda subject: ""
    suspend: Callable[..., None] = lambda subject, **act: None
    resume: Callable[..., None] = lambda subject, **act: None


def appealables() -> list[Appealable]:
    """Everything that can be appealed, room by room from the top floor down."""
    return announcements("appealables", Appealable)


def kind_of(code: str) -> Appealable:
    """What a room announces under this key. KeyError for any other."""
    return {kind.key: kind for kind in appealables()}[code]


def standing(subject: models.Model) -> Iterator[Appealable]:
    """What of this object stands decided now and could be appealed."""
    label = subject._meta.label
    yield from (kind for kind in appealables() if kind.model == label and kind.rules.stands(subject))
