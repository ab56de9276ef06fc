"""A scheme of co-financing fills the budget of one's own draft, and loses nothing that was typed (system 19)."""

from decimal import Decimal
from typing import Any

import pytest

from casework.models import Draft
from negotiations.schemes.shares import lines
from tests.library.cards.test_committee import SCHEME, brought, decide, make_official
from tests.library.cards.test_enter import read
from tests.library.conftest import Shelf
from tests.negotiations.conftest import make_desk
from tests.story import make_person, press

pytestmark = pytest.mark.django_db


def test_the_shares_give_the_whole_to_the_rouble():
    rows = lines(Decimal(1001), {"city": 33, "business": 33, "community": 34, "other": 0})
    assert [int(amount) for _, _, amount in rows] == [330, 330, 341] and [row[1] for row in rows] == [
        "city",
        "partner",
        "own",
    ]


def test_a_scheme_fills_the_lines_of_a_draft(shelf: Shelf, committee: Any):
    (card,) = decide(committee, shelf, {brought(shelf, make_official()): {"resolution": "approve"}})
    desk = make_desk()
    proposal = desk.begin("Двор для всех")
    head, page = proposal.created_by, card.get_absolute_url()
    address = f"/proposals/{proposal.pk}/scheme/?number={card.number}&city=40&business=40&community=20&other=0"
    assert "Заполнить бюджет заявки «Двор для всех»" in read(page, head) and "Заполнить бюджет" not in read(page)
    for stranger in (make_person(last_name="Чужакова"), shelf.member):
        assert "Заполнить бюджет" not in read(page, stranger)
        press(stranger, address, status=404, total="1000000")
    assert "доля города — 40 %" in read(address, head)
    press(head, address, status=422, total="")
    press(head, address.replace("city=40", "city=50"), status=422, total="1000000")
    press(head, address, total="1000000")
    fields = Draft.objects.get(task__process=proposal.case.pk).fields
    assert fields["title"] == ["Двор для всех"] and fields["budget_total"] == ["1000000"]
    assert [fields[f"budget-{n}-amount"] for n in range(3)] == [["400000"], ["400000"], ["200000"]]
    press(head, address, status=422, total="2000000")
    assert SCHEME["title"] == card.title
