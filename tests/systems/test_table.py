"""Every row of the table of systems: its page opens to a stranger, and whatever it says works is done by a test that is named there."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from portal.systems import systems


def test_the_table_is_whole_and_every_claim_has_its_proof() -> None:
    assert [row.n for row in systems()] == list(range(1, 88))
    claims = [row for row in systems() if row.page]
    assert [row.n for row in claims if not row.has] == [], "whoever is sent to a page is told what is there"
    assert [row.n for row in systems() if not row.page and not row.lacks] == [], "and what is not there is said"
    assert [row.n for row in claims if not row.lacks and not row.proof] == []
    for row in systems():
        if row.proof:
            file, _, name = row.proof.partition("::")
            text = (Path(settings.BASE_DIR) / file).read_text()
            assert re.search(rf"^def {name}\(", text, re.MULTILINE), f"{row.n}: {row.proof}"


@pytest.mark.django_db
def test_every_page_opens_to_a_stranger(client: Client) -> None:
    pages = {row.n: client.get(row.url).status_code for row in systems() if row.page}
    assert {n: status for n, status in pages.items() if status != 200} == {}
    shown = client.get("/systems/?standing=работает").context
    assert [row.standing[0] for row in shown["systems"]] == ["работает"] * shown["counts"]["работает"]
