"""An instruction given to an organisation, its people, and whoever controls it."""

from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from casework import door, workdays
from execution.models import Report, Undertaking
from execution.undertakings import actions
from programme.models import Organization, Person
from tests.mistakes import answered
from tests.promises import offenders_of
from tests.story import make_member, make_organization, make_person, post, waiting_of


def photo(name: str = "DSC_0001.jpg", exif: bytes = b"") -> SimpleUploadedFile:
    """A photograph as a telephone makes it."""
    content = BytesIO()
    Image.new("RGB", (640, 480), (90, 130, 90)).save(content, "JPEG", exif=exif)
    return SimpleUploadedFile(name, content.getvalue(), "image/jpeg")


def offenders() -> dict[str, list[Any]]:
    """Broken promises of this room, by code."""
    from execution.invariants import INVARIANTS

    return offenders_of(INVARIANTS)


@dataclass
class Works:
    """Who does, who looks after it, who is nobody here."""

    organization: Organization
    worker: Person
    controller: Person
    outsider: Person

    def give(self, **changes: Any) -> Undertaking:
        today = workdays.local_date()
        facts = {
            "kind": Undertaking.Kind.INSTRUCTION, "title": "Подготовить перечень дворов", "source": "Решение № 7.2-2026, пункт 2",
            "controller": "role:committee_secretary", "organization": self.organization, "due_on": today + timedelta(days=20), "by": None,
            "is_public": True,
        }  # fmt: skip
        return actions.give(**{**facts, **changes})

    def answer(
        self, who: Person, row: Undertaking, node: str, files: Any = None, *, refused: bool = False, **data: Any
    ) -> Any:
        """Answer a step through the door, with files."""
        waiting = waiting_of(who, row.case, node)
        form = door.act_on_task(
            waiting.pk, by=who, token=None,
            form_of=lambda step, subject: answered(step.form(post(data), files, subject=subject, by=who)),
        )  # fmt: skip
        assert form.is_valid() != refused, form.errors
        return form

    def report(self, row: Undertaking, node: str = "report", **changes: Any) -> Any:
        data = {"done_text": "Перечень составлен и согласован с ТОС.", "caption_1": "Двор на ул. Мира", **changes}
        return self.answer(self.worker, row, node, {"file_1": photo()}, **data)

    def check(self, row: Undertaking, outcome: str, remarks: str = "", **more: Any) -> Any:
        return self.answer(self.controller, row, "check", outcome=outcome, remarks=remarks, **more)


def now(row: Any) -> Any:
    """The row as it is now."""
    return type(row).objects.get(pk=row.pk)


def last_report(row: Undertaking) -> Report:
    return Report.objects.filter(undertaking=row).latest("number")


def make_works() -> Works:
    organization = make_organization("ТОС «Берег»")
    return Works(
        organization, make_member(organization), make_person("committee_secretary", last_name="Протоколова"),
        make_member(make_organization("ООО «Чужое»")),
    )  # fmt: skip


@pytest.fixture
def works(db: None):
    """At the end of a story every promise holds."""
    yield make_works()
    assert offenders() == {}
