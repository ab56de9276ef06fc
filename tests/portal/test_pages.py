"""Pages that belong to no case: who may see them, what they say, and that their cost does not grow with the city."""

import gzip
from collections.abc import Callable
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from viewflow.workflow.fields import import_task_by_ref

from casework import workdays
from casework.models import Notification, unfiled
from documents.models import Document
from journal.models import Entry
from journal.record import key
from negotiations.models import NegotiationPlatform, Proposal
from portal.pictures import pictures
from programme.models import Organization, Person
from tests.story import (
    answer,
    application,
    begin,
    make_member,
    make_organization,
    make_person,
    make_platform,
    waiting_of,
)

pytestmark = pytest.mark.django_db
OFFICES = ("platform_secretary", "expertise_coordinator", "committee_secretary", "clerk")


@pytest.fixture
def tos() -> Organization:
    return make_organization()


@pytest.fixture
def chairwoman(tos: Organization) -> Person:
    return make_member(tos)


def submitted(person: Person, proposal: Proposal) -> None:
    answer(person, proposal.case, "submit", **application(proposal.title))


def queries(read: Callable[[], object]) -> int:
    """How many queries a reader costs, once caches that live for a minute are warm."""
    read()
    with CaptureQueriesContext(connection) as context:
        read()
    return len(context)


def registered(tos: Organization, author: Person, platform: NegotiationPlatform, n: int) -> Proposal:
    """A proposal as the register knows it, without its story."""
    return Proposal.objects.create(
        organization=tos, platform=platform, title=f"Двор {n}", number=f"З-{n}", created_by=author
    )


def decided(n: int) -> None:
    """A decision in the public register; the life of a paper is another room's story, so its triggers look away."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        Document.objects.create(
            kind="decision", register="decisions", year=2026, number=f"{n}.1-2026", date=timezone.localdate(),
            title=f"О поддержке двора {n}", template="t", template_hash="h", snapshot={}, snapshot_hash="h",
            code=f"CODE{n:012}", is_public=True, status="registered", reserved_at=timezone.now(),
        )  # fmt: skip
        cursor.execute("SET LOCAL session_replication_role = origin")


def test_the_front_page_tells_figures_platforms_and_decisions(client, tos, chairwoman):
    platform = make_platform(tos, title="Добрые дворы", accepts_until=timezone.localdate() + timedelta(days=30))
    registered(tos, chairwoman, platform, 1)
    decided(7)

    page = client.get("/").content.decode()

    assert "Договариваемся" in page
    assert "предложение принято" in page
    assert "Добрые дворы" in page
    assert "О\N{NO-BREAK SPACE}поддержке двора 7" in page
    assert 'href="/proposals/new/"' in page
    assert 'href="/how/"' in page


def test_a_city_nobody_has_opened_says_what_to_do(client, settings):
    page = client.get("/").content.decode()
    assert all(words in page for words in ("Город ещё не открыт", "./run setup", "./run manage opening_key"))
    settings.DEMO = True
    assert "Город ещё не открыт" not in client.get("/").content.decode()


def test_an_empty_city_still_has_a_front_page(client):
    make_person("admin")
    page = client.get("/").content.decode()
    assert "Сейчас приём закрыт" in page
    assert "Решений пока нет" in page


def test_the_front_page_costs_the_same_for_a_big_city(client, tos, chairwoman):
    def grow(first: int, last: int) -> None:
        for n in range(first, last):
            registered(tos, chairwoman, make_platform(tos, title=f"Площадка {n}"), n)
            decided(n)

    grow(0, 1)
    few = queries(lambda: client.get("/"))
    grow(1, 10)
    assert queries(lambda: client.get("/")) == few


@pytest.mark.parametrize("slug", pictures())
def test_every_procedure_has_a_picture_a_list_and_a_file(client, slug):
    page = client.get(f"/how/{slug}/").content.decode()
    assert '<svg xmlns="http://www.w3.org/2000/svg" class="so-flow"' in page
    assert "То же словами" in page
    assert f'href="/how/{slug}.bpmn"' in page

    file = client.get(f"/how/{slug}.bpmn")
    assert "attachment" in file["Content-Disposition"]
    assert ElementTree.fromstring(file.content).tag.endswith("definitions")


def test_how_it_works_has_its_sections_and_no_unknown_procedures(client):
    page = client.get("/how/").content.decode()
    for section in ("contacts", "accessibility", "source"):
        assert f'id="{section}"' in page
    assert all(f'href="/how/{slug}/"' in page for slug in pictures())
    assert client.get("/how/teapot/").status_code == 404
    assert client.get("/how/teapot.bpmn").status_code == 404


def test_a_stranger_is_asked_to_log_in_before_the_board(client):
    response = client.get("/board/")
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")


def test_the_board_is_for_the_offices_only(client, chairwoman):
    for person in (chairwoman, make_person(), make_person("expert_prof"), make_person("committee_member")):
        client.force_login(person)
        assert client.get("/board/").status_code == 403
        assert "Стол секретариата" not in client.get("/inbox/").content.decode()
    for role in OFFICES:
        client.force_login(make_person(role))
        assert client.get("/board/").status_code == 200
        assert "Стол секретариата" in client.get("/inbox/").content.decode()


def test_a_revoked_role_closes_the_board_at_once(client):
    from programme.appointments import actions as appointments

    secretary = make_person("clerk")
    client.force_login(secretary)
    assert client.get("/board/").status_code == 200
    appointments.dismiss(secretary.appointments.get(), ground="распоряжение")
    assert client.get("/board/").status_code == 403


@pytest.mark.dated
def test_the_board_moves_a_case_from_new_to_overdue_and_names_who_holds_it(client, tos, chairwoman, clock):
    secretary = make_person("platform_secretary")
    proposal = begin(chairwoman, tos, make_platform(tos))
    answer(chairwoman, proposal.case, "submit", **application())
    client.force_login(secretary)

    def totals(query: str = "") -> dict[str, int]:
        return {group.code: group.total for group in client.get(f"/board/{query}").context["groups"]}

    assert totals() == {"overdue": 0, "soon": 0, "new": 1}
    clock.move_to(workdays.end_of(workdays.add(workdays.local_date(), 6)).replace(hour=12))
    client.force_login(secretary)
    assert totals() == {"overdue": 1, "soon": 0, "new": 0}
    assert totals("?room=negotiations")["overdue"] == 1
    assert totals("?room=committee")["overdue"] == 0
    row = client.get("/board/").context["groups"][0].rows[0]
    assert (row.by, row.room, row.left) == ("секретариат площадки", "Предложения и переговоры", -1)


def test_what_is_still_being_written_is_not_on_the_board(client, tos, chairwoman):
    """A draft is known to its authors only, however near the end of the window is."""
    draft = begin(chairwoman, tos, make_platform(tos, accepts_until=timezone.localdate()), title="Тайный замысел")
    client.force_login(make_person("platform_secretary"))
    assert "Тайный замысел" not in client.get("/board/").content.decode()
    answer(chairwoman, draft.case, "submit", **application("Тайный замысел"))
    assert "Тайный замысел" in client.get("/board/").content.decode()
    assert sorted(import_task_by_ref(step).name for step in unfiled()) == ["enter", "submit", "submit", "submit"]


def test_the_board_costs_the_same_for_ten_cases(client, tos, chairwoman):
    platform = make_platform(tos, accepts_until=timezone.localdate() + timedelta(days=1))
    client.force_login(make_person("clerk"))
    submitted(chairwoman, begin(chairwoman, tos, platform, "Двор 0"))
    few = queries(lambda: client.get("/board/?all"))
    for n in range(1, 10):
        submitted(chairwoman, begin(chairwoman, tos, platform, f"Двор {n}"))
    assert len(client.get("/board/?all").context["groups"][2].rows) == 10
    assert queries(lambda: client.get("/board/?all")) == few
    assert [group.total for group in client.get("/board/").context["groups"]] == [
        0,
        0,
        0,
    ]  # nothing of it is the clerk's


def test_an_office_sees_its_own_by_case_with_names_and_reminds_once_a_day(client, tos, chairwoman, clock):
    secretary, other = make_person("platform_secretary"), make_person("clerk")
    proposal = begin(chairwoman, tos, make_platform(tos))
    submitted(chairwoman, proposal)
    answer(secretary, proposal.case, "check", outcome="send_back", remark_goal="Назовите число жителей.")
    waiting = waiting_of(chairwoman, proposal.case, "fix")
    clock.move_to(waiting.due_at + timedelta(minutes=1))
    client.force_login(secretary)
    [case] = client.get("/board/").context["groups"][0].cases
    [row] = case.rows
    assert (case.title, row.by, row.may_remind) == (waiting.case_title, tos.short_name, True)
    assert row.stands == workdays.between(workdays.local_date(waiting.opened_at), workdays.local_date())

    address = f"/tasks/{waiting.pk}/remind/"
    client.force_login(other)
    assert client.post(address).status_code == 404
    [row] = client.get("/board/?all").context["groups"][0].rows
    assert (row.by, row.may_remind) == (waiting.asked, False)  # names are for the office of the step
    client.force_login(secretary)
    for _ in range(2):
        assert client.post(address, {"next": "/board/"})["Location"] == "/board/"
    assert "Сегодня об этом шаге уже напоминали" in client.get("/board/").content.decode()
    told = Notification.objects.filter(title=f"Напоминание: {waiting.title}")
    assert [row.person for row in told] == [chairwoman]
    assert Entry.objects.filter(subject=key(proposal), verb="remind").count() == 1
    [row] = client.get("/board/").context["groups"][0].rows
    assert (row.may_remind, row.is_reminded) == (False, True)
    clock.move_to(workdays.end_of(workdays.add(workdays.local_date(), 1)).replace(hour=12))
    client.force_login(secretary)
    client.post(address)
    assert told.all().count() == 2


def test_the_board_shows_papers_that_could_not_be_made(client):
    decided(1)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        Document.objects.update(status="number_reserved", failed_at=timezone.now(), error="abc123")
        cursor.execute("SET LOCAL session_replication_role = origin")
    client.force_login(make_person("clerk"))
    page = client.get("/board/").content.decode()
    assert "1.1-2026" in page
    assert "abc123" in page


def test_appearance_is_remembered_and_leads_back_only_within_the_site(client):
    response = client.get("/appearance/?theme=dark&next=/how/")
    assert (response.status_code, response["Location"]) == (302, "/how/")
    assert 'data-bs-theme="dark"' in client.get("/").content.decode()
    assert client.get("/appearance/?theme=light&next=https://evil.example/")["Location"] == "/"


def test_health_is_a_plain_word(client):
    response = client.get("/healthz/")
    assert (response.status_code, response.content) == (200, b"ok")


def test_a_page_travels_compressed_and_opens_the_same(client: Client) -> None:
    short, whole = client.get("/how/", headers={"accept-encoding": "gzip"}), client.get("/how/")
    assert (short["Content-Encoding"], "Content-Encoding" in whole) == ("gzip", False)
    assert gzip.decompress(short.content).decode().split() == whole.content.decode().split()
    assert len(short.content) < len(whole.content) / 3
    assert "Accept-Encoding" in short["Vary"]


def test_what_holds_a_secret_is_not_compressed(chairwoman: Person) -> None:
    """The key of the second factor stands on its page as it is: its length must tell nobody anything."""
    browser = Client(headers={"accept-encoding": "gzip"})
    answers = [browser.get("/accounts/login/")]
    browser.force_login(chairwoman)
    answers += [browser.get(path, follow=True) for path in ("/accounts/2fa/totp/activate/", "/inbox/")]
    assert [page.status_code for page in answers] == [200, 200, 200]
    assert [page.get("Content-Encoding") for page in answers] == [None, None, "gzip"]
