"""The signing basket: many papers, one confirmation, each its own signature; it stops at the first paper that is not what was shown."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casework import baskets as casework_baskets
from casework.models import Receipt, Waiting
from documents import archive
from documents.custody import keepers
from documents.models import Document, Signature
from documents.papers import actions as papers
from journal.models import Entry
from journal.record import key
from programme.appointments.actions import dismiss
from tests import baskets
from tests.baskets import text_of, tickets, token_of
from tests.documents.conftest import PASSWORD, broken_invariants, made
from tests.documents.custody.test_custody import exchange
from tests.documents.signatures.test_sign import EXTRACT, for_signing, now

pytestmark = pytest.mark.django_db
BASKET = "/documents/signing/"


def papers_for(person: Any, count: int) -> list[Document]:
    return [for_signing((person, 1), title=f"О деле {number}") for number in range(count)]


def confirm(client: Any, page: str, **more: Any) -> Any:
    """Tick everything and confirm once with the password."""
    return baskets.confirm(client, BASKET, page, **{"password": PASSWORD, **more})


def signed_by(person: Any) -> set[Document]:
    return {row.request.document for row in Signature.objects.filter(request__person=person).select_related("request")}


def test_many_papers_are_signed_with_one_confirmation_each_with_its_own_line(client: Any, person: Any) -> None:
    chair, other = person("Первая"), person("Вторая")
    documents = papers_for(chair, 3)
    shared = for_signing((chair, 1), (other, 1), title="Общее")
    client.force_login(chair)
    page = baskets.page_of(client, BASKET)
    for document in (*documents, shared):
        assert str(document) in page and f"/documents/{document.pk}/pages/1.png" in page
    assert page.count("Ваша подпись последняя") == 3 and "нужно ещё 1 подпись: Подписант 2" in page
    assert (
        tickets(page, checked=True) == [] and len(tickets(baskets.page_of(client, f"{BASKET}?all"), checked=True)) == 4
    )

    answer = confirm(client, page)
    assert (answer.status_code, answer["Location"]) == (302, BASKET)
    assert "Подписано: 4." in baskets.page_of(client, BASKET)
    assert signed_by(chair) == {*documents, shared}
    assert {now(document).status for document in documents} == {Document.Status.REGISTERED}
    assert now(shared).status == Document.Status.SIGNING
    entries = Entry.objects.filter(verb="sign", actor=chair)
    assert {(row.subject, row.payload["sha256"]) for row in entries} == {
        (key(document), document.sha256) for document in (*documents, shared)
    }
    assert Receipt.objects.filter(person=chair).count() == 4
    assert "документов на подпись нет" in baskets.page_of(client, BASKET)
    assert broken_invariants() == []


def test_a_changed_file_stops_the_basket_there_and_the_page_says_which(client: Any, person: Any) -> None:
    chair = person("Первая")
    first, changed, third, fourth = papers_for(chair, 4)
    client.force_login(chair)
    page = baskets.page_of(client, BASKET)
    true = exchange(archive.path_of(changed.sha256, "pdf"), archive.read(made(title="Чужое").sha256, "pdf"))

    answer = confirm(client, page)
    assert answer.status_code == 409
    after = text_of(answer)
    assert "Подписано 1 из 4: остановились на первом расхождении" in after
    assert f"{changed} — файл изменён или утрачен" in after
    assert signed_by(chair) == {first}
    assert Entry.objects.filter(subject=key(changed), verb=keepers.VERB).count() == 1
    rest = tickets(after, checked=True)
    assert len(rest) == 2  # what has not been reached stays ticked, the changed paper does not

    assert client.post(BASKET, {"item": rest, "_token": token_of(after)}).status_code == 302  # no second password
    assert signed_by(chair) == {first, third, fourth}
    exchange(archive.path_of(changed.sha256, "pdf"), true)
    assert confirm(client, baskets.page_of(client, BASKET)).status_code == 302
    assert signed_by(chair) == {first, changed, third, fourth}
    assert broken_invariants() == []


def test_the_same_form_twice_signs_once(client: Any, person: Any) -> None:
    chair = person("Первая")
    papers_for(chair, 2)
    client.force_login(chair)
    page = baskets.page_of(client, BASKET)
    assert [confirm(client, page).status_code for _ in range(2)] == [302, 302]
    assert Signature.objects.count() == 2


def test_an_annulled_paper_and_a_mandate_that_has_ended_stop_the_basket(client: Any, person: Any) -> None:
    chair = person("Первая", "clerk")
    annulled, kept = papers_for(chair, 2)
    client.force_login(chair)
    page = baskets.page_of(client, BASKET)
    papers.annul(annulled, reason="Ошибка в адресате")
    after = text_of(confirm(client, page))
    assert "Подписано 0 из 2" in after and "уже закрыта" in after
    assert confirm(client, after).status_code == 302
    assert signed_by(chair) == {kept}

    made(**{**EXTRACT, "signatories": [(chair, "Делопроизводитель", 1, "role:clerk")]})
    page = baskets.page_of(client, BASKET)
    dismiss(chair.appointments.get(role="clerk"), ground="приказ")
    after = text_of(confirm(client, page))
    assert "полномочия подписывать за организацию прекращены" in after
    assert signed_by(chair) == {kept}


def test_what_was_shown_to_somebody_else_or_made_up_is_not_taken(client: Any, person: Any) -> None:
    chair, stranger = person("Первая"), person("Чужая")
    document = for_signing((chair, 1))
    client.force_login(chair)
    page = baskets.page_of(client, BASKET)
    client.force_login(stranger)
    assert document.number not in baskets.page_of(client, BASKET)
    answer = client.post(BASKET, {"item": [*tickets(page), "подделка"], "_token": token_of(page), "password": PASSWORD})
    assert answer.status_code == 422
    assert "Ничего не отмечено" in text_of(answer)
    client.force_login(chair)
    assert confirm(client, page, password="wrong").status_code == 422
    assert Signature.objects.count() == 0


def test_a_long_basket_goes_on_where_its_time_was_over(
    client: Any, person: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    chair = person("Первая")
    papers_for(chair, 3)
    client.force_login(chair)
    page = baskets.page_of(client, BASKET)
    monkeypatch.setattr(casework_baskets, "SECONDS", -1)
    answer = confirm(client, page)
    after = text_of(answer)
    assert answer.status_code == 200 and "Подписано 1 из 3" in after
    assert len(tickets(after, checked=True)) == 2


def test_the_menu_counts_what_waits_for_a_signature(client: Any, person: Any) -> None:
    chair = person("Первая")
    client.force_login(chair)
    assert BASKET not in baskets.page_of(client, "/inbox/")
    papers_for(chair, 2)
    page = baskets.page_of(client, "/inbox/")
    assert re.search(rf'href="{BASKET}".*?<span class="badge-count">2<', page, re.DOTALL)
    assert "На подпись: 2" in page


def test_a_basket_of_many_asks_as_much_as_one_of_few(client: Any, person: Any) -> None:
    chair = person("Первая")
    counts = []
    client.force_login(chair)
    for count in (1, 4):
        papers_for(chair, count)
        baskets.page_of(client, BASKET)
        with CaptureQueriesContext(connection) as asked:
            baskets.page_of(client, BASKET)
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert Waiting.objects.open().filter(addressee=f"person:{chair.pk}").count() == 5
