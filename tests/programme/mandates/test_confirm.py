"""A claimed mandate is a task of the secretariat with a term and with evidence; the applicant sees what is waited for, and why not."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse

from casework import workdays
from casework.door import Refused
from casework.models import Notification, Waiting
from journal.models import Entry
from negotiations.models import Proposal
from portal.management.commands.check_invariants import broken
from programme.appointments import actions as appointments
from programme.mandates import actions as mandates
from programme.models import MandateEvidence, Membership, Organization, Person
from programme.organizations import actions as organizations
from tests.clock import Clock
from tests.story import begin, make_person, make_platform, waiting_of

pytestmark = pytest.mark.django_db

TOS = {
    "legal_form": "ТОС",
    "sector": "community",
    "full_name": "Территориальное общественное самоуправление «Утёс»",
    "short_name": "ТОС «Утёс»",
    "address": "г. Красноярск, ул. Демонстрационная, д. 115",
    "position": "председатель",
    "ground": "решение собрания жителей",
}
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def paper(name: str = "Протокол.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def claim(client: Any, anna: Person, **more: Any) -> Membership:
    client.force_login(anna)
    answer = client.post(reverse("organisation_add"), {"_token": uuid4(), **TOS, **more})
    assert answer.url == reverse("inbox")
    return Membership.objects.latest("pk")


def decide(client: Any, secretary: Person, membership: Membership, **answers: str) -> Any:
    client.force_login(secretary)
    return client.post(task_of(membership), {"_token": uuid4(), **answers})


def task_of(membership: Membership) -> str:
    return Waiting.objects.get(process=membership.case).get_absolute_url()


def test_the_secretary_sees_the_paper_and_confirms_in_time(client) -> None:
    anna, secretary = make_person(), make_person("platform_secretary")
    membership = claim(client, anna, evidence=paper())
    waiting = waiting_of(secretary, membership.case, "confirm_mandate")
    assert workdays.left(waiting.due_at) == 3
    assert broken() == []

    client.force_login(secretary)
    page = client.get(waiting.get_absolute_url()).content.decode()
    evidence = MandateEvidence.objects.get()
    assert [text for text in ("решение собрания жителей", "Протокол.pdf") if text not in page] == []
    board = client.get(reverse("board")).content.decode()
    assert [words for words in ("Подтвердить полномочия", "Организации и приглашения") if words not in board] == []
    assert b"".join(client.get(reverse("mandate_evidence", args=[evidence.pk]))) == PDF

    assert decide(client, secretary, membership, decision="confirm").url == membership.organization.get_absolute_url()
    membership.refresh_from_db()
    assert (membership.is_mandate, membership.organization.is_checked) == (True, True)
    assert f"signer:{membership.organization_id}" in membership.person.capacity_keys()
    assert Entry.objects.get(verb="confirm_membership").capacity == "секретарь площадки"
    letter = Notification.objects.get(person=anna)
    assert (letter.title, letter.url) == ("Полномочия подтверждены: ТОС «Утёс»", reverse("inbox"))
    assert broken() == []


def test_a_refusal_says_why_and_leads_back_to_what_was_typed(client) -> None:
    anna, secretary = make_person(), make_person("platform_secretary")
    membership = claim(client, anna)
    assert "чего не хватает" in decide(client, secretary, membership, decision="refuse").content.decode()
    decide(client, secretary, membership, decision="refuse", ground="Нет протокола собрания.")
    membership.refresh_from_db()
    assert membership.end_ground == "Нет протокола собрания."
    assert membership.organization.closed_at
    letter = Notification.objects.get(person=anna)
    assert letter.text == "Причина: Нет протокола собрания. Исправьте это и отправьте снова: всё введённое сохранено."
    client.force_login(anna)
    assert "Нет протокола собрания." in client.get(reverse("inbox")).content.decode()
    again = client.get(letter.url).context["form"]
    assert {name: again[name].value() for name in TOS} == TOS
    assert broken() == []
    client.force_login(make_person())
    assert client.get(letter.url).context["form"]["short_name"].value() is None


def test_what_is_waited_for_is_said_on_every_page_on_the_way(client) -> None:
    anna, secretary = make_person(), make_person("platform_secretary")
    membership = claim(client, anna)
    words = "Ждём подтверждения ваших полномочий"
    draft = begin(anna, membership.organization, make_platform(membership.organization))
    task = waiting_of(anna, draft.case, "submit").get_absolute_url()
    client.force_login(anna)
    for page in (draft.get_absolute_url(), task, membership.organization.get_absolute_url()):
        assert words in client.get(page).content.decode(), page
    decide(client, secretary, membership, decision="confirm")
    client.force_login(anna)
    for page in (draft.get_absolute_url(), task, membership.organization.get_absolute_url()):
        assert words not in client.get(page).content.decode(), page
    assert Proposal.objects.get().status == "draft"


def test_a_paper_follows_later_and_only_while_it_is_waited_for(client) -> None:
    anna, boris, secretary = make_person(), make_person(), make_person("platform_secretary")
    membership = claim(client, anna)
    page = reverse("mandate_evidence_add", args=[membership.pk])
    assert "не подходит" in client.post(page, {"evidence": paper("прогр.exe", b"MZ")}).content.decode()
    assert client.post(page, {"_token": uuid4(), "evidence": paper()}).status_code == 302
    assert "уже приложен" in client.post(page, {"_token": uuid4(), "evidence": paper()}).content.decode()
    evidence = MandateEvidence.objects.get()
    client.force_login(boris)
    assert client.get(page).status_code == 404
    assert client.get(reverse("mandate_evidence", args=[evidence.pk])).status_code == 404
    decide(client, secretary, membership, decision="confirm")
    client.force_login(anna)
    assert client.get(page).status_code == 404
    assert client.get(reverse("mandate_evidence", args=[evidence.pk])).status_code == 200
    for change in (lambda: MandateEvidence.objects.update(name="х"), lambda: evidence.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_file_that_came_with_an_error_is_asked_for_again(client) -> None:
    client.force_login(make_person())
    answer = client.post(reverse("organisation_add"), {"_token": uuid4(), **TOS, "short_name": "", "evidence": paper()})
    assert set(answer.context["form"].errors) == {"short_name", "evidence"}
    assert not Organization.objects.exists()


def test_nobody_confirms_themselves_and_nothing_is_asked_of_who_has_left(client) -> None:
    anna = make_person()
    membership = claim(client, anna)
    appointments.appoint(anna, role="platform_secretary", ground="приказ")
    with pytest.raises(Refused, match="Свои полномочия"):
        mandates.confirm(membership, by=anna)
    organizations.end_membership(membership, by=anna, ground="Ушла.")
    assert not Waiting.objects.open().filter(process=membership.case).exists()
    assert broken() == []


def test_others_are_not_asked(client) -> None:
    membership = claim(client, make_person())
    for other in (make_person(), make_person("clerk"), make_person("expertise_coordinator")):
        assert decide(client, other, membership, decision="confirm").status_code == 404
    membership.refresh_from_db()
    assert membership.confirmed_at is None


def test_the_office_hears_of_the_delay(client, clock: Clock) -> None:
    make_person("platform_secretary")
    membership = claim(client, anna := make_person())
    waiting = Waiting.objects.get(process=membership.case)
    clock.move_to(workdays.due(membership.case.term("representation.confirm"), waiting.due_at))
    client.force_login(anna)
    assert "Секретарь площадки проверяет сведения." in client.get(reverse("inbox")).content.decode()


def test_the_promise_notices_a_mandate_nobody_is_asked_about() -> None:
    organization = Organization.objects.create(
        full_name="ТОС", short_name="ТОС", legal_form="ТОС", sector="community", address="г. Красноярск"
    )
    silent = Membership.objects.create(
        person=make_person(), organization=organization, role="head", position="п", ground="г", valid_from=workdays.local_date()
    )  # fmt: skip
    assert [line.rpartition(": ")[2] for line in broken() if line.startswith("P-9 ")] == [str(silent.pk)]
