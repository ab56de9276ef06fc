"""Who looks for a resource calls its owner to the table of their own negotiations (system 13)."""

from typing import Any

import pytest

from casework.models import Notification
from negotiations.models import NegotiationParty
from tests.library.cards.test_enter import read
from tests.library.conftest import Shelf
from tests.story import make_person, press
from tests.table import make_table

pytestmark = pytest.mark.django_db


def test_the_owner_of_a_resource_is_proposed_as_a_party(shelf: Shelf, settings: Any, tmp_path: Any):
    settings.MEDIA_ROOT = tmp_path / "files"
    card = shelf.check(
        shelf.submit(shelf.begin("resource", shelf.member, organization=shelf.organization.pk), by=shelf.member)
    )
    page, table = card.get_absolute_url(), make_table(shelf.clock)
    assert "Пригласить в переговоры" not in read(page, table.chairwoman)
    case = table.led()
    address = f"/negotiations/{case.pk}/propose/?organization={shelf.organization.pk}"
    assert address in read(page, table.chairwoman)
    for stranger in (None, make_person(), shelf.member):
        assert "Пригласить в переговоры" not in read(page, stranger)
    assert f'value="{shelf.organization.pk}" ' in read(address, table.chairwoman).split("checked")[0][-400:]
    read(f"/negotiations/{case.pk}/propose/?organization=x9", table.chairwoman)
    press(table.chairwoman, address, organizations=[shelf.organization.pk])
    party = case.parties.get(organization=shelf.organization)
    assert party.status == NegotiationParty.Status.PROPOSED and address not in read(page, table.chairwoman)
    assert Notification.objects.filter(person=table.moderator, title="Инициатор предлагает стороны").exists()
    assert card.is_in_force
