"""A sheet goes home as a workbook and comes back: bad cells are named, what is good fills the draft, nothing is handed in by itself."""

import io
import zipfile
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook

from casework.models import Draft
from expertise.models import ExpertAssignment
from tests.expertise.conftest import CONCLUSION, GROUND, City, fresh


def cells_of(data: bytes) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python(skip_empty_area=False)


def written(rows: list[list[Any]], changes: Mapping[str, Any]) -> SimpleUploadedFile:
    """The rows as somebody's spreadsheet would save them, with some cells typed anew."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        page = book.add_worksheet()
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                page.write(at, column, cell)
        for cell, value in changes.items():
            page.write(cell, value)
    return SimpleUploadedFile("лист.xlsx", out.getvalue())


def test_a_sheet_goes_home_and_comes_back_into_the_draft(city: City) -> None:
    city.register()
    expertise = city.request()
    first, *_ = sorted(city.gather(expertise), key=lambda row: row.expert.track)
    city.open_materials(first)
    desk = Client()
    desk.force_login(fresh(first.expert.person))
    task = city.of(expertise, "score", first).get_absolute_url()
    criteria = list(expertise.criteria_of(first.expert.track).criteria.all())
    desk.post(task, {f"ground_{criteria[0].pk}": "=1+1", "_draft": "1", "_version": "0"})
    page = desk.get(task).content.decode()
    home, back = f"/expertise{task}sheet.xlsx", f"/expertise{task}sheet/"
    assert home in page and back in page
    answer = desk.get(home)
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content
    rows = cells_of(data)
    assert rows[0][0] == f"№ (дело {expertise.number})" and rows[1][8] == "=1+1" and rows[1][4] == criteria[0].at_zero
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        assert "<f>" not in book.read("xl/worksheets/sheet1.xml").decode(), "words are never a formula"

    def bring(changes: Mapping[str, Any], table: list[list[Any]] = rows) -> Any:
        return desk.post(back, {"_token": str(uuid4()), "file": written(table, changes)}, follow=True)

    wrong = bring({"H2": 12, "J3": "очень", "K4": "может быть", f"I{len(rows)}": "хорошо бы"})
    words = wrong.content.decode().replace("\xa0", " ")
    assert wrong.status_code == 422
    for cell in (
        "Ячейка H2: «12». Оценка",
        "Ячейка J3: «очень»",
        "Ячейка K4: «может быть»",
        f"Ячейка I{len(rows)}: «хорошо бы»",
    ):
        assert cell in words, cell
    assert "value" not in "".join(Draft.objects.get().fields), "a bad cell changes nothing"
    assert "не лист дела" in bring({"A1": "№ (дело Э-2026-99999)"}).content.decode()
    assert "Ячейка B3: здесь должен стоять" in bring({"B3": "Другое"}).content.decode()
    nothing = desk.post(back, {"_token": str(uuid4())})
    assert nothing.status_code == 422 and "Выберите файл." in nothing.content.decode()

    half = bring({"H2": 7, "I2": "мало"})
    words = half.content.decode().replace("\xa0", " ")
    assert "Лист перенесён в черновик" in words and "Ячейка I2: Нужно не меньше 100 знаков, сейчас 4." in words
    marks = {f"H{at}": "7" for at in range(2, len(criteria) + 2)} | {
        f"I{at}": GROUND for at in range(2, len(criteria) + 2)
    }
    ends = {f"I{len(rows) - 1}": CONCLUSION * 2, f"I{len(rows)}": "Рекомендовать"}
    full = bring({**marks, **ends, "J2": 3, "K2": "да"})
    assert "Ещё не готово" not in full.content.decode()
    assert ExpertAssignment.objects.get(pk=first.pk).status == "in_progress", "nothing is handed in by itself"
    draft = Draft.objects.get()
    review = desk.post(
        task, {name: values[0] for name, values in draft.fields.items()} | {"_version": str(draft.version)}
    )
    assert "Проверьте ответы" in review.content.decode() and "70,00" in review.content.decode()
    sent = desk.post(
        task, {"_confirmed": "1", "_version": str(Draft.objects.get().version), "_token": str(uuid4())}, follow=True
    )
    assert (
        sent.status_code == 200
        and ExpertAssignment.objects.get(pk=first.pk).sheets.get().scores.first().confidence == 3
    )
    assert desk.get(home).status_code == 404, "the task is over"
