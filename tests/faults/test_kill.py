"""`kill -9` at the worst moment: nothing is half-done, nothing is lost, no number has a gap."""

import os
import signal
import threading
from uuid import uuid4

import pytest
from django.db import connections
from procrastinate.contrib.django.models import ProcrastinateJob

from casework.models import Waiting
from casework.queue import run_pending
from documents import archive
from documents.models import Document
from journal.models import Entry
from negotiations.models import Proposal
from portal.management.commands.check_invariants import broken
from tests.faults.stack import (
    another_connection,
    children_of,
    half_a_minute_later,
    is_due_now,
    somebody_waits_for_a_lock,
    until,
)
from tests.story import waiting_of

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]


def facts() -> tuple:
    """All that an act may leave behind."""
    return (
        list(Proposal.objects.order_by("pk").values_list("pk", "status")),
        Entry.objects.count(),
        list(Document.objects.order_by("pk").values_list("number", "status")),
        list(Waiting.objects.open().order_by("pk").values_list("pk", "title")),
        list(ProcrastinateJob.objects.order_by("id").values_list("task_name", "status")),
    )


def test_a_site_killed_in_the_middle_of_an_act_has_done_nothing_and_then_does_it_once(desk, stack):
    proposal = desk.submitted()
    run_pending()
    check = waiting_of(desk.secretary, proposal.case, "check")
    before, site = facts(), stack.site()
    data, answers = {"outcome": "admit", "_token": str(uuid4())}, []

    def click() -> None:
        try:
            answers.append(stack.request("POST", check.get_absolute_url(), desk.secretary, **data)[0])
        except (OSError, EOFError) as error:
            answers.append(type(error).__name__)

    def browse() -> None:
        click()
        connections.close_all()

    with another_connection() as other:
        other.execute("SELECT 1 FROM negotiations_proposal WHERE id = %s FOR UPDATE", [proposal.pk])
        browser = threading.Thread(target=browse)
        browser.start()
        until(somebody_waits_for_a_lock)  # the act is under way and holds the case
        for pid in children_of(site.process.pid):
            os.kill(pid, signal.SIGKILL)
        browser.join()
    assert answers in (["RemoteDisconnected"], ["ConnectionResetError"])
    until(stack.answers)  # gunicorn has put new workers in their place
    assert facts() == before
    assert broken() == []

    click()
    click()
    stack.kill(site)  # what has been answered is durable
    assert answers[1:] == [302, 302]
    assert Proposal.objects.get().status == "admitted"
    assert Document.objects.filter(title="О допуске проектного предложения").count() == 1
    assert broken() == []


def test_a_decision_taken_while_the_worker_is_down_becomes_a_paper_when_it_is_up(desk, stack):
    proposal = desk.submitted()
    run_pending()
    check = waiting_of(desk.secretary, proposal.case, "check")
    site = stack.site()
    assert stack.request("POST", check.get_absolute_url(), desk.secretary, outcome="admit")[0] == 302
    notice = Document.objects.get(title="О допуске проектного предложения")
    assert (notice.status, notice.n, notice.sha256) == ("number_reserved", 2, "")
    stack.kill(site)

    worker = stack.worker()
    until(lambda: Document.objects.get(pk=notice.pk).status == "registered")
    stack.kill(worker)
    notice = Document.objects.get(pk=notice.pk)
    assert archive.is_intact(archive.path_of(notice.sha256, "pdf"), notice.sha256)
    assert list(Document.objects.filter(register="notices").order_by("n").values_list("n", flat=True)) == [1, 2]
    assert broken() == []


def test_a_worker_killed_while_it_makes_a_paper_leaves_it_to_the_next_one(desk, stack):
    desk.submitted()
    receipt = Document.objects.get(register="applications")
    with another_connection() as other:
        other.execute("SELECT 1 FROM documents_document WHERE id = %s FOR UPDATE", [receipt.pk])
        worker = stack.worker()
        until(somebody_waits_for_a_lock)  # the bytes lie in the archive, the paper is not frozen yet
        stack.kill(worker)
    receipt = Document.objects.get(pk=receipt.pk)
    assert (receipt.status, receipt.files.count()) == ("number_reserved", 0)
    job = ProcrastinateJob.objects.get(task_name="documents.tasks.render", args__document_id=receipt.pk)
    assert job.status == "doing"
    assert broken() == []

    half_a_minute_later()
    stack.worker()
    until(lambda: is_due_now() and Document.objects.get(pk=receipt.pk).status == "registered")
    until(lambda: ProcrastinateJob.objects.get(pk=job.pk).status == "succeeded")
    receipt = Document.objects.get(pk=receipt.pk)
    assert sorted(receipt.files.values_list("role", flat=True)) == ["original", "snapshot"]
    assert archive.is_intact(archive.path_of(receipt.sha256, "pdf"), receipt.sha256)
    assert broken() == []
