"""Office files are read beside the sheet as well; one made to break whoever opens it breaks nothing, and can still be downloaded."""

import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pypdfium2 import PdfDocument

from casework.queue import run_pending
from documents import files
from expertise.blinding import actions as blinding
from expertise.blinding.actions import Given
from expertise.materials.cage import Unreadable
from expertise.materials.models import Preview
from expertise.materials.previews import pages_of
from tests.expertise.blinding.test_blind import hide_entrants
from tests.expertise.conftest import City, fresh
from tests.expertise.scoring.test_assessment import enter

OPEN = "http://schemas.openxmlformats.org"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
FIGURE = (
    f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{OPEN}/drawingml/2006/wordprocessingDrawing"><wp:docPr id="1" name="Схема"/>'
    f'<a:graphic xmlns:a="{OPEN}/drawingml/2006/main"><a:graphicData><pic:pic xmlns:pic="{OPEN}/drawingml/2006/picture"><pic:blipFill>'
    f'<a:blip xmlns:r="{OPEN}/officeDocument/2006/relationships" r:%s="figure"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
    "</wp:inline></w:drawing></w:r></w:p>"
)


def said_in(text: str) -> str:
    """A paragraph."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def docx(body: str, *, head: str = "", figure: str = "media/figure.png", mode: str = "") -> bytes:
    """A Word document with one figure it may show; `head` stands before its text."""
    picture, out = io.BytesIO(), io.BytesIO()
    Image.new("RGB", (300, 120), "green").save(picture, "PNG")
    package, document = f"{OPEN}/package/2006", f"{OPEN}/officeDocument/2006/relationships"
    related = f'<Relationships xmlns="{package}/relationships"><Relationship Id="%s" Type="{document}/%s" Target="%s"%s/></Relationships>'
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Default Extension="png" ContentType="image/png"/>'
            f'<Override PartName="/word/document.xml" ContentType="{WORD}"/></Types>',
        )
        packed.writestr("_rels/.rels", related % ("main", "officeDocument", "word/document.xml", ""))
        packed.writestr("word/_rels/document.xml.rels", related % ("figure", "image", figure, mode))
        packed.writestr("word/media/figure.png", picture.getvalue())
        packed.writestr(
            "word/document.xml",
            f'<?xml version="1.0"?>{head}<w:document xmlns:w="{OPEN}/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>',
        )
    return out.getvalue()


def xlsx(rows: int) -> bytes:
    """A workbook with a sheet of so many rows, and one that nobody sees."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet, hidden = book.add_worksheet("Смета"), book.add_worksheet("Черновик")
    for row in range(rows):
        sheet.write_row(row, 0, [f"Статья {row}", 1500.0, 2.5])
    hidden.write(0, 0, "Тайна")
    hidden.hide()
    book.close()
    return out.getvalue()


def bomb() -> bytes:
    """A docx that unpacks to more than anybody would read."""
    out = io.BytesIO(docx(said_in("Бум")))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/media/zeros.png", bytes(101 * 2**20))
    return out.getvalue()


def laughs() -> bytes:
    """A docx whose text doubles thirty times over."""
    entities = "".join(f'<!ENTITY a{n} "&a{n - 1};&a{n - 1};">' for n in range(1, 31))
    return docx(said_in("&a30;"), head=f'<!DOCTYPE d [<!ENTITY a0 "ха">{entities}]>')


def words_of(pdf: bytes) -> str:
    """Everything its pages say."""
    return "\n".join(page.get_textpage().get_text_bounded() for page in PdfDocument(pdf))


def taken(name: str, data: bytes) -> dict[str, object]:
    """A file of the materials, as the application keeps it."""
    return {**files.take(SimpleUploadedFile(name, data)), "url": f"/attachments/{len(name)}/"}


def test_office_files_are_read_beside_the_sheet(city: City) -> None:
    kept = [
        taken("План.docx", docx(said_in("План работ") + FIGURE % "embed")), taken("Смета.xlsx", xlsx(3)),
        taken("Бомба.docx", bomb()), taken("Сломано.docx", docx("<w:p>")),
    ]  # fmt: skip
    city.materials = city._materials(attachments=kept)
    city.register()
    expertise = city.request()
    assert not Preview.objects.exists(), "pages are made by the queue, not while somebody waits"
    first, other, *_ = city.gather(expertise)
    city.open_materials(first)
    reading, asked = Client(), Client()
    reading.force_login(fresh(first.expert.person))
    asked.force_login(fresh(other.expert.person))
    address = f"/expertise/{expertise.pk}/files"
    desk = city.of(expertise, "score", first).get_absolute_url()
    run_pending()
    made = [bool(row.sha256) for row in expertise.previews.all()]
    assert made == [True, True, False, False]
    sheet = reading.get(desk).content.decode().replace("\xa0", " ")
    assert f'{address}/1/1/"' in sheet and f'{address}/2/1.png"' in sheet and f"{address}/3/1" not in sheet
    assert sheet.count("Предпросмотр не получился: скачайте файл") == 2
    page = reading.get(f"{address}/1/1/").content.decode()
    assert "Страница 1 из 1" in page and "оформление, формулы и скрытые листы" in page
    assert reading.get(f"{address}/2/1.png").content.startswith(b"\x89PNG")
    assert asked.get(f"{address}/1/1/").status_code == 404, "the materials are not opened yet"
    refused = reading.get(f"{address}/3/1/").content.decode().replace("\xa0", " ")
    assert "Предпросмотр не получился: скачайте файл" in refused and kept[2]["url"] in refused
    before = set(expertise.previews.values_list("pk", flat=True))
    city.open_materials(other)
    run_pending()
    assert set(expertise.previews.values_list("pk", flat=True)) == before, "what is made is not made again"


def test_experts_of_a_blind_case_read_the_pages_of_their_copy(city: City) -> None:
    city.materials = city._materials(attachments=[taken("Заявка ТОС Утёс.docx", docx(said_in("Мы, ТОС Утёс")))])
    hide_entrants()
    expertise = enter(city)
    instead = SimpleUploadedFile("без имён.docx", docx(said_in("Мы, заявитель")))
    blinding.blind(expertise, by=city.coordinator, sections=[], given=[Given(1, instead=instead)])
    run_pending()
    original, copy = (words_of(Path(row.path).read_bytes()) for row in expertise.previews.order_by("pk"))
    assert "Утёс" in original and "заявитель" in copy and "Утёс" not in copy


@pytest.mark.django_db
def test_a_reader_of_office_files_is_held_short() -> None:
    text = "".join(said_in(f"Строка {n}") for n in range(400))
    whole, begun = (words_of(pages_of(docx(text), "docx", signs=signs)) for signs in (250_000, 3000))
    assert "Строка 399" in whole and "показано начало" not in whole
    assert "Строка 99" in begun and "Строка 399" not in begun and "показано начало" in begun
    table = words_of(pages_of(xlsx(300), "xlsx"))
    assert "Статья 199" in table and "1500" in table and "2,5" in table and "показано начало" in table
    assert "Статья 200" not in table and "Тайна" not in table, "neither what is over the limit nor what is hidden"
    outside = docx(said_in("Текст") + FIGURE % "link", figure="file:///etc/hostname", mode=' TargetMode="External"')
    assert words_of(pages_of(outside, "docx")).strip() == "Текст", "nothing of this machine gets into a page"
    inside = docx(FIGURE % "embed")
    assert len(pages_of(inside, "docx")) > len(pages_of(inside, "docx", pictures=0)), "a figure is seen"
    for data, stricter in (
        (laughs(), {}), (bomb(), {}), (b"PK no archive", {}), (docx(text), {"memory_bytes": 2**20}),
        (docx(text * 200), {"reading_seconds": 1}), (docx(text), {"patience_seconds": 0}),
    ):  # fmt: skip
        with pytest.raises(Unreadable):
            pages_of(data, "docx", **stricter)
