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

from appeals.filing.board import eligible
from appeals.models import Appeal
from casework import inbox
from casework.appealing import UnderAppeal
from casework.models import Waiting
from committee.models import AgendaLine, Ballot, Decision, DissentingOpinion, Meeting, Vote
from documents import archive
from documents.models import Document, DocumentFile
from execution.models import Posting, Tranche, Undertaking
from journal import chain
from journal.models import Entry
from library.models import Card
from negotiations.models import Implementation, Proposal
from portal.demo.guide import TRY
from portal.demo.people import PASSWORD, city
from portal.demo.stories.script import EXPECTED
from programme.models import Membership, Person, RoleAssignment
from protocol.models import NormComplaint, ProtocolEdition, Signatory
from protocol.signatories import counting
from quality_mark.models import Contest, MarkComplaint, Voting
from tests.browser.conftest import AXE, DESK, PHONE, Reader, look, session_of
from tests.browser.test_axe import complaints_about
from tests.clock import moving
from tests.reading import stumbles

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
    assert edition.topic.messages.filter(status="answered", section__in=["A04", "A10"]).count() == 2
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
    outcomes = {code: _outcomes(code) for code in ("PRJ02", "PRJ03", "PRJ19")}
    assert outcomes == {
        "PRJ02": ["no_quorum", "decided"], "PRJ03": ["no_quorum", ""], "PRJ19": ["decided", ""],
    }  # fmt: skip
    assert {line.item.title for line in waiting.lines.all()} == {_about(code) for code in ("PRJ03", "PRJ19")}
    assert DissentingOpinion.objects.count() == 1
    assert sorted(Contest.objects.values_list("status", flat=True)) == ["accepting", *["completed"] * 3, "evaluating"]
    assert [voting.contest.status for voting in Voting.objects.all() if voting.is_open] == ["evaluating"]
    assert ProtocolEdition.objects.get(number=2).status == "public_discussion"
    assert list(NormComplaint.objects.values_list("status", flat=True)) == ["submitted"]
    assert list(MarkComplaint.objects.values_list("status", flat=True)) == ["submitted"]


def _about(code: str) -> str:
    return _proposal(code).agenda_item.title


def _proposal(code: str) -> Proposal:
    (title,) = (row["title"] for row in city()["proposals"] if row["code"] == code)
    return Proposal.objects.get(title=title)


def _outcomes(code: str) -> list[str]:
    """What the sittings made of a proposal's questions, one after the other."""
    return list(AgendaLine.objects.filter(item__title=_about(code)).order_by("pk").values_list("outcome", flat=True))


def test_appeals_were_heard_and_wait(played):
    rows = {appeal.kind: appeal for appeal in Appeal.objects.all()}
    assert {kind: (row.status, row.remedy, bool(row.verdict)) for kind, row in rows.items()} == {
        "declined": ("satisfied", "again", True), "contest_result": ("rejected", "", True), "mark_suspension": ("registered", "", False),
        "conclusion": ("submitted", "", False),
    }  # fmt: skip
    assert Decision.objects.get(pk=rows["declined"].contested.pk).status == "revoked"
    assert not UnderAppeal.objects.filter(until=None).exists()
    assert next(seat.person_id for seat in eligible(rows["mark_suspension"])) == rows["mark_suspension"].reporter_id


def test_a_recusal_cost_the_quorum_and_a_repeat_sitting_adopted(played):
    lost, adopted = AgendaLine.objects.filter(item__title=_about("PRJ02")).order_by("pk")
    quorum = lost.count_quorum()
    assert (len(lost.meeting.present()), lost.item.recusals.count(), quorum.base, quorum.present, quorum.reached) == (
        8, 1, 14, 7, False,
    )  # fmt: skip
    ballot = adopted.ballots.get()
    assert (ballot.votes_for, ballot.votes_against, ballot.recused, ballot.outcome) == (7, 7, 1, "carried")


def test_somebody_was_elected_secretly(played):
    order, secret = Ballot.objects.filter(line__item__matter="personal").order_by("pk")
    assert (order.is_secret, secret.is_secret) == (False, True)
    assert (secret.votes_for, secret.votes_against, secret.votes_abstained, secret.outcome) == (10, 3, 2, "carried")
    assert not Vote.objects.filter(ballot=secret).exists()


def test_projects_are_carried_out_terminated_and_reported(played):
    reports = {
        code: list(
            Implementation.objects.get(proposal=_proposal(code))
            .reports.order_by("at")
            .values_list("outcome", flat=True)
        )
        for code in ("PRJ05", "PRJ09", "PRJ02")
    }
    assert reports == {"PRJ05": ["returned", "done", "done", "done"], "PRJ09": ["done", "failed"], "PRJ02": [None]}
    assert Implementation.objects.get(proposal=_proposal("PRJ05")).act.is_registered
    assert Implementation.objects.get(proposal=_proposal("PRJ09")).termination_item.verdict == "terminate"


def test_the_library_has_cards_on_every_stage_and_a_practice_is_repeated(played):
    rows = Card.objects.values_list("kind__code", "status")
    assert sorted(rows) == [
        ("act", "in_force"), ("concept", "in_force"), ("draft_act", "expertise"),
        *[("external_application", "in_force")] * 2, ("external_call", "in_force"), ("precedent", "consultation"), ("precedent", "in_force"),
        ("problem", "checking"), *[("problem", "in_force")] * 3, ("replication", "checking"), ("replication", "in_force"),
        ("research", "in_force"), ("resource", "in_force"), ("term", "consultation"),
    ]  # fmt: skip
    assert Card.objects.get(kind__code="replication", status="in_force").undertaking.status == "done"
    assert list(Tranche.objects.order_by("number").values_list("status", flat=True)) == [
        "accepted",
        "received",
        "planned",
    ]
    assert Posting.objects.filter(fund__isnull=False, confirmed_by=None).count() == 1


def test_an_instruction_is_overdue(played):
    late = [row for row in Undertaking.objects.filter(kind=Undertaking.Kind.INSTRUCTION) if row.days_overdue]
    assert [(row.organization.short_name, row.days_overdue) for row in late] == [("Администрация города (демо)", 8)]
    executor = Person.objects.get(email="org01@example.org")
    assert any(line.left is not None and line.left < 0 for line in inbox.mine(executor))


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
    others = papers.exclude(status__in=[Status.REGISTERED, Status.SIGNING, Status.SUPERSEDED])
    # the decision that an appeal has set aside
    assert list(others.values_list("kind", "status")) == [("decision", Status.ANNULLED)]
    for file in DocumentFile.objects.all():
        assert archive.is_intact(file.path, file.sha256)
    for paper in papers.prefetch_related("files"):
        assert archive.read(paper.original.sha256, "pdf").startswith(b"%PDF-")


def test_every_kind_of_paper_and_its_copy_are_read_aloud_without_a_stumble(played, tmp_path):
    files = DocumentFile.objects.exclude(role="snapshot").select_related("document").order_by("size")
    papers = {(file.document.template, file.role): file for file in files}
    assert len(papers) >= 60
    faults = {key: stumbles(tmp_path / "paper.pdf", archive.read(file.sha256, "pdf")) for key, file in papers.items()}
    assert {key: heard for key, heard in faults.items() if heard} == {}


def test_the_inboxes_of_those_who_work_are_not_empty(played):
    working = (
        "secretary",
        "coordinator",
        "committee",
        "chair",
        "clerk",
        "board1",
        "org01",
        "org13",
        "org15",
        "org16",
        "org05",
    )
    for mailbox in working:
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
