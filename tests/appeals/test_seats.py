"""Whoever answers for what is appealed has no seat on the board; a juror has, and keeps off their own cases (domain 2.5)."""

import pytest
from django.db import transaction

from casework.door import Refused
from committee.bodies import actions as bodies
from committee.models import BodyMember
from programme.models import Role
from tests.story import make_person

pytestmark = pytest.mark.django_db


def test_who_answers_for_refusals_does_not_judge_them(board):
    sits = {"sector": "authority", "role": BodyMember.Role.RESERVE, "ground": "решение комитета"}
    for role in (Role.PLATFORM_SECRETARY, Role.CONTEST_SECRETARY, Role.EXPERTISE_COORDINATOR, Role.COMMITTEE_MEMBER):
        with pytest.raises(Refused, match="не может участвовать в обжалуемых решениях"), transaction.atomic():
            bodies.seat(board.body, person=make_person(role), **sits)
    juror = make_person(Role.JURY_MEMBER)
    assert bodies.seat(board.body, person=juror, **sits).person.has_role(Role.APPEALS_MEMBER)
