"""A proposal the committee has declined: the decision is contested, set aside or left as it is, and its paper says so."""

from typing import Any

import pytest
from django.test import Client

from committee.models import AgendaItem, Decision
from documents.models import Document
from tests.appeals.conftest import admitted, file, heard
from tests.committee import conftest as sitting
from tests.negotiations.hearing import Hearing, voted
from tests.recourse import keeps_promise
from tests.story import answer, make_person, waiting_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_queue")]


@pytest.fixture
def declined(board: Any, clock: Any) -> Hearing:
    """The decision is published with its sitting."""
    hearing = Hearing()
    meeting = voted(
        hearing, clock, resolution="decline", text="Отклонить предложение.", reasons="Нет согласия жителей."
    )
    sitting.sign_by_all(meeting.minutes)
    sitting.sign_by_all(meeting.lines.get().extract)
    sitting.answer(hearing.committee.secretary.person, "draw_up")
    sitting.sign_by_all(Decision.objects.get().document)
    sitting.released(hearing.committee, meeting)
    return hearing


def says(address: str, words: str, reader: Any = None) -> bool:
    client = Client()
    if reader:
        client.force_login(reader, "allauth.account.auth_backends.AuthenticationBackend")
    return words in client.get(address).content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_a_satisfied_appeal_sets_the_decision_aside_and_asks_the_committee_again(declined, board, clock):
    decision, place = Decision.objects.get(), declined.proposal.get_absolute_url()
    keeps_promise("declined", decision.document, declined.signer, make_person(), declined.committee.secretary.person)
    appeal = admitted(board, file(declined.signer, decision))
    assert Decision.objects.get().status == "appealed"
    assert says(place, "Решение обжалуется")
    room = decision.line.meeting.get_absolute_url()
    assert says(room, "Отклонить"), "what was known stays known"

    appeal = heard(board, appeal, clock, "satisfy.again")

    decision = Decision.objects.get()
    assert (appeal.status, decision.status, decision.revoked_ground) == (
        "satisfied",
        "revoked",
        f"решение по апелляции № {appeal.number}/Р",
    )
    paper = Document.objects.get(pk=decision.document_id)
    assert (paper.status, paper.number) == ("annulled", decision.document.number)
    assert says(paper.check_path, "Отменено апелляционной комиссией")
    assert declined.proposal.status == "on_committee"
    secretary = declined.committee.secretary.person
    assert waiting_of(secretary, declined.proposal.case, "include")
    answer(secretary, declined.proposal.case, "include", is_considered="on", **declined.question())
    assert AgendaItem.objects.count() == 3, "the question, that of the hearing, and the question again"


def test_a_rejected_appeal_leaves_the_decision_as_it_was(declined, board, clock):
    appeal = heard(board, admitted(board, file(declined.signer, Decision.objects.get())), clock, "reject")
    decision = Decision.objects.get()
    assert (appeal.status, decision.status, declined.proposal.status) == ("rejected", "published", "declined")
    assert not Document.objects.get(pk=decision.document_id).is_annulled
