"""The search in the header: whatever a person may see is found in any spelling, and what they may not is not even counted."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from casework.queue import run_pending
from casework.site_search import find
from negotiations.models import Proposal
from negotiations.proposals.finding import in_district
from tests.story import begin, make_member, make_organization

pytestmark = pytest.mark.django_db
ANYBODY = AnonymousUser()


def titles(text, person=ANYBODY, kind="Предложения"):
    found, _ = find(text, person)
    return [row.title for hits in found if hits.kind.title == kind for row in hits.rows]


@pytest.fixture
def proposal(desk):
    return desk.submitted("Двор без ступеней")


def test_a_proposal_is_found_by_number_form_beginning_applicant_and_district(desk, proposal):
    desk.submitted("Ёлка на площади")
    year, name = proposal.number.split("-")[1], "Двор без ступеней"
    for text in (proposal.number, proposal.number.replace("З", "3").replace("-", "–"), f"З {year} 1"):
        assert titles(text) == [name], text
    for text in ("ступеням", "ступен", "дворы ступеней"):
        assert titles(text) == [name], text
    assert titles("елки") == ["Ёлка на площади"]
    assert sorted(titles("Утёс")) == sorted(titles("утес")) == ["Ёлка на площади", "Двор без ступеней"]
    assert titles("шлагбаум") == []
    assert in_district(Proposal.objects.all(), "в Октябрьском районе", ANYBODY).children == [
        ("districts__overlap", ["okt"])
    ]
    assert not in_district(Proposal.objects.all(), "Октябрьский двор", ANYBODY)
    for code in proposal.districts:
        assert code == "okt" or name not in titles("Октябрьский")


def test_a_slip_of_the_pen_finds_what_is_alike_and_says_so(proposal):
    found, is_likeness = find("ступиней", ANYBODY)
    assert ([row.title for hits in found for row in hits.rows], is_likeness) == (["Двор без ступеней"], True)
    assert find("ступеней", ANYBODY)[1] is False
    assert find("щщщщщщ", ANYBODY) == ([], True)


def test_what_one_may_not_see_is_not_found_in_any_way(desk, whole_queue):
    stranger = make_member(make_organization("ТОС «Чужие»"))
    begin(desk.chairwoman, desk.tos, desk.platform, "Тайный замысел")
    proposal = desk.submitted("Двор без ступеней")
    run_pending()
    paper = str(proposal.versions.get().document)
    assert titles("Тайный", desk.chairwoman) == ["Тайный замысел"]
    assert paper in titles("ступеней", desk.chairwoman, "Документы") and paper in titles(
        "соседями", desk.secretary, "Документы"
    )
    for outsider in (ANYBODY, stranger):
        for text in ("Тайный", "тайна", "Тайнный замысел"):
            assert find(text, outsider)[0] == [], text
        assert titles("ступеней", outsider, "Документы") == titles("соседями", outsider, "Документы") == []
        assert titles("Утёс", outsider, "Организации") == []
    assert titles("Утёс", desk.chairwoman, "Организации") == ["ТОС «Утёс»"]


def test_a_name_that_has_been_closed_finds_no_paper(desk, whole_queue):
    from django.utils import timezone

    from documents.models import Document, NamedPerson

    proposal = desk.submitted("Двор без ступеней")
    run_pending()
    paper = proposal.versions.get().document
    Document.objects.filter(pk=paper.pk).update(is_public=True)
    assert str(paper) in titles("соседями", ANYBODY, "Документы")
    NamedPerson.objects.create(
        document=paper, person=desk.chair, pseudonym="Эксперт № 1", words=["соседями"], hidden_at=timezone.now()
    )
    assert titles("соседями", ANYBODY, "Документы") == []
    assert str(paper) in titles("соседями", desk.chairwoman, "Документы")


def test_the_page_works_without_scripts_and_asks_little(desk, proposal):
    client = Client()
    page = client.get("/search/", {"q": "ступеней"}).content.decode()
    assert f'href="{proposal.get_absolute_url()}"' in page and 'value="ступеней"' in page
    for text in ("", " ", "'; --", "%", "&:*|!()", "9" * 400, "<script>"):
        assert client.get("/search/", {"q": text}).status_code == 200
    assert client.post("/search/").status_code == 405

    def asked():
        with CaptureQueriesContext(connection) as queries:
            client.get("/search/", {"q": "ступеней"})
        return len(queries)

    before = asked()
    for n in range(9):
        desk.submitted(f"Двор без ступеней {n}")
    assert asked() == before <= 3
    assert "Искать дальше в разделе «Предложения»" in client.get("/search/", {"q": "ступеней"}).content.decode()
