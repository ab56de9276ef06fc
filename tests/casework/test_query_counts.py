"""How many questions the database is asked: fixed numbers, so that no change makes a page slower without being noticed."""

import os
import subprocess
import sys
from copy import copy
from typing import Any

import pytest
from django import forms
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from viewflow import this
from viewflow.workflow import flow

from casework import door
from casework.forms import AskForm
from casework.locking import case_lock
from casework.models import Waiting
from casework.nodes import Ask
from journal.record import record
from negotiations.applications import actions as applications
from negotiations.models import ProposalCase
from tests.story import make_person

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
MODULE = "negotiations.counting"  # viewflow names flows by the room they stand in


class WordForm(AskForm):
    word = forms.CharField()


def say(proposal: Any, *, by: Any, word: str) -> None:
    record(proposal, "say", "Слово сказано", by=by, ground=word)


class CountingFlow(flow.Flow):
    """Один вопрос, и ветвь, которая кончается раньше другой"""

    process_class = ProposalCase
    lock_impl = staticmethod(case_lock)

    start = flow.StartHandle().Next(this.ask)
    ask = Ask(WordForm, say).Titled("Сказать").To("role:moderator", "модератор").Next(this.end)
    end = flow.End()

    parallel = flow.StartHandle().Next(this.both)
    both = flow.Split().Always(this.at_once).Always(this.gate)
    at_once = flow.End()
    gate = flow.Switch().Default(this.later)
    later = flow.Switch().Default(this.ask)


CountingFlow.__module__ = WordForm.__module__ = MODULE


@pytest.fixture(autouse=True)
def _room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, MODULE, sys.modules[__name__])


@pytest.fixture
def moderator(db: None) -> Any:
    person = make_person("moderator")
    person.capacities()  # asked once a request, whatever the request is about
    return person


@pytest.fixture
def proposal(desk: Any) -> Any:
    return applications.create(organization=desk.tos, platform=desk.platform, title="Без дела", by=desk.chairwoman)


def answered(moderator: Any, case: Any) -> None:
    pk = Waiting.objects.open().values_list("pk", flat=True).get(process_id=case.pk)
    with CaptureQueriesContext(connection) as asked:
        door.act_on_task(
            pk,
            by=moderator,
            token=None,
            form_of=lambda node, subject: WordForm({"word": "да"}, subject=subject, by=moderator),
        )
    assert len(work(asked)) == 5


def work(asked: CaptureQueriesContext) -> list[str]:
    """Without the savepoints that stand for transactions inside a test."""
    return [query["sql"] for query in asked.captured_queries if "SAVEPOINT" not in query["sql"]]


def test_a_small_case_takes_four_statements_to_open_and_five_to_answer_and_end(proposal: Any, moderator: Any) -> None:
    proposal.platform, proposal.organization  # noqa: B018 - the story has read them
    with CaptureQueriesContext(connection) as asked:
        case = door.begin_case(CountingFlow.start, proposal)
    assert len(work(asked)) == 4  # one of them asks who of the office is tied to the applicant
    answered(moderator, case)
    case.refresh_from_db()
    assert case.finished is not None


def test_ten_moderators_cost_no_more_than_one(proposal: Any, moderator: Any) -> None:
    for _ in range(9):
        make_person("moderator")
    with CaptureQueriesContext(connection) as asked:
        door.begin_case(CountingFlow.start, proposal)
    assert len(work(asked)) == 4


def test_a_branch_that_ends_does_not_close_the_case_while_another_passes_a_gateway(
    proposal: Any, moderator: Any
) -> None:
    case = door.begin_case(CountingFlow.parallel, proposal)
    case.refresh_from_db()
    assert case.finished is None
    answered(moderator, case)
    case.refresh_from_db()
    assert case.finished is not None


def queries_of(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def browser(person: Any) -> Client:
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client


def copies(row: Any, times: int, **fields: Any) -> list[Any]:
    """More rows like one; `fields` say what differs, by number."""
    clones = []
    for n in range(times):
        clone = copy(row)
        clone.pk, clone._state.adding = None, True
        for name, value in fields.items():
            setattr(clone, name, value(n))
        clones.append(clone)
    return type(row)._default_manager.bulk_create(clones)


def test_the_inbox_asks_as_much_for_a_thousand_rows_as_for_ten(desk: Any) -> None:
    desk.submitted()
    client = browser(desk.secretary)
    assert queries_of(client, "/inbox/") == 4
    first = Waiting.objects.open().select_related("task").get(addressee="role:platform_secretary")
    for number in (9, 150):
        tasks = copies(first.task, number)
        copies(first, number, task=lambda n, tasks=tasks: tasks[n])
        assert queries_of(client, "/inbox/") == 4
    tasks = copies(first.task, 840)
    copies(first, 840, task=lambda n: tasks[n])
    assert queries_of(client, "/inbox/") == 5  # more than the page shows: the badge is counted apart


def test_the_register_asks_two_questions_however_long_it_is(desk: Any) -> None:
    draft = desk.begin()
    for number in (10, 990):
        copies(draft, number, number=lambda n, number=number: f"З-{number}-{n}")
        assert queries_of(Client(), "/proposals/") == 2


def test_the_page_of_a_case_asks_as_much_after_however_many_steps(desk: Any) -> None:
    one, later = desk.submitted(), desk.admitted("Дальше")
    client = browser(desk.secretary)
    first = queries_of(client, one.get_absolute_url())
    assert (
        queries_of(client, later.get_absolute_url()) == first == 11
    )  # six of them: to whom the office is tied, appeals, discussions, links of cards, the glossary of its day


def test_checking_the_settings_loads_nothing_that_only_workers_need() -> None:
    code = (
        "from django.core.management import execute_from_command_line as run; run(['manage.py', 'check']); import sys;"
        "print([name for name in ('weasyprint', 'pyhanko', 'scipy', 'ortools') if name in sys.modules])"
    )
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"}
    answer = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.splitlines()[-1] == "[]"
