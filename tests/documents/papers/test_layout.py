"""How a paper lies on its pages: signatures stay with the text, nothing is letter-spaced, one kind of quotation marks."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.conf import settings

from documents import layout, press, typography
from documents.rendition import _places
from tests.documents.conftest import NOTICE, issue
from tests.paper import pages_of

pytestmark = pytest.mark.django_db
SHEETS = sorted(Path(settings.BASE_DIR, "templates").glob("*/pdf/*"))


def paper(template: str, **facts: Any) -> tuple[list[str], dict[str, Any]]:
    """The words of each page and the places of signatures of a paper of two signatories."""
    requisites = issue(**NOTICE).snapshot["document"]
    signatories = [{"name": "А. П. Главина", "role": "Председатель комитета", "turn": 1},
                   {"name": "И. И. Секретарёва", "role": "Секретарь", "turn": 1}]  # fmt: skip
    snapshot = {
        **facts,
        "document": {**requisites, "heading": "РЕШЕНИЕ", "is_kept_long": True, "signatories": signatories},
    }
    pdf = press.press(layout.page(template, snapshot), 0, b"{}")
    with pikepdf.open(BytesIO(pdf)) as opened:
        places = _places(opened)
    return pages_of(pdf), places


VOTE = {
    "motion": "Поддержать", "for": 9, "against": 1, "abstained": 1, "absent": 0, "took_part": 11, "base": 11,
    "majority": "простое большинство", "quorum": ["Присутствуют 11 из 11. Кворум есть."],
    "arithmetic": ["«За» — 9, больше 5,5: принято."], "by_name": [],
}  # fmt: skip


def decision(points: int, **more: Any) -> dict[str, Any]:
    """A decision with so many points."""
    return {
        "body": "Комитет", "body_genitive": "комитета", "act": "", "minutes": {"number": "7", "date": "2026-11-23"},
        "item": {"number": 3, "title": "Вопрос"}, "preamble": ["Рассмотрев вопрос,"], "reasons": [], "needs_act": False,
        "points": [f"Пункт решения {number} о том, что поддержать и что учесть." for number in range(points)], "vote": VOTE,
        "appeal": "Решение может быть обжаловано в апелляционную комиссию.", "annex": None, **more,
    }  # fmt: skip


@pytest.mark.parametrize("points", [3, 8, 14, 22])
def test_signatures_stand_with_the_last_paragraph_however_long_the_text_is(points: int) -> None:
    pages, places = paper("committee/pdf/decision.html", **decision(points))
    first = places["signature-1"]
    assert "обжаловано в апелляционную комиссию" in pages[first.page], (
        "the last paragraph is on the page of the first signature"
    )
    assert {place.page for place in places.values()} <= {len(pages) - 1, first.page}
    assert all(len(page) > 200 for page in pages), "no page of signatures alone"
    assert "Пункт решения 2" in pages[0], "the first page is not left half empty"


def test_a_vote_is_a_table_and_an_annex_stands_in_the_decision() -> None:
    annex = {"title": "Кому и что присвоено", "head": ["Организация", "ИНН"], "rows": [["ООО «Хлеб»", "2466012345"]]}
    pages, _ = paper("committee/pdf/decision.html", **decision(2, annex=annex))
    text = " ".join(pages)
    assert "Кому и что присвоено № Организация ИНН 1 ООО «Хлеб» 2466012345" in text
    assert "За / против / воздержались 9 / 1 / 1" in text and "Вычисление «За» — 9" in text


def test_no_paper_spaces_its_letters() -> None:
    assert [path.name for path in SHEETS if "letter-spacing" in path.read_text()] == []
    pages, _ = paper("committee/pdf/decision.html", **decision(1))
    assert "РЕШЕНИЕ" in pages[0] and "РЕШЕНО:" in pages[0]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("<p>«Двор «Без ступеней»»</p>", "<p>«Двор „Без ступеней“»</p>"),
        ("<p>«Двор &quot;Без ступеней&quot;»</p>", "<p>«Двор „Без ступеней“»</p>"),
        ("<p>&quot;Ромашка&quot;</p>", "<p>«Ромашка»</p>"),
        ("<p>“Лютик” и „Мак“</p>", "<p>«Лютик» и «Мак»</p>"),
        ("<p>«Центр <b>«Утёс»</b>»</p>", "<p>«Центр <b>„Утёс“</b>»</p>"),
        ("<p>«не закрыто</p><p>«Дальше»</p>", "<p>«не закрыто</p><p>«Дальше»</p>"),
        ("<p>труба 5&quot;</p>", "<p>труба 5&quot;</p>"),
        ('<p class="a">слово</p>', '<p class="a">слово</p>'),
    ],
)
def test_there_is_one_kind_of_inner_quotation_marks(typed: str, printed: str) -> None:
    assert typography.bind_html(typed).replace(typography.NBSP, " ") == printed


def test_a_sheet_that_lies_has_its_code_beside_the_head() -> None:
    css = Path(settings.BASE_DIR, "templates/documents/pdf/paper.css").read_text()
    assert re.search(r"@page wide:first \{ margin-bottom: 20mm", css)
    assert [path.name for path in SHEETS if re.search(r"size: A4 landscape", path.read_text())] == [
        "paper.css", "rendition.css", "award.css",
    ]  # fmt: skip
