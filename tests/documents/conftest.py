"""A real archive, a real seal and real people for the stories of paper."""

from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from casework.queue import run_pending
from documents.models import Document
from documents.papers import issuing
from programme.models import Person
from tests.story import join_agreement

NUMBERS = count(1)
PASSWORD = "correct horse battery"
NOTICE = {"kind": "notice", "register": "notices", "template": "documents/pdf/notice.html"}


@pytest.fixture(scope="module", autouse=True)
def _copies_are_read(whole_queue: None) -> None:
    """Signed papers are looked at here with their marks."""


@pytest.fixture(autouse=True)
def _own_archive(settings: Any, tmp_path: Path) -> None:
    """Papers of its own for each test; the key is one for all (tests/environment.py), since the workers keep it loaded."""
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def person() -> Any:
    """Makes somebody with an account."""

    def make(last_name: str = "Иванова", *roles: str) -> Person:
        from programme.appointments.actions import appoint

        n = next(NUMBERS)
        made = Person.objects.create_user(
            f"paper{n}@example.org", PASSWORD, last_name=last_name, first_name="Анна", middle_name="Петровна"
        )
        join_agreement(made)
        for role in roles:
            appoint(made, role=role, ground="приказ")
        return made

    return make


def issue(**changes: Any) -> Document:
    """A notice, unless told otherwise."""
    facts = {"title": "О регистрации заявки", "snapshot": {"lead": "Заявка зарегистрирована."}, **NOTICE}
    return issuing.issue(**{**facts, **changes})


def made(**changes: Any) -> Document:
    """A paper with its bytes."""
    document = issue(**changes)
    run_pending()
    return Document.objects.get(pk=document.pk)


def broken_invariants() -> list[str]:
    """Titles of promises that somebody has broken."""
    from documents.invariants import INVARIANTS

    broken = []
    with connection.cursor() as cursor:
        for code, title, sql in INVARIANTS:
            cursor.execute(sql)
            if cursor.fetchall():
                broken.append(f"{code} {title}")
    return broken
