"""An edition of the programme: returned, approved, enacted, superseded, compared, archived (PE-01…PE-11)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction

from casework import workdays
from casework.models import Waiting
from execution.models import Measure, ProgrammeEdition, Undertaking
from tests.execution.conftest import offenders
from tests.execution.programme import PDF, City, make_city, pages_of, text_of, url
from tests.story import make_organization, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def city(db: None):
    yield make_city()
    assert offenders() == {}


def now(edition: ProgrammeEdition) -> ProgrammeEdition:
    return ProgrammeEdition.objects.get(pk=edition.pk)


def test_the_committee_returns_a_draft_and_the_act_puts_it_into_force(city: City):
    edition = city.edition()
    organ = make_organization(
        "Департамент экономики", sector="authority", legal_form="МКУ", inn="2466131920", kpp="246601001"
    )
    empty = city.answer(city.coordinator, edition, "submit", organization=organ.pk, area="social")
    assert "добавьте хотя бы одну" in str(empty.errors)
    measure = city.add(edition, bodies=[city.body()])
    city.submit(edition)
    refused = pages_of(city.coordinator).post(url("measure_remove", measure.pk))
    assert refused.status_code == 404
    city.consider(edition, "return", "Нет срока ни у одной меры.")
    assert (now(edition).status, now(edition).remarks) == ("draft", "Нет срока ни у одной меры.")
    assert "Нет срока" in text_of(pages_of(city.coordinator).get(edition.get_absolute_url()))
    city.submit(edition)
    city.consider(edition, "approve")
    assert now(edition).status == "pending_act"
    city.enact(edition, SimpleUploadedFile("Акт.pdf", PDF))
    assert not Waiting.objects.open().filter(process=edition.case.pk).exists(), (
        "nobody is asked to put it forward any more"
    )
    edition = now(edition)
    assert (edition.status, edition.document.number, edition.document.is_public) == ("in_force", "ГП-1", True)
    assert edition.act == f"постановление администрации города от {workdays.local_date():%d.%m.%Y} № 12"
    assert pages_of().get(url("programme_act", 1)).status_code == 200
    given = Measure.objects.get(pk=measure.pk).undertaking
    assert (given.status, given.responsible, given.is_public) == ("planned", "", True), (
        "nobody reports for the body yet"
    )
    for rows, change in ((ProgrammeEdition.objects, {"title": "другое"}), (ProgrammeEdition.objects, {"act_number": "13"}),
                         (ProgrammeEdition.objects, {"status": "draft"})):  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)


def test_a_new_edition_supersedes_the_old_one_and_says_what_it_changed(city: City):
    old = city.edition()
    body = city.body(organization=city.organization)
    city.add(old, "1.1", bodies=[body])
    city.add(old, "1.2", bodies=[body], title="Исчезающая мера")
    old = city.adopt(old)
    new = city.edition(title="Вторая программа", based_on=old)
    assert [(row.number, row.predecessor.number) for row in new.measures.all()] == [("1.1", "1.1"), ("1.2", "1.2")]
    kept, gone = new.measures.all()
    pages = pages_of(city.coordinator)
    assert pages.post(url("measure_remove", gone.pk)).status_code == 302
    page = pages.get(url("measure_change", kept.pk))
    data = {name: value for name, value in page.context["form"].initial.items() if value is not None}
    sent = {**data, "title": "Мера по-новому", "_seen": page.context["seen"]}
    assert pages.post(url("measure_change", kept.pk), sent).status_code == 302
    stale = pages.post(url("measure_change", kept.pk), {**sent, "title": "Со старой страницы"})
    assert stale.status_code == 409
    city.add(new, "1.3", bodies=[body], title="Новая мера")
    new = city.adopt(new)
    assert (now(old).status, new.document.supersedes) == ("superseded", old.document)
    assert {row.undertaking.status for row in old.measures.all()} == {"dropped"}
    assert {row.undertaking.status for row in new.measures.all()} == {"planned"}
    words = text_of(pages_of().get(url("programme_compare", 2)))
    for wanted in ("Мера по-новому", "новая мера", "Новая мера", "исключена", "Исчезающая мера"):
        assert wanted in words
    archivist = make_person("archivist")
    assert pages_of(city.clerk).get(url("programme_file_away", 1)).status_code == 404
    refused = pages_of(archivist).post(url("programme_file_away", 1), {"ground": "оп"})
    assert (refused.status_code, now(old).status) == (422, "superseded")
    assert "Основание" in text_of(refused) and 'value="оп"' in text_of(refused)
    assert pages_of(archivist).post(url("programme_file_away", 1), {"ground": "опись № 4"}).status_code == 302
    assert now(old).status == "archived"
    third = city.edition(title="Третья программа")
    city.add(third, "1.1")
    city.submit(third)
    with pytest.raises(DatabaseError, match="one_edition_is_in_force"), transaction.atomic():
        ProgrammeEdition.objects.filter(pk=third.pk).update(
            status="in_force", document=new.document, in_force_at=new.in_force_at
        )


def test_the_programme_of_2004_is_loaded_once_and_nobody_carries_it_out(city: City):
    archivist = make_person("archivist")
    assert pages_of(make_person()).get(url("programme_edition_load")).status_code == 404
    assert "Действующей программы пока нет" in text_of(pages_of().get("/programme/"))
    pages = pages_of(archivist)
    assert pages.post(url("programme_edition_load")).status_code == 302
    again = pages.post(url("programme_edition_load"))
    assert again.status_code == 422 and "уже загружена" in text_of(again)
    edition = ProgrammeEdition.objects.get()
    assert (edition.status, edition.act, edition.measures.count()) == (
        "archived", "постановление администрации города от 17.03.2005 № 121", 21,
    )  # fmt: skip
    assert not Undertaking.objects.exists()
    page = text_of(pages_of().get(edition.get_absolute_url()))
    for wanted in ("1.4.", "не указан", "городской программный комитет", "ежегодно с 2005 года", "не учитывалось"):
        assert wanted in page
    assert pages_of().get(url("programme_timeline", 1)).status_code == 200
    empty = edition.measures.get(number="2.3")
    assert (empty.terms_text, list(empty.responsibilities.all()), list(empty.results.all())) == ("", [], [])


def test_a_draft_can_be_declined_and_the_act_can_fail(city: City):
    for outcome in ("decline", "no_act"):
        edition = city.edition()
        city.add(edition)
        city.submit(edition)
        if outcome == "decline":
            city.consider(edition, "decline", "Не нужна городу.")
        else:
            city.consider(edition, "approve")
            city.enact(edition, is_adopted=False, remarks="Глава отказался подписать.")
        assert now(edition).status == "declined"
        assert pages_of().get(edition.get_absolute_url()).status_code == 404


def test_a_body_hands_its_measures_over_to_its_successor(city: City):
    edition, old, new = city.edition(), city.body(organization=None), city.body("Новое управление", city.organization)
    city.add(edition, bodies=[old])
    city.adopt(edition)
    pages = pages_of(city.coordinator)
    assert pages_of(city.clerk).get(url("programme_body_change", old.pk)).status_code == 404
    data = {"name": old.name, "valid_from": "2020-01-01", "valid_to": "2025-12-31", "successor": str(new.pk)}
    seen = pages.get(url("programme_body_change", old.pk)).context["seen"]
    assert pages.post(url("programme_body_change", old.pk), {**data, "_seen": seen}).status_code == 302
    assert Undertaking.objects.get().responsible == f"member:{city.organization.pk}"
    seen = pages.get(url("programme_body_change", new.pk)).context["seen"]
    data = {"name": new.name, "valid_from": "2020-01-01", "successor": str(old.pk), "_seen": seen}
    circle = pages.post(url("programme_body_change", new.pk), data)
    assert circle.status_code == 422 and "сам происходит" in text_of(circle)
    assert "Новое управление" in text_of(pages_of().get(url("programme_bodies")))
