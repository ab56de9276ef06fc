"""An attached PDF is read on the page by whoever reads the materials; a file that nobody can paint is said to be so."""

import io

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from documents import files
from expertise.materials.cage import Unreadable
from expertise.materials.glance import paint
from tests.expertise.conftest import City, fresh


def two_pages() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as paper:
        paper.add_blank_page()
        paper.add_blank_page(page_size=(300, 14000))
        paper.save(out)
    return out.getvalue()


def test_pages_are_turned_by_whoever_reads_the_materials(city: City) -> None:
    kept = [
        files.take(SimpleUploadedFile(name, data))
        for name, data in (("Смета.pdf", two_pages()), ("Пустое.pdf", b"%PDF-1.7 x %%EOF"))
    ]
    city.materials = city._materials(attachments=[{**row, "url": "/attachments/1/"} for row in kept])
    city.register()
    expertise = city.request()
    first, other, *_ = city.gather(expertise)
    people = {name: Client() for name in ("reading", "asked", "applicant", "coordinator")}
    for client, person in zip(
        people.values(), (first.expert.person, other.expert.person, city.head, city.coordinator), strict=True
    ):
        client.force_login(fresh(person))
    address = f"/expertise/{expertise.pk}/files/1/1"
    assert people["reading"].get(f"{address}/").status_code == 404, "the materials are not opened yet"
    city.open_materials(first)
    sheet = people["reading"].get(city.of(expertise, "score", first).get_absolute_url()).content.decode()
    assert f'{address}/"' in sheet and f'{address}.png"' in sheet
    seen = {
        name: (client.get(f"{address}/").status_code, client.get(f"{address}.png").status_code)
        for name, client in people.items()
    }
    assert seen == {"reading": (200, 200), "asked": (404, 404), "applicant": (200, 200), "coordinator": (200, 200)}
    page = people["reading"].get(f"{address}/").content.decode()
    assert "Страница 1 из 2" in page and f"/expertise/{expertise.pk}/files/1/2/" in page and "Назад" not in page
    assert people["reading"].get(f"/expertise/{expertise.pk}/files/1/3/").status_code == 404
    assert people["reading"].get(f"{address}.png").content.startswith(b"\x89PNG")
    nothing = people["reading"].get(f"/expertise/{expertise.pk}/files/2/1/").content.decode().replace("\xa0", " ")
    assert "Предпросмотр не получился: скачайте файл" in nothing and "/attachments/1/" in nothing
    assert Client().get(f"{address}/").status_code == 302


def test_a_page_is_painted_no_higher_than_a_screen_needs() -> None:
    assert paint(two_pages(), 2).pages == 2
    with pytest.raises(IndexError):
        paint(two_pages(), 0)
    with pytest.raises(Unreadable):
        paint(b"no paper", 1)
