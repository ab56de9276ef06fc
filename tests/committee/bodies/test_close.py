"""A whole body ends by an act: nothing may be left undone, its seats and their roles end, everybody sees the dates."""

import re
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from casework.door import Refused
from committee.bodies import actions as bodies
from committee.models import Body
from journal.models import Entry
from portal.management.commands.check_invariants import broken
from programme.models import Person
from quality_mark.contests.conditions import uses_of
from tests.committee.bodies.test_advise import Jury, ask
from tests.committee.conftest import again, convened, person

pytestmark = pytest.mark.django_db
ACT = "постановление администрации города от 01.12.2026 № 77"


@pytest.fixture
def jury(db, clock) -> Jury:
    return Jury()


@pytest.fixture
def office(client):
    client.force_login(person("admin"))
    return client


def words(page) -> str:
    return re.sub(r"\s+", " ", page.content.decode().replace("\xa0", " "))


def close(client, body: Body, **fields):
    return client.post(reverse("body_close", args=[body.pk]), {"_token": uuid4(), "act": ACT, **fields})


def test_a_body_ends_by_an_act_with_its_seats_and_their_roles(office, jury):
    body, chair = jury.body, jury.members[0].person
    assert chair.has_role("jury_member")
    page = words(office.get(reverse("body", args=[body.pk])))
    assert "Прекратить работу" in page
    page = words(office.get(reverse("body_close", args=[body.pk])))
    assert "начатых вопросов у него нет" in page and chair.get_full_name() in page
    assert close(office, body, act="").status_code == 422 and again(body).closed_at is None
    assert close(office, body).url == body.get_absolute_url()
    body = again(body)
    assert (body.closing_act, body.members.filter(ended_at=None).count()) == (ACT, 0)
    assert set(body.members.values_list("end_ground", flat=True)) == {ACT}
    entry = Entry.objects.get(verb="close", subject=f"committee.body:{body.pk}")
    assert (entry.title, entry.ground) == ("Орган прекратил работу: Жюри конкурса", ACT)
    page = words(office.get(body.get_absolute_url()))
    assert "прекратил работу" in page and ACT in page and "Пригласить в состав" not in page
    assert ACT in words(office.get(reverse("bodies")))
    assert office.get(reverse("body_close", args=[body.pk])).status_code == 404
    with pytest.raises(Refused, match="уже прекратил работу"):
        bodies.close(body, by=person("admin"), act=ACT)
    with pytest.raises(Refused, match="уже прекратил работу"):
        bodies.seat(body, person=person(), sector="business", ground=ACT)
    assert broken() == []


def test_a_role_that_came_with_the_seat_ends_with_the_body(jury):
    member = person()
    jury.body.member_role = "jury_member"
    jury.body.save(update_fields=["member_role"])
    bodies.seat(jury.body, person=member, sector="community", ground=ACT)
    assert Person.objects.get(pk=member.pk).has_role("jury_member")
    bodies.close(jury.body, by=person("admin"), act=ACT)
    assert not Person.objects.get(pk=member.pk).has_role("jury_member")


def test_what_is_undone_stands_in_the_way_by_its_name(office, jury, clock):
    item = ask(jury)
    page = words(office.get(reverse("body_close", args=[jury.body.pk])))
    assert "вопрос не решён: Номинация «Товар»" in page and "Прекратить работу органа" not in page
    convened(jury)
    refused = close(office, jury.body)
    assert refused.status_code == 422 and "заседание не завершено" in words(refused)
    with pytest.raises(Refused, match="вопрос не решён"):
        bodies.close(jury.body, by=person("admin"), act=ACT)
    assert again(jury.body).closed_at is None and not again(item).is_settled
    assert uses_of(jury.body) == []  # no contest has this jury


def test_only_who_composes_bodies_ends_one_and_the_database_wants_the_act(client, jury):
    client.force_login(person("clerk"))
    assert close(client, jury.body).status_code == 403
    with pytest.raises(DatabaseError), transaction.atomic():
        Body.objects.filter(pk=jury.body.pk).update(closed_at=jury.body.founded_at)
    bodies.close(jury.body, by=person("admin"), act=ACT)
    with pytest.raises(DatabaseError), transaction.atomic():
        Body.objects.filter(pk=jury.body.pk).update(closed_at=None, closing_act="")
