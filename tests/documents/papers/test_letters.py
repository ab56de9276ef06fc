"""A letter of any room is the same notice: its snapshot holds every place of the template, its reader is told once."""

import pytest

from casework.models import Notification
from documents import letters
from documents.models import Document

pytestmark = pytest.mark.django_db

WORDS = (["ТОС «Причал»"], "О недостатках заявки", "Заявка возвращена.")


def test_a_letter_leaves_no_place_of_the_notice_without_an_answer(person):
    executor = person()
    paper = letters.letter(
        *WORDS, readers=["role:auditor", "role:clerk"], by=executor, grounds=["Нет сметы"], until="2026-12-01"
    )
    paper = Document.objects.get(pk=paper.pk)
    assert (paper.kind, paper.register, paper.template, paper.readers) == (
        "notice", "notices", "documents/pdf/notice.html", ["role:auditor", "role:clerk"],
    )  # fmt: skip
    assert {name: value for name, value in paper.snapshot.items() if name != "document"} == {
        "addressee": ["ТОС «Причал»"],
        "reference": "",
        "lead": "Заявка возвращена.",
        "grounds": ["Нет сметы"],
        "what_to_do": "",
        "until": "2026-12-01",
        "appeal": "",
        "executor": {"name": executor.short_name, "phone": executor.phone},
    }
    assert not Notification.objects.exclude(url="/identity/").exists()


def test_whoever_is_written_to_is_told_and_may_read_it(person):
    reader = person()
    key = f"person:{reader.pk}"
    paper = letters.send(key, "entry:1:returned", "/entries/1/", *WORDS, readers=["role:clerk"])
    assert paper.readers == [key, "role:clerk"]
    assert paper.snapshot["executor"] == {"name": "", "phone": ""}
    told = Notification.objects.exclude(url="/identity/")  # whoever signs has shown a document
    assert list(told.values_list("person", "title", "text", "url")) == [
        (reader.pk, "О недостатках заявки", "Заявка возвращена.", "/entries/1/")
    ]
    letters.send(key, "entry:1:returned", "/entries/1/", *WORDS)
    assert told.count() == 1
