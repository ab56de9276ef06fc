"""An organisation forms a project-analytical group itself: asked, confirmed or not spoken against, joined by whoever agrees."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client

from casework import door
from committee.models import Body, BodyMember, GroupRequest
from execution.models import Undertaking
from library.models import Card, CardFile
from programme.models import Invitation
from tests.access.world import PDF
from tests.clock import Clock
from tests.library.cards.test_enter import read
from tests.story import NotAsked, answer, make_member, make_organization, make_person, press, settle, status_of, step

pytestmark = pytest.mark.django_db
ASK = "/bodies/groups/new/"


def wanted(organization: int, people: str, title: str = "Группа «Дворы без ступеней»") -> dict[str, str]:
    return {
        "organization": f"{organization}", "title": title, "title_genitive": "группы «Дворы без ступеней»", "people": people,
        "purpose": "Посчитать, скольким дворам нужны пандусы и во что они обойдутся.", "ground": "протокол собрания № 4",
    }  # fmt: skip


def test_a_group_of_an_organisation_from_its_request_to_its_note(clock: Clock) -> None:
    organization = make_organization("ТОС «Берег»")
    head, worker = make_member(organization), make_member(organization, "staff")
    secretary = make_person("committee_secretary", last_name="Протоколова")
    expert, stranger = make_person(last_name="Знатокова"), make_person(last_name="Чужакова")
    press(stranger, ASK, status=404), press(worker, ASK, status=404)
    people = f"Знатокова Анна; {expert.email}; общественный; экономист"
    words = press(head, ASK, status=422, **wanted(organization.pk, f"{people}\n{head.email}; власть"))
    assert "Строка 2: это ваш адрес" in words and "Посчитать, скольким дворам" in words
    press(head, ASK, status=422, **wanted(organization.pk, f"{people}\n{people}"))
    assert "ждёт ответа" in press(head, ASK, **wanted(organization.pk, people)).lower()
    request, place = GroupRequest.objects.get(), "/bodies/"
    assert str(request) in read(place, worker) and str(request) not in read(place, stranger)
    read(request.get_absolute_url(), stranger, 404)
    assert not Invitation.objects.filter(purpose="seat").exists() and expert.email not in read(
        request.get_absolute_url(), worker
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        GroupRequest.objects.update(title="Иначе")
    answer(secretary, request.case, "answer", refused=True, outcome="refused")
    answer(secretary, request.case, "answer", outcome="refused", reason="Назовите, кто из жителей войдёт в группу.")
    assert "кто из жителей" in read(request.get_absolute_url(), head) and not Body.objects.exists()

    press(head, ASK, **wanted(organization.pk, people))
    taken_back = GroupRequest.objects.first()
    away = f"{taken_back.get_absolute_url()}withdraw/"
    assert away in read(taken_back.get_absolute_url(), head) and away not in read(taken_back.get_absolute_url(), worker)
    press(worker, away, status=403), press(stranger, away, status=404)
    assert "отозвана" in press(head, away)
    settle()
    with pytest.raises(NotAsked):
        step(taken_back.case, "answer")
    assert "уже ответили" in press(head, away, status=422) and not Body.objects.exists()

    press(head, ASK, **wanted(organization.pk, people))
    second = GroupRequest.objects.first()
    waiting = step(second.case, "answer")
    clock.move_to(waiting.due_at + timedelta(seconds=1))
    assert door.lapse(waiting.pk)
    settle()
    group = Body.objects.get()
    assert (
        group.group_request == second
        and group.member_role == ""
        and "никто не возразил" in read(second.get_absolute_url(), head)
    )
    seat = group.members.get()
    assert (seat.person, seat.role) == (head, "chair") and f"{group}" in press(
        head, ASK, status=422, **wanted(organization.pk, people)
    )
    invitation = Invitation.objects.get(email=expert.email)
    answer(expert, invitation.case, "answer_invitation", answer="accept")
    assert (
        BodyMember.objects.filter(body=group, person=expert).exists() and "role:analyst" not in expert.capacity_keys()
    )
    page = group.get_absolute_url()
    assert organization.short_name in read(page) and "Знатокова" in read(page)
    assert "Пригласить в состав" in read(page, head) and "Пригласить в состав" not in read(page, worker)
    assert "Ввести сразу" not in read(page, head)

    task = {"title": "Посчитать пандусы по дворам", "due_on": f"{waiting.due_at + timedelta(days=20):%Y-%m-%d}"}
    press(worker, f"{page}tasks/new/", status=403, **task)
    press(head, f"{page}tasks/new/", **task)
    assert Undertaking.objects.get().person == head and task["title"] in read(page)
    press(stranger, "/library/report/new/", status=403)
    press(expert, "/library/report/new/", title="Пандусы во дворах")
    note = {
        "title": "Пандусы во дворах", "subject": "Сколько дворов города ждут пандуса", "period": "2026 год",
        "findings": "Пандуса ждут сто дворов.", "method": "Обошли дворы по списку управляющих компаний.",
    }  # fmt: skip
    table = SimpleUploadedFile("Дворы.pdf", PDF)
    press(expert, step(Card.objects.get().case, "submit").get_absolute_url(), **note, dataset=table)
    answer(make_person("analyst", last_name="Второва"), Card.objects.get().case, "check", outcome="accept")
    assert "Дворы.pdf" in read(Card.objects.get().get_absolute_url())
    assert status_of(Client(), f"/library/files/{CardFile.objects.get().pk}/") == 200

    press(worker, f"/bodies/seats/{seat.pk}/end/", status=403, ground="решение собрания")
    other = group.members.get(person=expert)
    press(head, f"/bodies/seats/{other.pk}/end/", ground="решение собрания № 5")
    answer(head, Undertaking.objects.get().case, "accept")
    assert "Прекратить работу" in read(page, head)
