"""A window on nothing in particular, and those who write, check and answer."""

from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from casework import door
from consultations.models import Message, Topic
from consultations.topics import actions
from programme.models import Person
from tests.clock import Clock
from tests.promises import offenders_of
from tests.story import answer, make_person, press, settle, step

PROPOSAL = "Поставьте у входа пандус: с коляской в библиотеку не подняться."


def now(row: Any) -> Any:
    """The row as it is now."""
    return type(row)._default_manager.get(pk=row.pk)


def offenders() -> dict[str, list[Any]]:
    """Broken promises of this room, by code."""
    from consultations.invariants import INVARIANTS

    return offenders_of(INVARIANTS)


def snapshot(name: str = "DSC_1.jpg", content: bytes = b"") -> SimpleUploadedFile:
    """A photograph with what a telephone writes beside it."""
    beside, picture = Image.Exif(), BytesIO()
    beside[0x010F] = "КАНАРЕЙКА-телефон"
    Image.new("RGB", (64, 48), (90, 130, 90)).save(picture, "JPEG", exif=beside.tobytes())
    return SimpleUploadedFile(name, content or picture.getvalue())


@dataclass
class Talk:
    """Who discusses, and the clock."""

    clock: Clock
    author: Person
    moderator: Person
    owner: Person

    def announce(self, **changes: Any) -> Topic:
        facts = {
            "kind": "window", "title": "Вход в библиотеку", "about": "Какой вход нужен библиотеке на улице Мира?", "owner": "role:clerk",
            "answerer": "role:clerk", "object_key": "negotiations.proposal:1", "by": None, "is_begun": True,
        }  # fmt: skip
        return actions.announce(**{**facts, **changes})

    def write(
        self, topic: Topic, text: str = PROPOSAL, kind: str = "proposal", by: Person | None = None, **more: Any
    ) -> Message:
        press(by or self.author, f"/consultations/{topic.pk}/write/", kind=kind, text=text, **more)
        return topic.messages.latest("pk")

    def check(self, message: Message, outcome: str = "show", **more: Any) -> Message:
        answer(self.moderator, message.case, "moderate_message", outcome=outcome, **more)
        return now(message)

    def reply(
        self, message: Message, outcome: str = "taken", text: str = "Пандус внесён в смету ремонта входа."
    ) -> Message:
        answer(self.owner, message.case, "reply_message", outcome=outcome, text=text)
        return now(message)

    def outlast(self, topic: Topic, node: str) -> Topic:
        """The term of a step passes."""
        waiting = step(topic.case, node)
        self.clock.move_to(waiting.due_at + timedelta(seconds=1))
        assert door.lapse(waiting.pk)
        settle()
        return now(topic)


@pytest.fixture
def talk(clock: Clock) -> Talk:
    return Talk(
        clock, make_person(last_name="Жителева"), make_person("content_moderator", last_name="Модераторова"), make_person("clerk"),
    )  # fmt: skip
