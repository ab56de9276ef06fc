"""The coordinator answers all sheets of a case on one page (EA-09, EA-11)."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from expertise.models import ExpertAssignment
from tests.expertise.conftest import City
from tests.expertise.scoring.test_take_back import as_person, words
from tests.expertise.test_promises import broken


@pytest.fixture
def submitted(city: City) -> list[ExpertAssignment]:
    """Everybody has submitted, nobody has been answered."""
    city.register()
    rows = city.gather(city.request())
    for row in rows:
        city.open_materials(row)
        city.score(row, 7)
    return rows


def answer(client: Client, rows: list[ExpertAssignment], **fields: str) -> Any:
    verdicts = {f"verdict_{row.pk}": "accept" for row in rows}
    data = {**verdicts, "_token": str(uuid4()), **fields}
    return client.post(f"/expertise/{rows[0].expertise_id}/sheets/", data, follow=True)


def statuses(rows: list[ExpertAssignment]) -> list[str]:
    return [ExpertAssignment.objects.get(pk=row.pk).status for row in rows]


def test_one_page_accepts_what_has_no_remark_and_returns_the_rest(
    city: City, submitted: list[ExpertAssignment]
) -> None:
    expertise, desk = submitted[0].expertise, as_person(city.coordinator)
    page = desk.get(expertise.get_absolute_url())
    assert "Листы по делу: 4" in words(page)
    sheets = words(desk.get(f"/expertise/{expertise.pk}/sheets/"))
    assert sheets.count("Сдан ") == 4 and "70,00" not in sheets and "Подробное обоснование" not in sheets, (
        "scoring stays blind"
    )

    last = submitted[-1]
    wrong = answer(desk, submitted, **{f"verdict_{last.pk}": "return"})
    assert (wrong.status_code, statuses(submitted)) == (422, ["submitted"] * 4)
    remark = "Обоснование не относится к критерию."
    assert answer(desk, submitted, **{f"remark_{last.pk}": remark}).status_code == 422, "a remark is not an acceptance"
    done = answer(desk, submitted, **{f"verdict_{last.pk}": "return", f"remark_{last.pk}": remark})
    assert "Принято листов: 3, возвращено: 1." in words(done)
    assert statuses(submitted) == ["final"] * 3 + ["returned"]
    assert ExpertAssignment.objects.get(pk=last.pk).remark == remark and broken() == []

    city.score(last, 8, node="correct")
    assert "Лист уже возвращался" in words(desk.get(f"/expertise/{expertise.pk}/sheets/"))
    done = answer(desk, [last])
    assert "Дальше ход за вами: «Созвать экспертное совещание»." in words(done)
    assert "Листов, ждущих ответа, нет" in words(desk.get(f"/expertise/{expertise.pk}/sheets/"))


def test_later_is_an_answer_and_nobody_else_answers(city: City, submitted: list[ExpertAssignment]) -> None:
    desk = as_person(city.coordinator)
    later = {f"verdict_{row.pk}": "later" for row in submitted}
    assert answer(desk, submitted, **later).status_code == 422
    answer(desk, submitted, **{**later, f"verdict_{submitted[0].pk}": "accept"})
    assert statuses(submitted) == ["final", "submitted", "submitted", "submitted"]
    for outsider in (city.head, submitted[0].expert.person):
        assert answer(as_person(outsider), submitted).status_code == 404
    assert statuses(submitted)[1] == "submitted"


def test_page_asks_the_same_number_of_questions_for_more_sheets(
    city: City, submitted: list[ExpertAssignment], django_assert_max_num_queries: Any
) -> None:
    desk = as_person(city.coordinator)
    url = f"/expertise/{submitted[0].expertise_id}/sheets/"
    desk.get(url)
    with django_assert_max_num_queries(100) as four:
        desk.get(url)
    answer(desk, submitted[:1], **{f"verdict_{row.pk}": "later" for row in submitted[1:]})
    with django_assert_max_num_queries(100) as three:
        desk.get(url)
    assert len(four) == len(three)
