"""The demo as it has been played: every stage is there, every promise holds, and a real Chromium walks it.

One playing serves all tests of this file, and the next runs too until the code changes; nothing here changes what was played.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urldefrag, urlsplit

import pytest
from django.conf import settings as live
from django.core.management import call_command
from django.test import Client, override_settings
from django.urls import Resolver404, resolve
from django.utils import timezone
from pytest_django.live_server_helper import LiveServer

from casework import inbox
from casework.models import Waiting
from committee.models import AgendaLine, DissentingOpinion, Meeting
from documents import archive
from documents.models import Document, DocumentFile
from journal import chain
from journal.models import Entry
from negotiations.models import Proposal
from portal.demo.guide import TRY
from portal.demo.people import PASSWORD, city
from portal.demo.stories.script import EXPECTED
from programme.models import Membership, Person, RoleAssignment
from protocol.models import Comment, NormComplaint, ProtocolEdition, Signatory
from protocol.signatories import counting
from quality_mark.models import Contest, MarkComplaint, Voting
from tests.browser.conftest import AXE, DESK, PHONE, Reader, look, session_of
from tests.browser.test_axe import complaints_about
from tests.clock import moving

Status = Document.Status
# Without the mark of a database pytest-django would not switch to a test database at all.
pytestmark = [pytest.mark.browser, pytest.mark.django_db]
GUIDES = 3  # readers who are followed to the same address
DOORS = ["/", "/inbox/", "/cases/", "/board/", "/deadlines/"]
AVOIDED = ("/appearance/", "/accounts/", "/static/", "/demo/")


@dataclass(frozen=True)
class City:
    """The played demo: where it is served, and the sessions of those who read it (a stranger has none)."""

    url: str
    sessions: dict[str, str]


@pytest.fixture(scope="module")
def played(database_store, django_db_blocker) -> Iterator[City]:
    """The played demo, served; its files lie in a folder of their own, and it is not earlier than when its last act was done."""
    with django_db_blocker.unblock(), moving() as clock:
        folder = database_store.work_in_the_played_city()
        if (last := Entry.objects.latest("at").at) > timezone.now():
            clock.move_to(last)
        with override_settings(MEDIA_ROOT=str(folder), DEMO=True):  # whose people are those of the demo
            server = LiveServer("127.0.0.1")
            yield City(server.url, {"stranger": "", **{who: session_of(person) for who, person in readers().items()}})
            server.stop()
        database_store.work_in_empty_tables()


def readers() -> dict[str, Person]:
    """One person of every role, of every sector one who signs for an organisation, and a citizen."""
    found: dict[str, Person] = {}
    for row in RoleAssignment.objects.in_force().select_related("person").order_by("pk"):
        found.setdefault(row.role, row.person)
    for mandate in Membership.objects.mandated().select_related("person", "organization").order_by("pk"):
        found.setdefault(f"signer of {mandate.organization.sector}", mandate.person)
    return {who: found[who] for who in sorted(found)}


def walk(sessions: dict[str, str]) -> dict[str, list[tuple[str, str]]]:
    """Whom to follow where: by the name of an address, the readers and paths that lead to it, found by following links."""
    found: dict[str, list[tuple[str, str]]] = {}
    for who, session in sessions.items():
        client, seen, ways = Client(), set[str](), list(DOORS)
        if session:
            client.cookies[live.SESSION_COOKIE_NAME] = session
        while ways:
            path = ways.pop(0)
            name = _name(path)
            if not name or name in seen or (path not in DOORS and len(found.get(name, [])) >= GUIDES):
                continue
            answer = client.get(path)
            if answer.status_code != 200 or answer.streaming or "html" not in answer["Content-Type"]:
                continue
            seen.add(name)
            found.setdefault(name, []).append((who, path))
            ways += re.findall(r'<a [^>]*href="([^"]+)"', answer.content.decode())
    return found


def _name(link: str) -> str:
    """The address a link of ours leads to, by its name; nothing for files, filters and other sites."""
    path = urldefrag(link).url
    if urlsplit(path).netloc or not path.startswith("/") or "?" in path or path.startswith(AVOIDED):
        return ""
    try:
        match = resolve(path)
    except Resolver404:
        return ""
    if match.url_name == "task":
        waiting = Waiting.objects.select_related("task").filter(pk=match.kwargs["pk"]).first()
        return f"task {waiting.task.flow_task}" if waiting else ""
    return match.url_name or ""


@pytest.fixture(scope="module")
def ways(played) -> dict[str, list[tuple[str, str]]]:
    """Every page somebody can reach."""
    return walk(played.sessions)


def test_the_walk_reaches_every_room(ways):
    assert {"proposal", "negotiation", "contributions", "agreement", "contest", "mark", "voting", "protocol", "protocol_compare",
            "protocol_amendments", "signatories", "sitting", "expertise_page", "document", "board"} - ways.keys() == set()  # fmt: skip


@pytest.mark.parametrize(("turn", "width", "theme"), [(0, DESK, "light"), (-1, PHONE, "dark")])
def test_no_page_of_the_city_has_a_barrier(browser, played, ways, turn, width, theme):
    """Behind every address one page, as its first guide sees it, and on a phone in the dark as its last one does."""
    routes: dict[str, list[str]] = {}
    for guides in ways.values():
        who, path = guides[turn]
        routes.setdefault(who, []).append(path)
    complaints = []
    for who, paths in routes.items():
        context = browser.new_context(base_url=played.url, viewport={"width": width, "height": 900}, locale="ru-RU")
        context.add_init_script(path=AXE)
        reader = Reader(context)
        look(reader, played.url, theme)
        if session := played.sessions[who]:
            context.add_cookies([{"name": live.SESSION_COOKIE_NAME, "value": session, "url": played.url}])
        complaints += [f"{who}: {text}" for text in [*complaints_about(reader, paths), *reader.complaints]]
        context.close()
    assert complaints == []


def test_every_proposal_stands_where_the_script_puts_it(played):
    codes = {row["title"]: row["code"] for row in city()["proposals"]}
    assert {codes[one.title]: one.status for one in Proposal.objects.all()} == EXPECTED


def test_the_protocol_is_in_force_with_fourteen_signatures(played):
    edition = ProtocolEdition.objects.get(number=1)
    assert (edition.status, edition.texts.count()) == ("in_force", 12)
    assert counting.count(edition).by_sector == {"authority": 3, "business": 6, "community": 5}
    amendments = edition.amendments.order_by("number")
    assert list(amendments.values_list("article_text__position", "status", "is_accepted_partly")) == [
        (5, "declined", False), (7, "incorporated", False), (3, "incorporated", True),
    ]  # fmt: skip
    assert all(one.decision_reasons and one.answer.is_registered for one in amendments)
    assert Comment.objects.published().filter(article_text__edition=edition).exclude(answered_at=None).count() == 2
    papers = set(edition.papers.values_list("purpose", flat=True))
    assert {"announcement", "feedback", "amendments", "comparison", "outcome"} <= papers
    others = Signatory.objects.exclude(status="signed").order_by("status")
    assert [(one.organization.short_name, one.status) for one in others] == [
        ("Гимназия «Кедровая»", "declined"), ("Молодёжный центр «Левый берег»", "reviewing"),
    ]  # fmt: skip
    acceded = edition.signatories.get(way="application")
    assert acceded.certificate.snapshot["organization"] == acceded.organization.full_name
    assert edition.signatories.filter(reservations__outcome="accepted").count() == 1


def test_the_city_ends_on_a_living_day(played):
    """There is something to do now in every institution: a sitting to open, a vote, an open window, a discussion, complaints."""
    now = timezone.now()
    waiting = Meeting.objects.get(status=Meeting.Status.NOTIFIED)
    assert waiting.scheduled_at <= now < waiting.scheduled_at + timedelta(days=5)
    lost = AgendaLine.objects.get(outcome=AgendaLine.Outcome.NO_QUORUM)
    assert lost.item.lines.filter(meeting=waiting).exists()
    assert DissentingOpinion.objects.count() == 1
    assert sorted(Contest.objects.values_list("status", flat=True)) == ["accepting", "completed", "evaluating"]
    assert [voting.contest.status for voting in Voting.objects.all() if voting.is_open] == ["evaluating"]
    assert ProtocolEdition.objects.get(number=2).status == "public_discussion"
    assert list(NormComplaint.objects.values_list("status", flat=True)) == ["submitted"]
    assert list(MarkComplaint.objects.values_list("status", flat=True)) == ["submitted"]


def test_the_first_page_says_what_to_try_and_lets_one_in(played):
    page = Client().get("/").content.decode().replace("\xa0", " ")
    assert all(text.split(":")[0] in page for _, text in TRY)
    assert len(re.findall(r'action="/demo/roles/\d+/"', page)) == len(TRY) - 1, "the first needs no login"


def test_every_promise_holds(played):
    call_command("check_invariants")


def test_the_journal_is_whole_sealed_and_never_runs_backwards(played):
    assert chain.verify() is None
    assert not Entry.objects.filter(seal=None).exists()
    moments = list(Entry.objects.order_by("pk").values_list("at", flat=True))
    assert moments == sorted(moments)


def test_every_paper_in_the_register_lies_in_the_archive(played):
    papers = Document.objects.all()
    assert papers.filter(status=Status.REGISTERED).count() >= 80
    assert not papers.exclude(status__in=[Status.REGISTERED, Status.SIGNING, Status.SUPERSEDED]).exists()
    for file in DocumentFile.objects.all():
        assert archive.is_intact(file.path, file.sha256)
    for paper in papers.prefetch_related("files"):
        assert archive.read(paper.original.sha256, "pdf").startswith(b"%PDF-")


def test_the_inboxes_of_those_who_work_are_not_empty(played):
    for mailbox in ("secretary", "coordinator", "committee", "chair", "org13", "org15", "org16", "org05"):
        person = Person.objects.get(email=f"{mailbox}@example.org")
        assert inbox.mine(person), mailbox
    secretary = Person.objects.get(email="secretary@example.org")
    assert any(line.left is not None and line.left < 0 for line in inbox.mine(secretary))


def test_everybody_logs_in_with_the_printed_password(played):
    people = Person.objects.filter(is_superuser=False)
    assert people.count() > 50
    assert len(set(people.values_list("password", flat=True))) == 1
    assert people.first().check_password(PASSWORD)


def test_a_second_call_changes_nothing(played, capsys):
    before = Entry.objects.count(), Document.objects.count(), Person.objects.count()
    call_command("demo")
    assert (Entry.objects.count(), Document.objects.count(), Person.objects.count()) == before
    assert "уже разыграны" in capsys.readouterr().out
