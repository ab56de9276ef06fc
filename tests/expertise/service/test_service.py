"""What an expert reads of the work done: numbers, thanks, and a certificate whose code anybody checks; no case is named by it."""

from typing import Any
from uuid import uuid4

from django.test import Client

from documents.models import Document
from expertise.models import Thanks
from tests.expertise.conftest import City, fresh
from tests.story import press


def as_person(person: Any) -> Client:
    client = Client()
    client.force_login(fresh(person))
    return client


def test_thanks_and_a_certificate_come_with_accepted_work(city: City) -> None:
    city.register()
    expertise = city.request()
    first = city.gather(expertise)[0]
    expert, person = first.expert, first.expert.person
    assert "Справку выдают о принятых листах" in press(person, "/expert/certificate/", status=422)
    early = press(city.coordinator, f"/experts/{expert.pk}/thank/", status=422, text="За точность.")
    assert "Благодарят за принятые листы" in early and Document.objects.filter(register="expert_service").count() == 0
    city.assess(first, 7)

    assert "Заполните: за что." in press(city.coordinator, f"/experts/{expert.pk}/thank/", status=422, text=" ")
    press(city.coordinator, f"/experts/{expert.pk}/thank/", text="За подробные обоснования.")
    assert Thanks.objects.get().expert == expert
    desk = as_person(person).get("/expert/").content.decode().replace("\xa0", " ")
    assert "За подробные обоснования." in desk and "1 из 1" in desk and "/expert/certificate/" in desk
    press(person, "/expert/certificate/")
    paper = Document.objects.get(register="expert_service")
    facts = {name: paper.snapshot[name] for name in ("accepted", "in_time", "returned", "thanks")}
    assert facts == {"accepted": 1, "in_time": 1, "returned": 0, "thanks": 1}
    assert expertise.object_title not in str(paper.snapshot) and city.applicant.short_name not in str(paper.snapshot)
    assert "уже выдана" in press(person, "/expert/certificate/", status=422), "once a day is enough"
    assert Client().get(f"/v/{paper.code}/").status_code == 200
    assert as_person(person).get(paper.get_absolute_url()).status_code == 200
    assert as_person(city.head).get(paper.get_absolute_url()).status_code == 404
    assert as_person(city.head).post("/expert/certificate/", {"_token": str(uuid4())}).status_code == 404
