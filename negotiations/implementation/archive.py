"""PP-34: whatever has ended goes to the archive ninety days later, with an inventory of its papers."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from casework import workdays
from casework.appealing import UnderAppeal
from casework.locking import locked
from documents.models import Document
from journal.models import Entry
from journal.record import key, move
from negotiations.implementation import papers
from negotiations.proposals.models import Proposal
from negotiations.proposals.page import papers_among


def archive_finished() -> int:
    """Every proposal whose end lies as far back as its regulation says; returns how many. Once a night."""
    ended = Proposal.objects.filter(status__in=Proposal.ENDED).select_related("case__regulation").order_by("pk")
    return sum(_archive(proposal.pk) for proposal in ended if _is_due(proposal))


def _is_due(proposal: Proposal) -> bool:
    end = Entry.objects.filter(subject=key(proposal), after=proposal.status).order_by("-id").first()
    if end is None:
        return False
    due, contested = workdays.due(proposal.case.regulation.term("proposal.archive"), end.at), _appeals(proposal)
    return all(row.until for row in contested) and due + _length(contested) < timezone.now()


def _appeals(proposal: Proposal) -> list[UnderAppeal]:
    """Appeals of the proposal, of the decision on it, of its expertise: while one runs, the days do not count."""
    item = proposal.agenda_item
    subjects = [proposal, proposal.expertise, getattr(item, "decision", None) if item else None]
    return list(UnderAppeal.objects.filter(subject__in=[key(subject) for subject in subjects if subject]))


def _length(contested: list[UnderAppeal]) -> timedelta:
    return sum((row.until - row.since for row in contested if row.until), timedelta())


def _archive(pk: int) -> bool:
    with transaction.atomic(), locked(Proposal.objects.get(pk=pk).case.pk):
        proposal = Proposal.objects.select_related("organization", "case__regulation").get(pk=pk)
        if proposal.status not in Proposal.ENDED or not _is_due(proposal):
            return False
        paper = papers.inventory(proposal, list(Document.objects.among(*papers_among(proposal)).order_by("pk")))
        move(
            proposal.file_away,
            "Дело передано в архив",
            ground=f"опись № {paper.number}",
            ended_as=proposal.status,
            inventory=paper,
        )
        return True
