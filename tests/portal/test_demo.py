"""The demo is played once into the test database: every stage is there, every promise holds, a second call changes nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as live
from django.core.management import call_command

from casework import inbox
from documents import archive
from documents.models import Document, DocumentFile
from journal import chain
from journal.models import Entry
from negotiations.models import Proposal
from portal.demo.cast import PASSWORD, city
from portal.demo.stories.script import EXPECTED
from programme.models import Person
from tests.conftest import empty_tables

Status = Document.Status
pytestmark = pytest.mark.django_db  # without the mark pytest-django would not switch to a test database at all


@pytest.fixture(scope="module")
def played(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Path]:
    """The played demo; its files lie in a folder of their own."""
    folder = tmp_path_factory.mktemp("demo")
    before = live.MEDIA_ROOT
    live.MEDIA_ROOT = folder
    with django_db_blocker.unblock():
        try:
            empty_tables()
            call_command("demo")
            yield folder
        finally:
            empty_tables()
            live.MEDIA_ROOT = before


def test_every_proposal_stands_where_the_script_puts_it(played):
    codes = {row["title"]: row["code"] for row in city()["proposals"]}
    assert {codes[one.title]: one.status for one in Proposal.objects.all()} == EXPECTED


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
    assert not papers.exclude(status__in=[Status.REGISTERED, Status.SIGNING]).exists()
    for file in DocumentFile.objects.all():
        assert archive.is_intact(file.sha256, file.suffix)
    for paper in papers.prefetch_related("files"):
        assert archive.read(paper.original.sha256, "pdf").startswith(b"%PDF-")


def test_the_inboxes_of_those_who_work_are_not_empty(played):
    for mailbox in ("secretary", "coordinator", "committee", "chair", "org13", "org15", "org16"):
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
