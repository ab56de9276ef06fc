"""Every form of the site, filled in through its page: whatever is typed, the answer is words for a person, and nothing typed is lost."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from tests.access.filling import WRONG, Shown, right_ways, send, shown_forms
from tests.access.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def shown(world: World) -> Iterator[list[Shown]]:
    """The forms, as the pages show them to whoever may fill them in."""
    with transaction.atomic():
        yield list(shown_forms(world))
        transaction.set_rollback(True)


def test_wrong_input_is_answered_with_words_and_stays_in_the_form(shown):
    assert len(shown) > 150
    assert [fault for one in shown for way in WRONG for fault in send(one, way).faults] == []


def test_a_sensible_answer_is_taken_or_told_what_it_lacks(world, shown):
    ways, faults, taken = list(right_ways(world)), [], 0
    for one in shown:
        for way in ways:
            answer = send(one, way)
            faults += answer.faults
            if answer.is_taken:
                taken += 1
                break
    assert faults == []
    assert taken > 90
