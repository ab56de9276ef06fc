"""The city of `./run dev`: a few stories of the whole demo, which need none of the others."""

import pytest
from django.core.management import call_command

from committee.models import Meeting
from consultations.models import Message
from documents.models import Document
from execution.models import ProgrammeEdition
from negotiations.models import Proposal
from portal.demo import show
from portal.demo.stories.script import EXPECTED, FEW

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_few_stories_end_as_in_the_whole_city() -> None:
    assert show.run(is_small=True)
    statuses = sorted(Proposal.objects.values_list("status", flat=True))
    assert statuses == sorted(EXPECTED[code] for code in FEW)
    assert Meeting.objects.count() == 1
    assert list(ProgrammeEdition.objects.values_list("is_historical", "status")) == [(True, "archived")]
    assert sorted(Message.objects.filter(topic__status="open").values_list("status", flat=True)) == [
        *["answered"] * 3,
        "shown",
        "submitted",
    ]
    assert not Document.objects.filter(generated_at=None).exists()
    call_command("check_invariants")
    assert not show.run(is_small=True), "it is played once"
