"""The fact that something is contested: one appeal begins and ends it once, and nobody rewrites when."""

import pytest
from django.db import InternalError, ProgrammingError, transaction

from casework import appealing
from casework.appealing import UnderAppeal
from journal.record import key
from programme.models import Regulation

pytestmark = pytest.mark.django_db


def test_a_thing_is_contested_until_every_appeal_about_it_is_over(desk) -> None:
    proposal, first, second = desk.begin(), Regulation(pk=1), Regulation(pk=2)
    assert not appealing.is_appealed(proposal)
    appealing.begin(proposal, first)
    appealing.begin(proposal, second)
    appealing.end(proposal, first)
    assert appealing.is_appealed(proposal)
    appealing.end(proposal, second)
    assert not appealing.is_appealed(proposal)
    ends = dict(UnderAppeal.objects.values_list("appeal", "until"))
    appealing.end(proposal, first)
    assert dict(UnderAppeal.objects.values_list("appeal", "until")) == ends


@pytest.mark.parametrize("change", [{"until": None}, {"subject": "x.y:1"}, {"appeal": "x.y:1"}])
def test_the_days_of_an_appeal_are_not_rewritten(desk, change) -> None:
    proposal, appeal = desk.begin(), Regulation(pk=1)
    appealing.begin(proposal, appeal)
    appealing.end(proposal, appeal)
    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
        UnderAppeal.objects.filter(appeal=key(appeal)).update(**change)
    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
        UnderAppeal.objects.all().delete()
    assert not appealing.is_appealed(proposal)
