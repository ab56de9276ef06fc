"""The twenty lines of the documentation work as they stand there."""

import re
import sys
from types import ModuleType

import pytest
from django.conf import settings

from casework import door
from journal.models import Entry
from journal.record import key
from negotiations.applications import actions as applications
from tests.story import answer, make_person

pytestmark = pytest.mark.django_db
IMPORTS = """
from django import forms
from viewflow import this
from viewflow.workflow import flow
from casework.forms import AskForm
from casework.locking import case_lock
from casework.nodes import Ask
from journal.record import record
from negotiations.models import ProposalCase
"""


@pytest.fixture
def greeting():
    """The example, as a module of the room."""
    text = (settings.BASE_DIR / "docs" / "concepts.md").read_text()
    code = re.search(r"```python\n(.*?)```", text, re.DOTALL)[1]
    assert len([line for line in code.splitlines() if line.strip()]) <= 20
    module = ModuleType("negotiations.greeting")
    sys.modules[module.__name__] = module
    exec(IMPORTS + code, module.__dict__)
    yield module
    del sys.modules[module.__name__]


def test_a_step_added_as_the_documentation_says_is_asked_answered_and_remembered(greeting, desk):
    proposal = applications.create(organization=desk.tos, platform=desk.platform, title="Без дела", by=desk.chairwoman)
    moderator = make_person("moderator")
    case = door.begin_case(greeting.GreetingFlow.start, proposal)
    form = answer(moderator, case, "greet", word="Здравствуйте")
    assert form.done == "Спасибо, отмечено."
    entry = Entry.objects.filter(subject=key(proposal)).latest("id")
    assert (entry.verb, entry.capacity, entry.ground) == ("greet", "модератор площадки", "Здравствуйте")
    case.refresh_from_db()
    assert case.finished is not None
