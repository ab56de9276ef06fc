"""A city that has adopted its programme already enters it: one types the act, another compares it with the original."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction

from casework import workdays
from casework.models import Notification
from execution.editions.readiness import programme
from execution.models import ProgrammeEdition, StandingAct
from journal.models import Entry
from tests.execution.conftest import now, offenders
from tests.execution.programme import PDF, City, make_city, pages_of, text_of, url
from tests.story import NotAsked, make_person, press, waiting_of

pytestmark = pytest.mark.django_db
ACT = {"act_title": "решение городского Совета", "act_number": "7-54", "act_date": "2025-12-11"}


@pytest.fixture
def city(db: None):
    yield make_city()
    assert offenders() == {}


def scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("Решение 7-54.pdf", PDF)


def test_a_programme_adopted_before_is_typed_by_one_and_compared_by_another(city: City):
    edition = city.edition()
    number, page = edition.number, edition.get_absolute_url()
    enter, coordinator = url("programme_standing", number), pages_of(city.coordinator)
    assert "необязательно" in programme()[1] and "Программа уже утверждена" in text_of(coordinator.get(page))
    press(city.clerk, enter, status=404)
    assert "нет ни одной меры" in press(city.coordinator, enter, status=422, file=scan(), **ACT)
    measure = city.add(edition, bodies=[city.body(organization=city.organization)])
    words = press(city.coordinator, enter, status=422, **{**ACT, "act_date": f"{workdays.local_date().year + 1}-01-01"})
    assert "позже сегодняшнего дня" in words and 'value="7-54"' in words
    press(city.coordinator, enter, file=scan(), **ACT)
    press(city.coordinator, url("measure_remove", measure.pk), status=422)
    press(city.coordinator, enter, status=404, file=scan(), **ACT)
    assert pages_of().get(page).status_code == 404 and "сверяет" in programme()[1]
    with pytest.raises(NotAsked):
        waiting_of(city.coordinator, edition.case, "verify")
    both = make_person("clerk", "committee_secretary", last_name="Двойная")
    waiting = waiting_of(city.clerk, edition.case, "verify")
    shown = text_of(pages_of(city.clerk).get(waiting.get_absolute_url()))
    assert "решение городского Совета от 11.12.2025 № 7-54" in shown and "1 мера" in shown
    act = StandingAct.objects.get()
    assert pages_of(city.clerk).get(url("programme_standing_file", act.pk)).status_code == 200
    assert "Напишите, что исправить" in str(city.answer(city.clerk, edition, "verify", outcome="returned").errors)
    city.answer(city.clerk, edition, "verify", outcome="returned", remarks="В акте срок меры 1.1 — 2027 год.")
    assert "срок меры 1.1" in text_of(coordinator.get(page)) and now(edition).is_draft

    with transaction.atomic():
        own = ProgrammeEdition.objects.get(pk=edition.pk)
    press(both, enter, file=scan(), **ACT)
    refused = city.answer(both, own, "verify", outcome="confirmed")
    assert "попросите коллегу" in str(refused.errors)
    city.answer(city.clerk, own, "verify", outcome="confirmed")
    adopted = now(edition)
    assert (adopted.status, adopted.act, adopted.is_held) == (
        "in_force", "решение городского Совета от 11.12.2025 № 7-54", False,
    )  # fmt: skip
    assert (
        adopted.document.number == "ГП-1"
        and measure.__class__.objects.get(pk=measure.pk).undertaking.status == "planned"
    )
    assert pages_of().get(url("programme_act", number)).status_code == 200
    shown = text_of(pages_of().get(page))
    assert "7-54" in shown and "сверяет" not in shown and "Обсуждение, экспертиза, комитет" not in shown
    assert (
        Entry.objects.filter(verb="approve", ground__contains="7-54").exists()
        and Notification.objects.filter(person=city.clerk, title="Сверьте утверждённую программу с актом").exists()
    )

    following = city.edition(title="Следующая программа", based_on=adopted)
    assert "внести акт" not in text_of(coordinator.get(following.get_absolute_url()))
    press(city.coordinator, url("programme_standing", following.number), status=404, file=scan(), **ACT)
    for change in ({"act_number": "8"}, {"outcome": "returned"}, {"checked_by": city.coordinator}):
        with pytest.raises(DatabaseError), transaction.atomic():
            StandingAct.objects.filter(outcome="confirmed").update(**change)
    with pytest.raises(DatabaseError, match="checked_by_another"), transaction.atomic():
        StandingAct.objects.create(
            edition=following, name="a.pdf", size=1, sha256="0", by=city.clerk, outcome="returned", remarks="Нет",
            checked_by=city.clerk, checked_at=act.at, **ACT,
        )  # fmt: skip
