"""Two people at one text, without scripts: whoever saves later sees both texts, and nothing typed is lost."""

import re
from typing import Any

import pytest
from django.test import Client

from casework.models import Draft
from negotiations.models import NegotiationPlatform
from programme.models import Organization
from tests.negotiations.conftest import desk
from tests.story import application, make_member, waiting_of

__all__ = ["desk"]
pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def browser(person: Any) -> Client:
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client


def hidden(page: Any) -> dict[str, str]:
    """What the page itself adds to a form."""
    return dict(re.findall(r'type="hidden" name="(_[a-z]+)" value="([^"]*)"', page.content.decode()))


def test_the_later_draft_does_not_erase_the_earlier(desk):
    proposal = desk.begin()
    first, second = browser(desk.chairwoman), browser(make_member(desk.tos, role="staff"))
    url = waiting_of(desk.chairwoman, proposal.case, "submit").get_absolute_url()
    seen_by_first, seen_by_second = hidden(first.get(url)), hidden(second.get(url))

    typed = application(goal="Цель председателя: тридцать пандусов к сентябрю.")
    assert first.post(url, {**typed, **seen_by_first, "_draft": "1"}).status_code == 302
    other = application(goal="Цель сотрудницы: сорок пандусов к октябрю.", **{"budget-0-amount": "1 650 001"})
    page = second.post(url, {**other, **seen_by_second, "_draft": "1"})

    assert page.status_code == 409
    assert Draft.objects.get().fields["goal"] == ["Цель председателя: тридцать пандусов к сентябрю."]
    rows = [(row.label, row.theirs, row.mine) for row in page.context["conflict"]]
    assert rows == [
        ("Цель", "Цель председателя: тридцать пандусов к сентябрю.", "Цель сотрудницы: сорок пандусов к октябрю."),
        ("Сумма, ₽, строка 1", "1650000", "1 650 001"),
    ]
    assert page.context["form"]["goal"].value() == "Цель сотрудницы: сорок пандусов к октябрю."
    assert "Утёсова" in page.content.decode()

    assert second.post(url, {**other, **hidden(page), "_draft": "1"}).status_code == 302
    assert Draft.objects.get().fields["goal"] == ["Цель сотрудницы: сорок пандусов к октябрю."]
    assert (
        second.post(url, {**other, **seen_by_second, "_draft": "1"}).status_code == 302
    )  # the same words are no conflict


def test_sending_over_a_colleagues_draft_is_a_conflict_too(desk):
    proposal = desk.begin()
    first, second = browser(make_member(desk.tos, role="staff")), browser(desk.chairwoman)
    url = waiting_of(desk.chairwoman, proposal.case, "submit").get_absolute_url()
    seen = hidden(second.get(url))
    first.post(url, {**application(goal="Цель сотрудницы"), **hidden(first.get(url)), "_draft": "1"})
    assert second.post(url, {**application(), **seen, "_send": "1"}).status_code == 409
    assert type(proposal).objects.get(pk=proposal.pk).status == "draft"


def test_contacts_and_platforms_are_not_overwritten_unseen(desk):
    contacts = {"address": "ул. Новая, 1", "district": "", "site": "", "email": "new@example.org", "phone": ""}
    head = browser(desk.chairwoman)
    url = f"/organisation/{desk.tos.pk}/contacts/"
    seen = hidden(head.get(url))["_seen"]
    Organization.objects.filter(pk=desk.tos.pk).update(address="ул. Чужая, 7")
    page = head.post(url, {**contacts, "_seen": seen})
    assert page.status_code == 409
    assert ("ул. Чужая, 7", "ул. Новая, 1") in [(row.theirs, row.mine) for row in page.context["conflict"]]
    assert Organization.objects.get(pk=desk.tos.pk).address == "ул. Чужая, 7"
    assert head.post(url, {**contacts, **hidden(page)}).status_code == 302
    assert Organization.objects.get(pk=desk.tos.pk).address == "ул. Новая, 1"

    platform = NegotiationPlatform.objects.get()
    office, url = browser(desk.secretary), f"/platforms/{platform.pk}/edit/"
    page = office.get(url)
    typed = {field.name: field.value() for field in page.context["form"] if field.value() not in (None, "", False)}
    NegotiationPlatform.objects.filter(pk=platform.pk).update(description="Другие слова")
    page = office.post(url, {**typed, "title": "Соседи", **hidden(page)})
    assert (page.status_code, [row.label for row in page.context["conflict"]][:1]) == (409, ["Название"])
    assert NegotiationPlatform.objects.get().title == platform.title


def test_a_form_that_says_nothing_of_what_it_has_shown_is_not_trusted(desk):
    head = browser(desk.chairwoman)
    answer = head.post(f"/organisation/{desk.tos.pk}/contacts/", {"address": "ул. Новая, 1", "email": "a@example.org"})
    assert answer.status_code == 409


def test_a_draft_without_its_lines_is_shown_without_scolding(desk):
    proposal = desk.begin()
    waiting = waiting_of(desk.chairwoman, proposal.case, "submit")
    client, url = browser(desk.chairwoman), waiting.get_absolute_url()
    client.post(url, {"title": "Двор", "budget-7-article": "Скамьи", **hidden(client.get(url)), "_draft": "1"})
    for total in ("", "x", "-1", "9" * 30):
        Draft.objects.update(fields={"title": ["Двор"], "budget-7-article": ["Скамьи"], "budget-TOTAL_FORMS": [total]})
        page = client.get(url)
        text = page.content.decode()
        assert "ManagementForm" not in text and "error-summary" not in text
        assert page.context["form"].budget.forms[7]["article"].value() == "Скамьи"
    page = client.post(url, {**application(), **hidden(page), "budget-TOTAL_FORMS": "", "_send": "1"})
    assert page.status_code == 200 and "Проверьте ответы" in page.content.decode()
