"""A city from zero composes its committee in the browser: founded by an act, people invited by a list, replaced, ended, ordered."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from casework.models import Notification, Waiting
from casework.queue import run_pending
from committee.bodies import actions as bodies
from committee.bodies import readiness
from committee.models import Body, BodyKind, BodyMember, SeatRole
from committee.voting import actions as voting
from documents.models import Document
from portal.management.commands.check_invariants import broken
from programme.appointments import actions as appointments
from programme.models import Invitation, Person, RoleAssignment
from programme.people import actions as people
from programme.periods import today
from tests.committee.conftest import again, answer_to_sign, cast, close, convened, motion, opened, person, task_of

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
ACT = "постановление администрации города от 16.01.2026 № 21"


def enter(client, who: Person):
    client.force_login(Person.objects.get(pk=who.pk), backend=BACKEND)
    return client


def post(client, page: str, *args: object, **fields: object):
    return client.post(reverse(page, args=args), {"_token": uuid4(), **fields})


def words(page) -> str:
    return re.sub(r"\s+", " ", page.content.decode().replace("\xa0", " "))


@pytest.fixture
def admin(db) -> Person:
    return person("admin")


@pytest.fixture
def body(client, admin) -> Body:
    """Founded from its page, with the places its kind proposes."""
    shown = enter(client, admin).get(reverse("body_found", args=["committee"]))
    fields = {name: shown.context["form"][name].value() for name in shown.context["form"].fields}
    sent = post(client, "body_found", "committee", **fields | {"title": "Городской программный комитет", "act": ACT})
    assert sent.status_code == 302, words(sent)
    return Body.objects.get()


def accepted(client, invitation: Invitation) -> Person:
    """Whoever was invited gets an account, if there is none, and agrees."""
    who = Person.objects.reached_at(invitation.email) or people.enroll(
        email=invitation.email, last_name=invitation.email.split("@")[0].title(), first_name="Анна"
    )
    waiting = Waiting.objects.open().get(process=invitation.case.pk)
    sent = enter(client, who).post(waiting.get_absolute_url(), {"_token": uuid4(), "answer": "accept"})
    assert sent.status_code == 302, words(sent)
    return Person.objects.get(pk=who.pk)


def listed(voters: int = 15) -> str:
    """A table as it is pasted: fifteen voters and a secretary, the columns in two orders."""
    sectors, rows = ("власть", "бизнес", "общественный"), []
    for number in range(voters):
        function = {0: "председатель", 1: "заместитель председателя"}.get(number, "член")
        rows.append(f"Человек {number}\tm{number}@example.org\t{sectors[number % 3]}\t{function}\tдиректор")
    return "\n".join([*rows, "секретарь; Секретарева Вера; s@example.org; власть; консультант"])


def test_fifteen_people_are_asked_at_once_and_a_sitting_can_be_held(client, admin, body):
    page = words(client.get(body.get_absolute_url()))
    assert readiness.committee()[0] is False
    assert "В составе пока никого нет" in page and "нужно ещё 15" in page and page.count("вакансий: 5") == 3
    sent = post(client, "seats_invite", body.pk, ground="распоряжение Главы города", pasted=listed())
    assert sent.status_code == 302, words(sent)
    invitations = list(Invitation.objects.order_by("pk"))
    assert len(invitations) == 16 and not body.members.exists()
    run_pending()
    assert {letter.to[0] for letter in mail.outbox} == {invitation.email for invitation in invitations}
    assert "войти в состав программного комитета: председатель" in mail.outbox[0].body
    for invitation in invitations:
        accepted(client, invitation)
    seats = list(body.members.order_by("pk").values_list("role", "sector", "position", "has_vote"))
    assert seats[0] == ("chair", "authority", "директор", True)
    assert seats[1] == ("deputy", "business", "директор", True)
    assert seats[-1] == ("secretary", "authority", "консультант", False)
    holders = {
        role: Person.objects.holding(f"role:{role}").count()
        for role in ("committee_chair", "committee_member", "committee_secretary")
    }
    assert holders == {"committee_chair": 1, "committee_member": 15, "committee_secretary": 1}
    assert readiness.committee() == (
        True, "Городской программный комитет: 15\N{NO-BREAK SPACE}голосов, заседание может быть правомочным"
    )  # fmt: skip
    page = words(enter(client, admin).get(body.get_absolute_url()))
    assert "заседание может быть правомочным" in page and "вакансий" not in page
    assert "не меньше 8 из 15" in page and "Приглашены и не приняли" not in page
    secretary = Person.objects.get(email="s@example.org")
    assert enter(client, secretary).get(reverse("sitting_plan")).status_code == 200
    assert broken() == []


def test_lines_of_the_form_and_who_has_not_answered(client, admin, body):
    fields = {"line-0-name": "Первый", "line-0-email": "first@example.org", "line-0-sector": "business", "line-0-role": "chair",
              "line-1-name": "Вторая", "line-1-email": "second@example.org", "line-1-sector": "authority", "line-1-role": "member",
              "line-2-sector": "community", "line-2-role": "member"}  # fmt: skip
    assert post(client, "seats_invite", body.pk, ground=ACT, **fields).status_code == 302
    first, second = Invitation.objects.order_by("pk")
    accepted(client, first)
    waiting = Waiting.objects.open().get(process=second.case.pk)
    page = words(enter(client, admin).get(body.get_absolute_url()))
    assert "second@example.org" in page and "first@example.org" not in page and "Письмо ещё раз" in page
    assert post(client, "invitation_again", second.pk).status_code == 302
    assert post(client, "invitation_withdraw", second.pk).url == body.get_absolute_url()
    assert Waiting.objects.get(pk=waiting.pk).closed_at
    assert Notification.objects.filter(person=admin, url=body.get_absolute_url()).count() == 1
    assert broken() == []


def test_somebody_who_declined_is_asked_again_with_the_same_terms(client, admin, body):
    post(client, "seats_invite", body.pk, ground=ACT, pasted="Первый; first@example.org; бизнес; директор завода")
    [invitation] = Invitation.objects.all()
    who = people.enroll(email="first@example.org", last_name="Первый", first_name="Пётр")
    waiting = Waiting.objects.open().get(process=invitation.case.pk)
    enter(client, who).post(waiting.get_absolute_url(), {"_token": uuid4(), "answer": "decline", "reason": "Занят."})
    assert "Занят." in words(enter(client, admin).get(body.get_absolute_url()))
    shown = client.get(f"{reverse('seats_invite', args=[body.pk])}?again={invitation.pk}").context["form"]
    [line] = shown.formset.forms
    assert [line[name].value() for name in ("name", "email", "sector", "position")] == [
        "Первый", "first@example.org", "business", "директор завода",
    ]  # fmt: skip
    assert shown["ground"].value() == ACT


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"pasted": "Первый; бизнес"}, "Строка 1: нет адреса почты"),
        ({"pasted": "Первый; a@example.org"}, "Строка 1: не указан сектор"),
        ({"pasted": "Первый; a@-; бизнес"}, "не похоже на адрес"),
        ({"pasted": "Первый; a@example.org; бизнес; директор; лишнее"}, "лишнее: «лишнее»"),
        ({"pasted": "А; a@example.org; бизнес\nБ; A@example.org; власть"}, "назван дважды: a@example.org"),
        ({"pasted": "А; a@example.org; бизнес; председатель\nБ; b@example.org; власть; председатель"}, "Строка 2, b@example.org: председатель"),
        ({"pasted": ""}, "Назовите хотя бы одного человека"),
        ({"line-0-name": "Первый"}, "Укажите почту"),
        ({"line-0-email": "first@example.org"}, "Выберите сектор"),
        ({"ground": "", "pasted": "Первый; a@example.org; бизнес"}, "Заполните это поле"),
        ({"valid_to": "2020-01-01", "pasted": "Первый; a@example.org; бизнес"}, "уже прошёл"),
    ],
)  # fmt: skip
def test_a_wrong_line_is_named_nobody_is_asked_and_nothing_is_lost(client, body, change, said):
    page = post(client, "seats_invite", body.pk, **{"ground": "основание-которое-остаётся"} | change)
    assert (page.status_code, said in words(page)) == (422, True), words(page)
    assert not Invitation.objects.exists()
    for value in change.values():
        assert value.splitlines()[0] in page.content.decode() if value else True


def test_a_seat_brings_its_roles_and_takes_only_them_away(client, admin, body):
    newcomer, clerk = person(), person("clerk")
    for who, role in ((newcomer, "chair"), (clerk, "member")):
        sent = post(
            client, "seat_add", body.pk, email=who.email, sector="community", role=role, ground="распоряжение № 1"
        )
        assert sent.status_code == 302, words(sent)
    seat = body.members.get(person=newcomer)
    assert set(Person.objects.get(pk=newcomer.pk).capacity_keys()) >= {"role:committee_chair", "role:committee_member"}
    page = words(client.get(reverse("seat_end", args=[seat.pk])))
    assert "Открытых шагов, которые некому было бы сделать, не останется" in page
    assert post(client, "seat_end", seat.pk, ground="распоряжение № 2").status_code == 302
    assert Person.objects.get(pk=newcomer.pk).capacity_keys() == [f"person:{newcomer.pk}"]
    assert post(client, "seat_end", seat.pk, ground="распоряжение № 3").status_code == 404
    bodies.unseat(body.members.get(person=clerk), ground="распоряжение № 4", by=admin)
    assert Person.objects.get(pk=clerk.pk).has_role("clerk") and not Person.objects.get(pk=clerk.pk).has_role(
        "committee_member"
    )
    assert broken() == []


def test_what_may_not_be_combined_takes_no_seat(client, admin, body):
    for who, role in ((person("appeals_member"), "member"), (person("admin"), "chair"), (person("admin"), "secretary")):
        fields = {"email": who.email, "sector": "business", "role": role, "ground": ACT}
        page = post(client, "seat_add", body.pk, **fields)
        assert (page.status_code, "Совмещение запрещено" in words(page)) == (422, True)
        page = post(
            client,
            "seats_invite",
            body.pk,
            ground=ACT,
            pasted=f"А; {who.email}; бизнес; {dict(BodyMember.Role.choices)[role]}",
        )
        assert (page.status_code, "Совмещение запрещено" in words(page)) == (422, True), words(page)
    assert not body.members.exists() and not Invitation.objects.exists()


def test_another_takes_the_place_at_once_or_when_they_agree(client, admin, body):
    old, new = person(), person()
    bodies.seat(body, person=old, sector="business", role="chair", ground="распоряжение № 1", by=admin)
    seat = body.members.get()
    unknown = {"email": "third@example.org", "ground": "распоряжение № 2"}
    page = post(client, "seat_replace", seat.pk, **unknown, at_once="on")
    assert (page.status_code, "Человека с такой почтой нет" in words(page)) == (422, True)
    assert (
        post(client, "seat_replace", seat.pk, email=new.email, ground="распоряжение № 2", at_once="on").status_code
        == 302
    )
    assert [(one.person, one.role, one.sector) for one in body.members_on()] == [(new, "chair", "business")]
    assert not Person.objects.get(pk=old.pk).has_role("committee_chair")
    assert post(client, "seat_replace", body.members_on().get().pk, **unknown, name="Третий").status_code == 302
    assert body.members_on().get().person == new  # until the invited person agrees
    third = accepted(client, Invitation.objects.get())
    assert [(one.person, one.role) for one in body.members_on()] == [(third, "chair")]
    assert body.members.get(person=new).end_ground == "распоряжение № 2"
    assert RoleAssignment.objects.in_force().filter(role="committee_chair").get().person == third
    assert broken() == []


@pytest.mark.dated
def test_the_composition_of_any_day_is_public(client, admin, body, clock):
    old, new = person(last_name="Прежнева"), person(last_name="Новикова")
    bodies.seat(body, person=old, sector="business", ground="распоряжение № 1")
    first = today()
    clock.shift(timedelta(days=10))
    bodies.replace(body.members.get(), person=new, ground="распоряжение № 2")
    client.logout()
    page = words(client.get(body.get_absolute_url()))
    table, _, former = page.partition("Прежние члены")
    assert "Новикова" in table and "Прежнева" not in table
    assert "Прежнева" in former and "распоряжение № 1" in former and "Прекращено: распоряжение № 2" in former
    before = words(client.get(f"{body.get_absolute_url()}?on={first}")).partition("Прежние члены")[0]
    assert "Прежнева" in before and "Новикова" not in before
    assert "В этот день в составе никого нет" in words(client.get(f"{body.get_absolute_url()}?on=2020-01-01"))
    assert "Не понять дату" in words(client.get(f"{body.get_absolute_url()}?on=вчера"))
    assert str(body) in words(client.get(reverse("bodies")))


def test_no_seat_begins_or_ends_in_the_past(client, admin, body):
    who = person()
    yesterday = today() - timedelta(days=1)
    page = post(
        client,
        "seat_add",
        body.pk,
        email=who.email,
        sector="business",
        role="member",
        ground=ACT,
        valid_from=f"{yesterday}",
    )
    assert (page.status_code, "Задним числом" in words(page)) == (422, True)
    facts = {"body": body, "person": who, "sector": "business", "ground": "г"}
    with pytest.raises(DatabaseError, match="before it is entered"), transaction.atomic():
        BodyMember.objects.create(valid_from=yesterday, **facts)
    seat = bodies.seat(body, person=who, sector="business", ground="г")
    with pytest.raises(DatabaseError), transaction.atomic():
        BodyMember.objects.filter(pk=seat.pk).update(ended_at=timezone.now() - timedelta(days=1))
    bodies.unseat(seat, ground="г")
    with pytest.raises(DatabaseError), transaction.atomic():
        BodyMember.objects.filter(pk=seat.pk).update(ended_at=None)


def test_the_order_is_a_paper_for_everybody(client, admin, body, whole_queue):
    assert "никого нет" in words(post(client, "body_order", body.pk, preamble=ACT))
    chair = person(last_name="Главная")
    bodies.seat(body, person=chair, sector="authority", role="chair", position="директор", ground="распоряжение № 1")
    assert post(client, "body_order", body.pk, preamble=f"На основании: {ACT}").status_code == 302
    run_pending()
    [paper] = Document.objects.all()
    assert (paper.kind, paper.register, paper.title) == ("order", "orders", "О составе программного комитета")
    assert [line["name"] for line in paper.snapshot["members"]] == [chair.get_full_name()]
    client.logout()
    assert paper.number not in words(client.get(body.get_absolute_url()))
    answer_to_sign(paper, admin)
    run_pending()
    page = words(client.get(body.get_absolute_url()))
    assert paper.number in page and client.get(paper.get_absolute_url()).status_code == 200
    bodies.seat(body, person=person(), sector="business", ground="распоряжение № 2")
    later = bodies.order(body, by=admin, capacity="администратор", preamble=ACT)
    assert later.supersedes == paper and len(later.snapshot["members"]) == 2
    assert later.snapshot["earlier"]["number"] == paper.number


def test_an_office_adds_a_kind_and_founds_a_body_of_it(client, admin):
    enter(client, admin)
    shown = client.get(reverse("body_kind_add")).context["form"]
    fields = {name: value for name in shown.fields if (value := shown[name].value()) not in (None, False)}
    fields |= {"title": "общественный совет", "title_genitive": "общественного совета", "members_min": 3, "members_max": 2,
               "term_months": 12, "places_community": 3}  # fmt: skip
    assert "меньше наименьшего" in words(post(client, "body_kind_add", **fields))
    assert post(client, "body_kind_add", **fields | {"members_max": 7}).status_code == 302
    assert "уже есть" in words(
        post(client, "body_kind_add", **fields | {"title": "Общественный Совет", "members_max": 7})
    )
    kind = BodyKind.objects.latest("pk")
    assert (kind.places, kind.term_months, kind.is_single) == ({"community": 3}, 12, False)
    fields = {"title": "Совет", "title_genitive": "совета", "act": ACT, "places_community": 3}
    assert post(client, "body_found", kind.key, **fields).status_code == 302
    council = Body.objects.get()
    year = client.get(reverse("seat_add", args=[council.pk])).context["form"]["valid_to"].value()
    assert year.year == today().year + 1
    changed = {
        **fields,
        "title": "иной совет",
        "members_min": 2,
        "sitting_sectors": 1,
        "minutes_register": "minutes",
        "places_community": 9,
    }
    assert post(client, "body_kind", kind.key, **changed).status_code == 409  # written over what nobody has shown
    seen = client.get(reverse("body_kind", args=[kind.key])).context["seen"]
    assert post(client, "body_kind", kind.key, _seen=seen, **changed).status_code == 302
    assert (BodyKind.objects.get(pk=kind.pk).title, BodyKind.objects.get(pk=kind.pk).members_max) == (
        "иной совет",
        None,
    )
    assert Body.objects.get().places == {"community": 3}
    assert client.get(reverse("body_found", args=["jury"])).status_code == 404


def test_there_is_one_committee(client, admin, body):
    page = post(client, "body_found", "committee", title="Второй", title_genitive="второго", act=ACT)
    assert (page.status_code, "быть он может только один" in words(page)) == (422, True)
    assert Body.objects.count() == 1


def test_nobody_else_composes(client, body):
    seat = bodies.seat(body, person=person(), sector="business", ground="г")
    for outsider in (person(), person("committee_chair"), person("clerk"), person("auditor")):
        enter(client, outsider)
        for name, args in (
            ("body_found", ["appeals"]),
            ("body_kind_add", []),
            ("seats_invite", [body.pk]),
            ("seat_end", [seat.pk]),
        ):
            assert post(client, name, *args).status_code == 403
        assert "Пригласить в состав" not in words(client.get(body.get_absolute_url()))


def test_whoever_is_no_longer_in_the_body_does_not_vote(committee, item, clock):
    item()
    convened(committee)
    meeting = opened(committee, clock)
    ballot = motion(committee, meeting.lines.get())
    leaving, *others = committee.members
    task = task_of(leaving.person, "vote")
    bodies.unseat(leaving, ground="распоряжение Главы города")
    seat = ballot.seats.get(member=leaving)
    with pytest.raises(Exception, match="прекращено"), transaction.atomic():
        voting.vote(seat, by=leaving.person, choice="for")
    with pytest.raises(DatabaseError, match="no longer in the body"), transaction.atomic():
        ballot.votes.create(member=leaving, choice="for", at=timezone.now())
    cast(ballot, dict.fromkeys([committee.chair, committee.deputy, *others], "for"))
    closed = close(committee, ballot)
    assert (closed.votes_for, closed.votes_absent, closed.outcome) == (len(committee.voters) - 1, 1, "carried")
    assert Waiting.objects.get(pk=task.pk).closed_at
    assert again(closed).seats.count() == len(committee.voters)


def test_the_page_asks_no_more_questions_for_more_members(client, admin, body, django_assert_max_num_queries):
    for number in range(9):
        bodies.seat(body, person=person(), sector=("business", "community")[number % 2], ground="г")
    post(client, "seats_invite", body.pk, ground=ACT, pasted=listed(6))
    client.get(body.get_absolute_url())
    with django_assert_max_num_queries(12):
        client.get(body.get_absolute_url())
    client.logout()
    for address in (body.get_absolute_url(), reverse("bodies")):
        with django_assert_max_num_queries(7):
            assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("code", "statement"),
    [
        ("B-1", "UPDATE committee_bodymember SET person_id = (SELECT min(id) FROM programme_person)"),
        ("B-1", "UPDATE committee_bodymember SET offer_id = NULL"),
        ("B-2", "UPDATE committee_bodymember SET ended_at = now() + interval '90 days', end_ground = 'г'"),
    ],
)
def test_the_promises_see_what_nobody_could_do_by_the_door(client, admin, body, code, statement):
    post(client, "seats_invite", body.pk, ground=ACT, pasted="Первый; first@example.org; бизнес")
    accepted(client, Invitation.objects.get())
    assert SeatRole.objects.count() == 1 and broken() == []
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement)
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    assert any(code in str(line) for line in broken())


def test_a_promise_sees_two_bodies_of_which_there_is_one(db):
    group = {"kind": "protocol_group", "title": "Г", "title_genitive": "г", "act": ACT}
    bodies.establish(**group)
    Body.objects.create(kind_id="protocol_group", title="Д", title_genitive="д", act=ACT)
    assert any("B-3" in str(line) for line in broken())


def test_a_seat_by_invitation_is_of_whoever_accepted_it(client, admin, body):
    post(client, "seats_invite", body.pk, ground=ACT, pasted="Первый; first@example.org; бизнес")
    offer = body.offers.get()
    with pytest.raises(DatabaseError, match="of the person who has accepted"), transaction.atomic():
        BodyMember.objects.create(
            body=body, person=person(), sector="business", ground="г", valid_from=today(), offer=offer
        )
    appointments.dismiss(admin.appointments.get(), ground="уволен")
    accepted(client, Invitation.objects.get())  # the question of the office outlives who has put it
