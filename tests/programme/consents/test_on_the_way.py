"""A consent is asked where it is needed: on the way, and the act goes on with everything that was typed."""

import re
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from casework.models import Draft
from negotiations.models import Proposal
from programme.consents import actions as consents
from programme.models import Consent, Person
from tests.story import application, begin, make_member, make_organization, make_person, make_platform, waiting_of

pytestmark = pytest.mark.django_db
PARTICIPATION = Consent.Purpose.PARTICIPATION


def without_consent(person: Person) -> Person:
    consents.withdraw_consent(by=person, purpose=PARTICIPATION)
    return person


def carried(page: str) -> dict[str, str]:
    """What the form of the page would send: its hidden fields."""
    form = page.split("<main", 1)[1].split('<form class="form"', 1)[1].split("</form>", 1)[0]
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form)
    return {name: unescape(value) for name, value in fields if name != "csrfmiddlewaretoken"}


def test_an_application_is_submitted_through_the_consent(client) -> None:
    tos = make_organization()
    head = without_consent(make_member(tos))
    proposal = begin(head, tos, make_platform(tos))
    task = waiting_of(head, proposal.case, "submit").get_absolute_url()
    client.force_login(head)
    token = str(uuid4())
    assert "Проверьте ответы" in client.post(task, {"_token": token, "_send": "1", **application()}).content.decode()
    version = str(Draft.objects.get().version)
    asked = client.post(task, {"_token": token, "_version": version, "_confirmed": "1"})
    page = asked.content.decode()
    assert (asked.status_code, "Как отозвать" in page) == (422, True)
    assert carried(page) == {
        "_consent": "participation",
        "_text": "1",
        "_token": token,
        "_version": version,
        "_confirmed": "1",
    }
    assert Proposal.objects.get().status == "draft"

    missed = client.post(task, carried(page))
    assert "поставьте отметку под текстом" in missed.content.decode()
    assert not Consent.is_given(head, PARTICIPATION)

    done = client.post(task, carried(missed.content.decode()) | {"_agreed": "on"}, follow=True)
    assert "Заявка подана и зарегистрирована" in done.content.decode()
    assert (Proposal.objects.get().status, Consent.is_given(head, PARTICIPATION)) == ("formal_check", True)


def test_a_stranger_is_sent_to_log_in_and_agrees_to_nothing(client) -> None:
    fields = {"_consent": "participation", "_agreed": "on"}
    assert client.post(reverse("inbox"), fields).status_code == 302
    assert not Consent.objects.exists()
    client.force_login(person := without_consent(make_person()))
    assert client.post(reverse("inbox"), fields | {"_consent": "nonsense"}).status_code == 405
    assert not Consent.is_given(person, PARTICIPATION)


@pytest.mark.parametrize(("place", "then"), [("/proposals/", "/proposals/"), ("https://evil.example/", "/consent/")])
def test_the_page_of_a_consent_leads_back_within_the_site(client, place: str, then: str) -> None:
    client.force_login(without_consent(make_person()))
    answer: Any = client.post(
        f"{reverse('consent_page', args=['participation'])}?next={place}", {"seen": "1", "agreed": "on"}
    )
    assert answer.url == then


def test_consents_stand_in_the_cabinet(client) -> None:
    client.force_login(make_person())
    assert f'href="{reverse("consent")}"' in client.get(reverse("inbox")).content.decode()
