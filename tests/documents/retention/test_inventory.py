"""The nomenclature is public, a paper says how long it is kept, and the inventory of a year names all its papers once (row 52)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from casework import workdays
from casework.queue import run_pending
from documents.models import Document
from tests.documents.conftest import broken_invariants, issue, made
from tests.story import press

pytestmark = pytest.mark.django_db
ADDRESS = "/nomenclature/notices/inventory/"


def read(address: str, person: Any = None) -> str:
    browser = Client()
    if person:
        browser.force_login(person)
    return browser.get(address).content.decode().replace("\N{NO-BREAK SPACE}", " ").replace("&nbsp;", " ")


def test_the_inventory_of_a_year_names_every_paper_once(
    person: Any, clock: Any, django_assert_max_num_queries: Any
) -> None:
    clerk, archivist, stranger = person("Столова", "clerk"), person("Архивова", "archivist"), person("Чужая")
    papers = [made(title=f"О дворе {n}", readers=["role:clerk"]) for n in range(3)]
    this = papers[0].date.year
    assert "5 лет ЭПК" in read(papers[0].get_absolute_url(), clerk) and f"{this + 5}" in read(
        papers[0].get_absolute_url(), clerk
    )
    page = read("/nomenclature/")
    assert "Решения комитета" in page and "постоянно" in page and f"{this}: 3" in page and "Составить опись" not in page
    assert "Составить опись" not in read("/nomenclature/", clerk), "the year is not over"
    press(clerk, ADDRESS, status=422, year=f"{this}")

    clock.move_to(workdays.end_of(papers[0].date.replace(month=12, day=31)) + timedelta(days=20))
    assert "Составить опись" in read("/nomenclature/", archivist) and "Составить опись" not in read(
        "/nomenclature/", stranger
    )
    press(stranger, ADDRESS, status=404, year=f"{this}")
    press(archivist, ADDRESS, status=422, year="")
    press(archivist, ADDRESS, year=f"{this}")
    run_pending()
    inventory = Document.objects.get(register="case_inventories")
    assert [row["sha256"] for row in inventory.snapshot["papers"]] == [row.sha256 for row in papers]
    assert (
        inventory.is_ready
        and inventory.number in read("/nomenclature/", clerk)
        and inventory.number not in read("/nomenclature/")
    )
    press(clerk, ADDRESS, status=422, year=f"{this}")
    assert Document.objects.filter(register="case_inventories").count() == 1 and broken_invariants() == []
    with django_assert_max_num_queries(5):
        read("/nomenclature/")

    # Whoever goes past the triggers is found: a paper that the inventory does not name, another original, a second inventory.
    for harm in (
        f"UPDATE documents_document SET number = 'У-{this}-00009' WHERE id = {papers[0].pk}",
        f"UPDATE documents_documentfile SET sha256 = repeat('a', 64) WHERE document_id = {papers[1].pk} AND role = 'original'",
        f"UPDATE documents_document SET snapshot = jsonb_set(snapshot, '{{papers}}', '[]') WHERE id = {inventory.pk}",
    ):
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL session_replication_role = replica")
                cursor.execute(harm)
            assert any(row.startswith("I-103") for row in broken_invariants()), harm
            transaction.set_rollback(True)


def test_papers_on_their_way_wait(person: Any, clock: Any) -> None:
    clerk, paper = person("Столова", "clerk"), issue(title="О дворе")
    clock.move_to(workdays.end_of(paper.date.replace(month=12, day=31)) + timedelta(days=20))
    assert "Ещё оформляются" in press(clerk, ADDRESS, status=422, year=f"{paper.date.year}")
