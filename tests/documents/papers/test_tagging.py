"""A paper can be read aloud: every word is a part of its structure or an artifact, also in the copy with marks (PDF/UA-1)."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from casework.queue import run_pending
from documents import layout, press
from documents.models import Document
from tests.documents.conftest import made
from tests.documents.papers.test_render import bytes_of
from tests.documents.signatures.test_sign import for_signing, now, post
from tests.reading import stumbles

pytestmark = pytest.mark.django_db
TABLES = """<html lang="ru"><title>Таблицы</title><body><h1>Таблицы</h1>
<table><thead><tr><th>Год<th>План<th>Факт</thead><tbody><tr><th>2025<td>1<td>2</tr><tr><th>2026<td>3<td>4</tr></tbody></table>
<table><tr><td>слева<td>справа</table><svg xmlns="http://www.w3.org/2000/svg" width="9mm" height="9mm"><path d="M0 0h7"/></svg>
<table><tr><th>Заявитель<td>ТОС</tr></table></html>"""


def structure(pdf: bytes) -> list[str]:
    """Kinds of the elements from top to bottom; a header cell with what it heads, a cell with how many headers it names."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        heard: list[str] = []

        def walk(element: Any) -> None:
            facts = element.get("/A", {})
            heard.append(f"{element.S}{facts.get('/Scope', '')}{len(facts.get('/Headers', [])) or ''}")
            for kid in element.K:
                if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                    walk(kid)

        walk(opened.Root.StructTreeRoot.K[0])
        return [name for name in heard if name not in ("/Span", "/NonStruct")]


def test_a_paper_and_its_copy_with_marks_are_read_without_a_stumble(client: Any, person: Any, tmp_path: Path) -> None:
    chair, clerk = person(), person()
    document = for_signing((chair, 1), (clerk, 2))
    for somebody in (chair, clerk):
        post(client, somebody, document)
        run_pending()
    for role in ("original", "rendition"):
        assert stumbles(tmp_path / f"{role}.pdf", bytes_of(now(document), role)) == []
    with pikepdf.open(tmp_path / "rendition.pdf") as copy:
        words = [element for element in copy.Root.StructTreeRoot.K[0].K if element.S in ("/Sect", "/Form")]
        assert [str(element.S) for element in words] == ["/Form", "/Sect"]
        assert words[0].K[0].Obj.objgen == copy.pages[0].Annots[0].objgen


def test_a_notice_of_many_pages_is_read_without_its_page_numbers(tmp_path: Path) -> None:
    document = made(snapshot={"lead": "\n".join(["Заявка рассмотрена по существу. " * 40] * 6)})
    pdf = bytes_of(document)
    assert stumbles(tmp_path / "notice.pdf", pdf) == []
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert len(opened.pages) >= 2
        assert b"/Artifact\nBMC\n" in opened.pages[1].Contents.read_bytes()
    assert structure(pdf)[-1] == "/Form"


def test_headers_say_what_they_head_and_a_way_to_put_words_side_by_side_is_no_table() -> None:
    assert structure(press.press(TABLES, 0, b"{}")) == [
        "/Document", "/H1", "/Table", "/THead", "/TR", "/TH/Column", "/TH/Column", "/TH/Column", "/TBody",
        "/TR", "/TH/Row", "/TD2", "/TD2", "/TR", "/TH/Row", "/TD2", "/TD2",
        "/Div", "/Div", "/Div", "/Div", "/Div", "/Table", "/TBody", "/TR", "/TH/Row", "/TD1", "/Form",
    ]  # fmt: skip


def test_the_same_page_gives_the_same_bytes_with_its_structure() -> None:
    document: Document = made()
    page = layout.html_of(document)
    assert press.press(page, 7, b"{}") == press.press(page, 7, b"{}")
