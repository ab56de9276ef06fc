"""The committee takes its support back: the paper says so, the execution is called off, the proposal is before it again (DC-11, PP-37)."""

import pytest
from django.test import Client
from django.urls import reverse

from casework.models import Waiting
from committee.models import Decision, Revision
from negotiations.implementation.models import Implementation
from portal.management.commands.check_invariants import broken
from tests.committee import conftest as sitting
from tests.negotiations.hearing import Hearing, voted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_queue")]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
TOKEN = "6f1c1c1e-2222-4c4c-8888-123456789abc"


def put_out(hearing, meeting):
    """The decision of a sitting is drawn up, signed and released."""
    sitting.sign_by_all(meeting.minutes)
    sitting.answer(hearing.committee.secretary.person, "draw_up")
    decision = Decision.objects.get(line__meeting=meeting)
    sitting.sign_by_all(decision.document)
    sitting.released(hearing.committee, meeting)
    return sitting.again(decision)


def test_support_that_is_taken_back_brings_the_proposal_before_the_committee_again(clock):
    hearing = Hearing()
    decision = put_out(hearing, voted(hearing, clock))
    assert (hearing.proposal.status, Implementation.objects.get().called_off_at) == ("supported", None)
    secretary = Client()
    secretary.force_login(hearing.committee.secretary.person, backend=BACKEND)
    asked = secretary.post(
        reverse("decision_revise", args=[decision.pk]),
        {"_token": TOKEN, "kind": "revoke_decision", "text": "Отменить.", "reasons": "Участок изъят под дорогу."},
    )
    assert asked.status_code == 302
    [tos] = Revision.objects.get().item.conflicted_organizations.all()
    assert tos == hearing.tos, "whoever is tied to the applicant takes no part in this question either"
    again = voted(
        hearing, clock, resolution="revoke_decision", text="Отменить решение.", reasons="Участок изъят под дорогу."
    )
    assert hearing.proposal.status == "supported", "nothing follows before the new decision is out"
    new = put_out(hearing, again)
    old = Decision.objects.get(pk=decision.pk)
    assert (old.status, old.changed_by, hearing.proposal.status) == ("revoked", new, "on_committee")
    assert Implementation.objects.get().called_off_at is not None
    hearing.committee.secretary.person.forget_capacities()
    assert sitting.task_of(hearing.committee.secretary.person, "include")
    assert not Waiting.objects.open().of(hearing.signer).exists()
    checked = Client().get(old.document.check_path).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert f"Отменено решением № {new.document.number}" in checked
    assert broken() == []
