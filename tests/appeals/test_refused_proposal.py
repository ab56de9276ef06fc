"""A refused proposal is appealed: satisfied, it is back at the formal check, and the refusal says so wherever it is looked at."""

import pytest
from django.test import Client

from casework import appealing
from documents.models import Document
from journal.models import Entry
from journal.record import key
from negotiations.models import Proposal
from tests.appeals.conftest import admitted, file, heard, reload
from tests.recourse import keeps_promise
from tests.story import answer, waiting_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_queue")]


def again(proposal: Proposal) -> Proposal:
    return Proposal.objects.get(pk=proposal.pk)


def test_a_satisfied_appeal_brings_the_case_back_to_the_check_and_annuls_the_refusal(desk, board, refused, clock):
    refusal = refused.refusal
    assert client_says(refusal, "Документ действует")
    keeps_promise("refusal", refusal, desk.chairwoman, desk.secretary, board.clerk)
    appeal = admitted(board, file(desk.chairwoman, refused))
    assert (appeal.status, appeal.number[:2], appeal.stops) == ("under_review", "А-", "передача дела в архив")
    assert appealing.is_appealed(refused)

    appeal = heard(board, appeal, clock, "satisfy.check")

    assert (appeal.status, appeal.remedy, appeal.verdict.number) == ("satisfied", "check", f"{appeal.number}/Р")
    assert not appealing.is_appealed(refused)
    assert again(refused).status == Proposal.Status.FORMAL_CHECK
    back = Entry.objects.get(subject=key(refused), verb="restore")
    assert (back.before, back.after, back.ground) == (
        "rejected",
        "formal_check",
        f"решение по апелляции № {appeal.number}/Р",
    )
    annulled = Document.objects.get(pk=refusal.pk)
    assert (annulled.status, annulled.number, annulled.annulled_reason) == (
        "annulled", refusal.number, f"Отменено: решение по апелляции № {appeal.number}/Р",
    )  # fmt: skip
    assert client_says(annulled, "Отменено апелляционной комиссией")
    assert waiting_of(desk.secretary, refused.case, "check").title == "Проверить заявку"
    answer(desk.secretary, refused.case, "check", outcome="admit")
    assert again(refused).status == Proposal.Status.ADMITTED


def client_says(document: Document, words: str) -> bool:
    return words in Client().get(document.check_path).content.decode()


def test_a_rejected_appeal_leaves_the_refusal_as_it_is(desk, board, refused, clock):
    appeal = heard(board, admitted(board, file(desk.chairwoman, refused)), clock, "reject")
    assert (appeal.status, appeal.remedy) == ("rejected", "")
    assert again(refused).status == Proposal.Status.REJECTED
    assert not Document.objects.get(pk=refused.refusal_id).is_annulled
    assert not appealing.is_appealed(refused)
    form = file(desk.chairwoman, refused, refused=True)
    assert "уже обжаловали" in str(form.errors)
    assert reload(appeal).case.finished is not None
