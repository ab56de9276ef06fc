"""What has legal weight keeps what it says: the database refuses to change it once its time is over, whoever asks."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.utils import timezone

from casework import deadlines
from casework.models import HardTerm, Waiting
from casework.queue import run_pending
from documents.models import Document
from negotiations.applications import actions as applications
from negotiations.models import Attachment, BudgetLine, Contribution, Proposal
from tests.negotiations.applications.test_attach import PDF
from tests.negotiations.bargain import Bargain
from tests.negotiations.delivery.test_deliver import bargain, in_force
from tests.settled import is_refused
from tests.story import LONG, answer, application

pytestmark = pytest.mark.django_db
__all__ = ["bargain", "in_force"]


@pytest.fixture
def submitted(desk: Any, settings: Any, tmp_path: Any) -> Proposal:
    """An application with a file; its receipt is registered."""
    settings.MEDIA_ROOT = str(tmp_path)
    proposal = desk.begin()
    assert applications.attach(proposal, SimpleUploadedFile("Смета.pdf", PDF), by=desk.chairwoman) == ""
    answer(desk.chairwoman, proposal.case, "submit", **application())
    run_pending()
    return proposal


@pytest.mark.parametrize("name", ["title", "summary", "goal", "number", "submitted_at", "created_at", "budget_total"])
def test_a_submitted_proposal_keeps_its_words(submitted: Proposal, name: str) -> None:
    other = {"submitted_at": timezone.now(), "created_at": timezone.now(), "budget_total": Decimal(1)}
    assert is_refused(Proposal.objects.filter(pk=submitted.pk), **{name: other.get(name, "Другое")})


def test_its_budget_and_files_stay(submitted: Proposal) -> None:
    assert is_refused(BudgetLine.objects.filter(proposal=submitted), article="Другое")
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        submitted.lines.all().delete()
    files = Attachment.objects.filter(proposal=submitted)
    assert is_refused(files, sha256="0" * 64)
    assert is_refused(files, name="Другая смета.pdf")


def test_what_is_returned_may_be_mended(desk: Any, submitted: Proposal) -> None:
    answer(desk.secretary, submitted.case, "check", outcome="send_back", remark_goal="Назовите число")
    answer(desk.chairwoman, submitted.case, "fix", goal=LONG + " 300 человек.")
    assert is_refused(Proposal.objects.filter(pk=submitted.pk), goal="Другая")


@pytest.mark.parametrize("name", ["registered_at", "generated_at", "signed_at", "sign_by", "sign_lapses"])
def test_a_registered_paper_keeps_its_dates(submitted: Proposal, name: str) -> None:
    paper = Document.objects.filter(pk=submitted.version.document_id)
    other = {"sign_lapses": True, "sign_by": timezone.localdate()}
    assert is_refused(paper, **{name: other.get(name, timezone.now() - timedelta(days=9))})


def test_nobody_is_shut_out_of_a_paper_and_nothing_public_is_hidden(submitted: Proposal) -> None:
    paper = Document.objects.filter(pk=submitted.version.document_id)
    assert is_refused(paper, readers=[])
    Document.objects.filter(pk=paper.get().pk).update(is_public=True)
    assert is_refused(paper, is_public=False)


@pytest.mark.parametrize("name", ["value", "due", "what", "basis", "confirmation", "quantity"])
def test_a_bound_contribution_keeps_its_terms(bargain: Bargain, name: str) -> None:
    gift = bargain.gift(2)
    other = {"value": Decimal(1), "quantity": Decimal(7), "due": timezone.localdate()}
    assert gift.status in Contribution.BOUND
    assert is_refused(Contribution.objects.filter(pk=gift.pk), **{name: other.get(name, "другое")})


def test_a_hard_term_moves_only_on_purpose(bargain: Bargain) -> None:
    waiting = Waiting.objects.open().filter(is_hard=True).exclude(due_at=None).first()
    assert waiting is not None and waiting.due_at is not None
    row, later = Waiting.objects.filter(pk=waiting.pk), waiting.due_at + timedelta(days=30)
    assert is_refused(row, due_at=later)
    assert is_refused(row, due_at=None)
    assert is_refused(row, is_hard=False)
    deadlines.move_to(waiting, later)
    assert row.get().due_at == later
    assert [line.due_at for line in HardTerm.objects.filter(waiting=waiting).order_by("pk")][-1] == later
    assert is_refused(row, due_at=later + timedelta(days=1))
    assert is_refused(HardTerm.objects.filter(waiting=waiting), due_at=later)
