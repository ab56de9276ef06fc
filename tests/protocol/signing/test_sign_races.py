"""Two signers of one organisation press the button at the same moment, on real connections."""

import pytest
from django.db import transaction
from django.utils import timezone

from casework import door
from documents.models import Signature
from programme.models import Person
from protocol.models import Signatory
from protocol.signatories import counting
from tests.committee.conftest import Answers
from tests.committee.voting.test_vote_races import together
from tests.protocol.signers import Table, again, an_edition
from tests.story import join_agreement, make_member, settle, waiting_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_clicks_give_one_signature():
    table = Table()
    with transaction.atomic():
        edition = an_edition()
        (organization,) = table.organizations(business=1)
        (signatory,) = table.invite(edition, organization)
    table.make_ready(signatory)
    people = [table.signer(signatory), make_member(organization)]
    for person in people:
        join_agreement(person)
    waiting = waiting_of(people[1], signatory.case, "sign_edition")
    seen = signatory.document.sha256

    def clicking(pk):
        def job():
            by = Person.objects.get(pk=pk)
            given = Answers(seen_hash=seen, refusal="", authenticated_at=timezone.now(), address="")
            door.act_on_task(waiting.pk, by=by, token=None, form_of=lambda node, subject: given)
            return "done"

        return job

    results = together([clicking(person.pk) for person in people * 3])
    assert sorted(results) == ["AlreadyDone"] * 5 + ["done"]
    settle()
    assert (Signature.objects.count(), counting.count(edition).total) == (1, 1)
    assert again(signatory).status == Signatory.Status.SIGNED
