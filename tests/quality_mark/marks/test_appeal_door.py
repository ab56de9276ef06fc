"""The way from the page of a Mark to its appeal: for its holder alone, with the last day."""

import pytest
from django.test import Client

from quality_mark.models import QualityMark
from tests.quality_mark.holders import holder, marked
from tests.quality_mark.marks.test_marks import words
from tests.story import make_member, make_organization

__all__ = ["holder", "marked"]
pytestmark = pytest.mark.django_db


def test_the_holder_of_a_suspended_mark_finds_the_appeal_on_its_page_and_nobody_else_does(holder):
    mark = QualityMark.objects.get()
    head, other, client = holder.head(mark.entry), make_member(make_organization("ТОС «Чужие»")), Client()
    client.force_login(head, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "mark_suspension" not in words(client.get(mark.get_absolute_url()))
    holder.decide(holder.ask(mark, "suspension").item, "suspend_mark", text="Приостановить.", reasons="Нарушения.")
    page = words(client.get(mark.get_absolute_url()))
    assert "kind=mark_suspension" in page and "приостановление Знака" in page
    for person in (other, holder.secretary):
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        assert "mark_suspension" not in words(client.get(mark.get_absolute_url()))
    assert "mark_suspension" not in words(Client().get(mark.get_absolute_url()))
