"""The first hour of a ТОС chairwoman on a phone without scripts: from registration to «подано», on an installation without the demo.

Counted is what she presses: links, buttons, ticks and choices; typing is not. The number may only fall.
"""

from typing import Any

import pytest
from playwright.sync_api import expect

from negotiations.models import Proposal
from programme.models import Consent, Person
from tests.browser.conftest import PHONE
from tests.browser.phone import EMAIL, Finger, add_organisation, agree, confirm, register, submit, write
from tests.story import make_organization, make_person, make_platform

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CLICKS = 29


def test_from_registration_to_submitted_without_a_dead_end(live_server: Any, reader: Any, settings: Any) -> None:
    settings.DEMO = False
    make_platform(make_organization("ТОС «Маяк»"))
    secretary = make_person("platform_secretary")
    phone, desk = reader(width=PHONE, has_scripts=False).page(), reader(secretary).page()
    finger = Finger(phone, live_server.url)
    register(finger)
    add_organisation(finger)
    agree(finger)
    write(finger)
    confirm(desk)
    submit(finger)

    vera = Person.objects.get(email=EMAIL)
    assert Consent.is_given(vera, Consent.Purpose.PARTICIPATION)
    assert Proposal.objects.get().status == Proposal.Status.FORMAL_CHECK
    phone.goto("/inbox/")
    expect(phone.get_by_text("Первые шаги")).to_have_count(0)
    assert (finger.dead_ends, finger.clicks) == ([], CLICKS)
