"""The pages of the programme pass axe and never scroll sideways: the table, the timeline, the money, a measure, a draft."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from casework import workdays
from casework.queue import run_pending
from execution.confirmations import actions as confirmations
from execution.editions.actions import load_historical
from execution.measures.actions import Parts
from execution.measures.lines import items, results
from execution.models import ProgrammeEdition
from execution.money import actions as money
from tests.browser.conftest import AXE, DESK, PHONE, log_in
from tests.browser.test_axe import complaints_about
from tests.execution.programme import City, make_city
from tests.story import answer_code, make_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def rounds(live_server: Any) -> list[tuple[Any, list[str]]]:
    """An edition of long ago, one in force with a reported measure, and a draft."""
    city = make_city()
    archived = load_historical(by=city.coordinator)
    edition = city.edition()
    body, year = city.body(organization=city.organization), edition.period_from
    parts = Parts(
        [body],
        body,
        items("1) собрать матрицу — 7 районов"),
        items("глоссарий"),
        results("язык; терминов — 60 шт. к 2027"),
    )
    measure = city.add(edition, "1.1", parts=parts, terms=f"{year}–{year + 1}", clusters=["BK"])
    city.add(edition, "1.2", bodies=[body])
    city.adopt(edition)
    measure.refresh_from_db()
    _report(city, measure)
    draft = city.edition(title="Следующая", based_on=ProgrammeEdition.objects.get(pk=edition.pk))
    row = city.add(draft, "9.9", bodies=[body])
    run_pending()
    own = f"/programme/editions/{edition.number}/"
    seen = [
        "/",
        "/programme/",
        own,
        f"{own}timeline/",
        f"{own}money/",
        measure.get_absolute_url(),
        archived.get_absolute_url(),
    ]
    work = [
        measure.get_absolute_url(),
        draft.get_absolute_url(),
        f"{row.get_absolute_url()}change/",
        f"{draft.get_absolute_url()}compare/",
    ]
    return [(None, [*seen, "/programme/editions/", "/programme/bodies/"]), (city.coordinator, work)]


def _report(city: City, measure: Any) -> None:
    part = measure.undertaking.children.get()
    city.works.answer(city.works.worker, part, "accept")
    city.works.report(part, fact="7")
    city.works.check(part, "done")
    facts = {"account": "plan", "source": "city", "year": 2026, "amount": Decimal(1000), "day": workdays.local_date()}
    with transaction.atomic():
        confirmations.confirm(part, by=answer_code(make_person()), sees=False, words="Не видно.")
        money.confirm(money.post(measure, by=city.clerk, ground="бюджет", **facts), by=city.coordinator)


def test_the_programme_has_no_barrier(reader, live_server, rounds):
    found = []
    for width, theme in ((PHONE, "dark"), (DESK, "light")):
        one = reader(width=width, theme=theme)
        one.context.add_init_script(path=AXE)
        for person, paths in rounds:
            log_in(one, live_server.url, person)
            found += complaints_about(one, paths)
    assert found == []
