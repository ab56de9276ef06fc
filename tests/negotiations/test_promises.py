"""The promises about proposals and cases hold after a story, and each is able to notice that it is broken."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from casework.invariants import dead_nodes
from negotiations.applications import actions as applications
from portal.management.commands.check_invariants import broken
from tests.negotiations.applications.test_attach import PDF
from tests.story import LONG, answer, application, make_person, skip_negotiations

pytestmark = pytest.mark.django_db

STATUS = "UPDATE negotiations_proposal SET status = 'admitted' WHERE number <> ''"
NEXT = "(SELECT max(id) + 1 FROM journal_entry)"
ENTRY = f"""INSERT INTO journal_entry (id, subject, verb, title, capacity, before, after, ground, payload, payload_hash, at)
            SELECT {NEXT}, subject, 'admit', '', '', '{{before}}', '{{after}}', '', '{{{{}}}}', '', now()
            FROM journal_entry WHERE verb = 'resubmit' OR verb = 'submit' LIMIT 1"""
HARMS = [
    ("I-26", "дело о предложении ждёт ровно одного", STATUS),
    ("I-26", "дело о предложении ждёт ровно одного", "UPDATE viewflow_task SET finished = now() WHERE finished IS NULL"),
    ("I-29", "каждая смена состояния записана", STATUS),
    ("I-29", "каждая смена состояния записана", "DELETE FROM journal_entry WHERE verb = 'register'"),
    ("I-29", "каждая смена состояния записана", ENTRY.format(before="draft", after="formal_check")),
    ("I-30", "каждый открытый шаг известен", "UPDATE viewflow_task SET flow_task = flow_task || '_of_old' WHERE finished IS NULL"),
    ("I-30", "каждый открытый шаг известен", "UPDATE viewflow_task SET flow_task = 'gone/flows.Flow.step' WHERE finished IS NULL"),
    ("N-1", "у поданного предложения есть номер", "DELETE FROM negotiations_proposalversion WHERE number = 1"),
    ("N-1", "у поданного предложения есть номер", "UPDATE negotiations_proposal SET number = ''"),
    ("N-2", "строки бюджета", "UPDATE negotiations_budgetline SET amount = amount + 0.01 WHERE position = 1"),
    ("N-3", "экспертиза оценивает ту самую версию", "UPDATE expertise_expertise SET version_hash = repeat('0', 64)"),
    ("N-4", "возвратов и доработок столько", "UPDATE negotiations_proposal SET returns = 2"),
    (
        "N-5", "отозванное предложение никто больше",
        "UPDATE negotiations_proposal SET status = 'withdrawn' WHERE expertise_id IS NOT NULL",
    ),
    ("N-6", "текст каждой поданной версии", "UPDATE negotiations_proposalversion SET snapshot = snapshot || '{\"title\": \"Другое\"}'"),
    ("N-7", "слова и бюджет поданного", "UPDATE negotiations_proposal SET title = 'Другое' WHERE number <> ''"),
    ("N-7", "слова и бюджет поданного", "UPDATE negotiations_budgetline SET article = 'Другое'"),
    ("N-8", "файл поданной версии", "UPDATE negotiations_attachment SET sha256 = repeat('0', 64)"),
    ("I-36", "жёсткий срок — тот", "UPDATE casework_waiting SET due_at = due_at + interval '30 days' WHERE is_hard"),
    ("I-37", "Документ сформирован", "UPDATE documents_document SET registered_at = now() - interval '9 days'"),
    ("I-38", "Документ открыт для всех", "UPDATE documents_document SET is_public = NOT is_public"),
    ("I-38", "Документ открыт тем", "UPDATE documents_document SET readers = readers || '{role:analyst}'"),
]  # fmt: skip


@pytest.fixture
def story(desk):
    """A proposal returned, mended and sent to expertise; another one in its draft."""
    make_person("expertise_coordinator")
    desk.begin("Черновик")
    proposal = desk.begin()
    assert applications.attach(proposal, SimpleUploadedFile("Смета.pdf", PDF), by=desk.chairwoman) == ""
    answer(desk.chairwoman, proposal.case, "submit", **application())
    answer(desk.secretary, proposal.case, "check", outcome="send_back", remark_goal="Назовите число")
    answer(desk.chairwoman, proposal.case, "fix", goal=LONG + " 300 человек.")
    answer(desk.secretary, proposal.case, "check", outcome="admit")
    skip_negotiations(desk.secretary, proposal)
    answer(desk.chair, proposal.case, "order_expertise", instruction="Провести экспертизу.")
    return proposal


def test_after_the_story_every_promise_holds(story):
    assert broken() == []
    assert dead_nodes() == []


@pytest.mark.parametrize(("code", "title", "harm"), HARMS)
def test_each_promise_notices_its_own_harm(story, code, title, harm):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET session_replication_role = replica")
        cursor.execute(harm)
        assert cursor.rowcount > 0
        cursor.execute("SET session_replication_role = DEFAULT")
    assert [line for line in broken() if line.startswith(f"{code} {title}")], broken()
