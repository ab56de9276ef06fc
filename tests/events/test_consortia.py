"""A consortium: members join by themselves, their courses stand on its page, it ends once (S33)."""

import pytest
from django.db import DatabaseError, transaction

from casework import workdays
from events.models import Consortium, Participant, Partner
from tests.events.conftest import Stage
from tests.events.test_hold import fill, read, told
from tests.story import make_member, make_organization, press

pytestmark = pytest.mark.django_db
FOUND = {
    "title": "Муниципальная академия",
    "about": "Вузы и учреждения города ведут курсы для жителей вместе.",
    "agreement": "соглашение от 12.03.2026 № 4",
}


def test_a_consortium_forms_works_and_ends(stage: Stage):
    organizer = stage.organizer
    fill(organizer, "/events/consortia/new/", **FOUND, since=f"{workdays.local_date()}")
    consortium = Consortium.objects.get()
    address = consortium.get_absolute_url()
    assert "формируется" in read(address) and "Пока никто не вступил" in read(address)
    press(organizer, "/events/consortia/new/", status=422, **FOUND, since=f"{workdays.local_date()}")
    names = ("Университет", "Гимназия", "Музей")
    organizations = [make_organization(name) for name in names]
    ask = {"organization": str(organizations[0].pk), "part": "Аудитории и курсы по праву."}
    assert "некому ответить" in press(organizer, f"{address}invite/", status=422, **ask)
    rector, director, curator = signers = [make_member(organization) for organization in organizations]
    fill(organizer, f"{address}invite/", **ask)
    for organization in organizations[1:]:
        press(organizer, f"{address}invite/", organization=str(organization.pk), part="Площадка и слушатели.")
    press(organizer, f"{address}invite/", status=422, **ask)
    assert [told(person, "Вас зовут в консорциум") for person in signers] == [1, 1, 1]
    rows = list(Participant.objects.order_by("pk"))
    assert "Ответить на приглашение" in read(address, rector) and "Университет" not in read(address)
    press(rector, rows[0].get_absolute_url(), status=422, outcome="leave")
    press(rector, rows[0].get_absolute_url(), outcome="agree")
    assert "формируется" in read(address) and "Аудитории и курсы" in read(address)
    press(director, rows[1].get_absolute_url(), outcome="agree")
    press(curator, rows[2].get_absolute_url(), outcome="leave", reason="Нет свободных людей в этом году.")
    assert "действует" in read(address) and "Музей" not in read(address), "who has never joined is not named"
    assert f"{consortium}" in read("/events/") and f"{consortium}" in read("/learning/")
    course = stage.plan("course", title="Право для соседей")
    press(organizer, f"/events/{course.pk}/partner/", organization=str(organizations[0].pk), part="Ведёт занятия.")
    assert "Право для соседей" not in read(address)
    press(rector, Partner.objects.get().get_absolute_url(), outcome="agree")
    stage.announce(course, places=9)
    assert "Право для соседей" in read(address)
    press(director, rows[1].get_absolute_url(), outcome="leave", reason="Гимназия закрыта на ремонт до осени.")
    assert "Гимназия: вышла" in read(address) and "формируется" in read(address)
    fill(organizer, f"{address}end/", ground="Соглашение расторгнуто сторонами.")
    assert "Прекращён" in read(address) and told(rector, "Консорциум прекращён") == 1
    press(rector, rows[0].get_absolute_url(), status=422, outcome="leave", reason="Мы тоже выходим отсюда.")
    with pytest.raises(DatabaseError), transaction.atomic():
        Participant.objects.filter(pk=rows[2].pk).update(agreed_at=rows[0].asked_at)
