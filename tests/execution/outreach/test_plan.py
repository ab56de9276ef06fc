"""What the city tells of itself: planned by the coordinator, reported with a link or photographs, confirmed by citizens."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.datastructures import MultiValueDict

from casework import workdays
from execution.models import Report, Undertaking
from tests.clock import Clock
from tests.execution.conftest import Works, last_report, now, photo
from tests.story import answer_code, make_person, press

pytestmark = pytest.mark.django_db


def listed(address: str) -> str:
    return " ".join(Client().get(address).content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def test_a_publication_is_out_with_its_link_or_late_or_dropped_with_a_reason(works: Works, clock: Clock) -> None:
    day = workdays.local_date() + timedelta(days=10)
    facts = {"title": "Репортаж о дворах", "where": "городская газета", "organization": works.organization.short_name}
    press(works.outsider, "/media-plan/new/", status=404, **facts, due_on=f"{day:%Y-%m-%d}")
    press(works.controller, "/media-plan/new/", status=422, **facts, due_on="2020-01-01")
    for title in ("Репортаж о дворах", "Ролик", "Интервью"):
        press(
            works.controller,
            "/media-plan/new/",
            **{**facts, "title": title, "planned": "5000"},
            due_on=f"{day:%Y-%m-%d}",
        )
    shown, late, dropped = Undertaking.objects.filter(kind="media").order_by("pk")
    assert (shown.plan_title, shown.is_public) == ("5000 человек", True)
    works.answer(works.worker, shown, "accept")
    nothing = {"done_text": "Материал вышел в субботнем номере.", "fact": "6200"}
    works.answer(works.worker, shown, "report", refused=True, **nothing)
    works.answer(works.worker, shown, "report", **nothing, link="https://gazeta.example/dvory")
    assert "gazeta.example" not in listed("/media-plan/"), "nobody has accepted it yet"
    works.check(shown, "done")
    assert last_report(shown).document.snapshot["report"]["link"] == "https://gazeta.example/dvory"
    page = listed("/media-plan/")
    assert ("https://gazeta.example/dvory" in page, "6200 из 5000 человек" in page) == (True, True)
    press(works.outsider, f"/undertakings/{dropped.pk}/drop/", status=404, ground="Герой уехал из города.")
    press(works.controller, f"/undertakings/{dropped.pk}/drop/", ground="Герой уехал из города.")
    clock.move_to(workdays.end_of(day + timedelta(days=3)))
    states = [
        (row.title, row.status, row.is_overdue) for row in Undertaking.objects.filter(kind="media").order_by("pk")
    ]
    assert states == [
        ("Репортаж о дворах", "done", False),
        ("Ролик", late.status, True),
        ("Интервью", "dropped", False),
    ]
    overdue = listed("/media-plan/?state=overdue")
    assert ("Ролик" in overdue, "Репортаж" in overdue) == (True, False)


def test_more_is_made_than_planned_and_citizens_see_it(works: Works, django_assert_max_num_queries) -> None:
    day = workdays.local_date() + timedelta(days=10)
    facts = {"title": "Щиты о программе", "where": "семь районов", "organization": works.organization.short_name}
    press(works.controller, "/products/new/", status=422, **facts, planned="7", due_on=f"{day:%Y-%m-%d}")
    press(works.controller, "/products/new/", **facts, planned="7", unit="щитов", due_on=f"{day:%Y-%m-%d}")
    row = Undertaking.objects.get(kind="product")
    works.answer(works.worker, row, "accept")
    works.answer(
        works.worker, row, "report",
        MultiValueDict({f"file_{n}": [photo(f"{n}.jpg")] for n in (1, 2)}),
        done_text="Поставлены девять щитов вместо семи.", fact="9", caption_1="Щит на Мира", caption_2="Щит на Ленина",
    )  # fmt: skip
    works.check(row, "done")
    citizen = answer_code(make_person(last_name="Жительница"))
    press(works.worker, f"/programme/answers/{row.pk}/", status=422, answer="yes")
    press(citizen, f"/programme/answers/{row.pk}/", answer="yes")
    page = listed("/products/")
    assert ("9 из 7 щитов" in page, page.count("<img src"), "видят 1, не видят 0" in page) == (True, 2, True)
    assert now(row).status == Undertaking.Status.DONE and Report.objects.get().evidence.count() == 2
    assert "Видят ли это жители" in listed(row.get_absolute_url())
    with django_assert_max_num_queries(8):
        Client().get("/products/")


def test_a_stand_is_shown_on_new_photographs_every_quarter(works: Works) -> None:
    today = workdays.local_date()
    facts = {
        "title": "Стенды районов", "where": "районные администрации", "organization": works.organization.short_name, "planned": "2",
        "unit": "стендов", "due_on": f"{today + timedelta(days=300):%Y-%m-%d}",
    }  # fmt: skip
    assert "Стенды районов" in press(works.controller, "/products/new/", status=422, **facts, period="daily")
    press(works.controller, "/products/new/", **facts, period="quarter")
    row = Undertaking.objects.get(kind="product")
    works.answer(works.worker, row, "accept")
    given = {"done_text": "Оба стенда на месте, листы этого месяца.", "fact": "2", "caption_1": "Стенд на Мира"}
    works.answer(works.worker, row, "report", {"file_1": photo()}, taken_on_1=f"{today:%Y-%m-%d}", **given)
    works.check(row, "accepted")
    page = listed("/products/")
    assert "новые снимки — каждый квартал" in page and f"снято {today.day} " in page and "Стенд на Мира" in page
    assert now(row).status == Undertaking.Status.UNDER_WAY, "the next quarter is reported on again"
    assert "Стенды города на фотографиях" in listed("/kiosk/?stop=1")
