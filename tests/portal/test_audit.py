"""The auditor reads the whole journal and can have it recomputed; nobody else sees a line."""

import pytest
from django.db import connection
from django.test import Client

from journal import chain
from journal.models import Entry
from tests.story import make_person

pytestmark = pytest.mark.django_db


def browser(person) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_the_auditor_sees_every_act_and_the_chain_recomputed():
    auditor = make_person("auditor")
    chain.seal()
    client = browser(auditor)
    page = client.get("/journal/").content.decode()
    assert all(title in page for title in Entry.objects.values_list("title", flat=True))
    assert "Журнал цел" in client.post("/journal/verify/", follow=True).content.decode()


def test_tampering_is_shown_with_the_row_it_was_done_to():
    auditor = make_person("auditor")
    chain.seal()
    entry = Entry.objects.order_by("id").first()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET session_replication_role = replica")
        cursor.execute("UPDATE journal_entry SET title = 'x' WHERE id = %s", [entry.pk])
        cursor.execute("SET session_replication_role = DEFAULT")
    page = browser(auditor).post("/journal/verify/", follow=True).content.decode()
    assert f"Цепочка нарушена на месте 1 (запись {entry.pk}): запись изменена после запечатывания." in page


def test_nobody_else_sees_the_journal():
    assert Client().get("/journal/").status_code == 302
    for outsider in (
        make_person(),
        make_person("admin"),
        make_person("platform_secretary"),
        make_person(is_superuser=True),
    ):
        assert browser(outsider).get("/journal/").status_code == 403
        assert browser(outsider).post("/journal/verify/").status_code == 403
