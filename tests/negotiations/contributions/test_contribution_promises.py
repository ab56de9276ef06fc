"""The promises about contributions hold after a story, and each is able to notice that it is broken."""

import pytest
from django.db import connection

from negotiations.contributions import actions
from negotiations.contributions.invariants import INVARIANTS
from tests.negotiations.bargain import Bargain
from tests.negotiations.delivery.test_deliver import bargain, in_force, show

pytestmark = pytest.mark.django_db
__all__ = ["bargain", "in_force"]

HARMS = [
    ("NG-1", "DELETE FROM documents_signature WHERE id = (SELECT min(id) FROM documents_signature)"),
    ("NG-2", "UPDATE negotiations_contributionagreement SET outcome = 'dropped'"),
    ("CB-1", "UPDATE negotiations_contribution SET terms_by_id = recipient_id"),
    ("CB-1", "UPDATE negotiations_contribution SET value = value + 1000 WHERE kind = 'money'"),
    ("CB-2", "UPDATE negotiations_counteroffer SET number = number + 1"),
    ("CB-3", "UPDATE negotiations_negotiationparty SET case_id = case_id + 100"),
    ("CB-4", "UPDATE negotiations_contribution SET status = 'overdue' WHERE number = 2"),
    ("CB-5", "DELETE FROM negotiations_acceptance"),
    ("CB-6", "UPDATE negotiations_contribution SET status = 'delivered'"),
    ("CB-7", "UPDATE negotiations_contributionagreement SET outcome = 'round'"),
    ("NG-3", "UPDATE negotiations_negotiationparty SET case_id = case_id + 100"),
    ("NG-4", "UPDATE negotiations_contributionagreement SET document_id = NULL"),
]


def broken() -> set[str]:
    found = set()
    with connection.cursor() as cursor:
        for code, _, sql in INVARIANTS:
            cursor.execute(sql)
            if cursor.fetchall():
                found.add(code)
    return found


@pytest.fixture
def story(bargain: Bargain) -> Bargain:
    bargain.ask("city", bargain.gift(1).process, "begin_delivery")
    show(bargain, "city", 1)
    bargain.ask("tos", bargain.gift(1).process, "accept_delivery", answer="accept")
    return bargain


def test_every_promise_holds_and_notices_its_own_harm(story):
    assert broken() == set()
    for code, harm in HARMS:
        with connection.cursor() as cursor:
            cursor.execute("SAVEPOINT harm; SET CONSTRAINTS ALL IMMEDIATE; SET session_replication_role = replica")
            cursor.execute(
                "ALTER TABLE negotiations_contributionagreement DROP CONSTRAINT agreement_in_force_has_its_paper"
            )
            cursor.execute(harm)
            found = broken()
            cursor.execute("ROLLBACK TO SAVEPOINT harm")
        assert code in found, (code, found)
    assert {code for code, _ in HARMS} == {code for code, *_ in INVARIANTS}


def test_nothing_is_withdrawn_after_the_signing(bargain):
    assert bargain.act("tos", actions.withdraw, bargain.gift(2), ground="поздно уже") == [
        "Отозвать вклад можно только до подписания соглашения."
    ]
