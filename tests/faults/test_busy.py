"""A case somebody else holds: whatever page one comes from, the answer is "try again" and nothing has happened."""

import pytest
from django.test import Client

from journal.models import Entry
from negotiations.models import Proposal
from tests.faults.stack import BACKEND, another_connection

pytestmark = pytest.mark.django_db(transaction=True)


def test_withdrawing_a_proposal_whose_case_is_held(desk, monkeypatch):
    monkeypatch.setattr("casework.locking.WAIT", "100ms")
    proposal = desk.submitted()
    client, before = Client(), Entry.objects.count()
    client.force_login(desk.chairwoman, backend=BACKEND)
    with another_connection() as other:
        other.execute("SELECT 1 FROM viewflow_process WHERE id = %s FOR UPDATE", [proposal.case.pk])
        answer = client.post(f"/proposals/{proposal.pk}/withdraw/", {"ground": "Передумали, подадим позже"})
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert (Proposal.objects.get().status, Entry.objects.count()) == ("formal_check", before)
    assert (
        client.post(f"/proposals/{proposal.pk}/withdraw/", {"ground": "Передумали, подадим позже"}).status_code == 302
    )
    assert Proposal.objects.get().status == "withdrawn"
