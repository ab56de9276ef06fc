"""A refusal of admission to a contest can be appealed by its entrant (CA-06, CA-07 → CA-16); CT-10 waits for that."""

from collections.abc import Collection
from typing import Any

from casework import door
from casework.appealing import Remedy, Rules
from documents.models import Document, SignatureRequest
from journal.models import Entry
from journal.record import key
from programme.models import Person
from quality_mark.admission import readmitting
from quality_mark.contests.models import Contest
from quality_mark.entries import papers as entries_papers
from quality_mark.entries.appealing import PARTIES
from quality_mark.entries.models import ContestApplication


def stands(entry: ContestApplication) -> bool:
    """Is it refused, and is there a contest to come back to?"""
    is_refused = entry.status == ContestApplication.Status.NOT_ADMITTED and entries_papers.letter_of(entry) is not None
    return is_refused and entry.contest.status in Contest.ADMITTING


def took_part(entry: ContestApplication) -> Collection[int]:
    """Whoever has checked it, and whoever has signed minutes of admission."""
    acted = Entry.objects.filter(subject=key(entry), verb__in=["find", "send_back"]).exclude(actor=None)
    minutes = [entry.contest.admission_minutes_id, *entry.readmissions.values_list("minutes", flat=True)]
    signed = SignatureRequest.objects.filter(document__in=[pk for pk in minutes if pk])
    return {
        entry.contest.created_by_id,
        *acted.values_list("actor", flat=True),
        *signed.values_list("person", flat=True),
    }


def remedies(entry: ContestApplication) -> Collection[Remedy]:
    """There is one way back."""
    return [Remedy("check", "отменить отказ и проверить заявку заново")]


def satisfy(entry: ContestApplication, *, remedy: str, by: Person | None, ground: str, paper: Document) -> None:
    """CA-16."""
    readmitting.restore(entry, by=by, ground=ground, paper=paper)


def resume(entry: ContestApplication, **act: Any) -> None:
    """CT-10 has waited for it."""
    door.notify_waiters(entry.contest)


REFUSAL = Rules(
    stands=stands, took_part=took_part, remedies=remedies, satisfy=satisfy, resume=resume,
    stops=lambda entry: "завершение оценки и рейтинг конкурса", **PARTIES,
)  # fmt: skip
