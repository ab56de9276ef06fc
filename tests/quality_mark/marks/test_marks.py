"""The life of a Mark: awarded, certified, suspended, restored, revoked, expired, given up; the badge and the check page say which."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from casework import door, workdays
from casework.door import Refused
from casework.models import Waiting
from consultations.models import Topic
from journal.record import key
from library.kinds.proposers import may_propose
from library.models import CardKind
from quality_mark.awards import actions as awards
from quality_mark.marks import actions as marks
from quality_mark.models import QualityMark
from quality_mark.months import later
from tests.quality_mark.holders import again, holder, marked
from tests.story import answer, make_member, make_organization, make_person, press, step

__all__ = ["holder", "marked"]
pytestmark = pytest.mark.django_db


def words(answer: Any) -> str:
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def badge_of(mark: QualityMark) -> str:
    return words(Client().get(f"/badge/{mark.code}.svg"))


def check_page(mark: QualityMark) -> str:
    return words(Client().get(mark.certificate.check_path))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 23), 24, date(2028, 11, 23)),
        (date(2028, 2, 29), 24, date(2030, 2, 28)),
        (date(2026, 8, 31), 1, date(2026, 9, 30)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)
def test_a_term_in_months_ends_on_the_same_day_or_the_last_of_a_shorter_month(day, months, expected):
    assert later(day, months) == expected


def test_the_register_the_page_and_the_badge_tell_the_same(holder):
    mark = QualityMark.objects.get()
    client = Client()
    assert mark.entry.title in words(client.get("/marks/"))
    assert mark.entry.title in words(
        client.get("/marks/", {"q": "левобереж", "status": "valid", "nomination": "N08", "sector": "community"})
    )
    serial = mark.number.rsplit("-", 1)[1]
    for text in (
        f"№ {mark.number}",
        mark.number.replace("КЗК", "K3K"),
        serial,
        serial.lstrip("0"),
        mark.organization.short_name,
    ):
        assert mark.entry.title in words(client.get("/marks/", {"q": text})), text
    for text in ("№ КЗК-1999-001", "такого нет"):
        assert mark.entry.title not in words(client.get("/marks/", {"q": text})), text
    assert mark.entry.title not in words(client.get("/marks/", {"status": "suspended"}))
    page = words(client.get(mark.get_absolute_url()))
    for shown in (
        mark.number,
        "действует",
        f"/badge/{mark.code}.svg",
        mark.certificate.check_path,
        mark.organization.full_name,
    ):
        assert shown in page
    answer = client.get(f"/badge/{mark.code}.svg")
    assert f"действует по {mark.valid_to:%d.%m.%Y}" in answer.content.decode()
    assert answer["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "max-age=300" in answer["Cache-Control"] and "public" in answer["Cache-Control"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "Cookie" not in answer.get("Vary", "") and not answer.cookies
    assert "<script" not in answer.content.decode() and "style" not in answer.content.decode()
    assert client.get("/badge/NOSUCHCODE.svg").status_code == 404


def test_people_say_what_they_think_of_what_bears_a_mark_and_its_holder_answers(holder):
    mark, moderator, buyer = (
        QualityMark.objects.get(),
        make_person("content_moderator"),
        make_person(last_name="Покупателева"),
    )
    place = reverse("consultation_announce", args=["review", key(mark)])
    words_of_it = {"title": "Отзывы о товаре со Знаком", "about": "Держит ли товар качество, за которое дан Знак?"}
    press(buyer, place, status=404, **words_of_it)
    press(moderator, place, **words_of_it)
    topic = Topic.objects.get()
    assert (topic.object_key, topic.answerer, topic.object_version) == (
        key(mark),
        mark.member_key,
        mark.certificate.sha256,
    )
    assert topic.get_absolute_url() in Client().get(mark.get_absolute_url()).content.decode()
    said = "Шов на рукаве разошёлся через неделю, магазин обменял."
    press(buyer, f"{topic.get_absolute_url()}write/", kind="review", rating="4", text=said)
    message = topic.messages.get()
    answer(moderator, message.case, "moderate_message", outcome="show")
    worker = make_member(mark.organization, "staff")
    answer(
        worker, message.case, "reply_message", outcome="explained", text="Спасибо: партию проверили, нитку заменили."
    )
    page = words(Client().get(topic.get_absolute_url()))
    assert said in page and "нитку заменили" in page and "Левобережный" in page and "4,0 из 5" in page


def test_a_suspended_mark_says_so_everywhere_and_is_restored(holder):
    mark = QualityMark.objects.get()
    question = holder.ask(mark, "suspension")
    with pytest.raises(Refused):
        holder.ask(mark, "revocation")
    holder.decide(question.item, "suspend_mark", text="Приостановить.", reasons="Нарушения подтверждены.")
    mark = again(mark)
    assert (mark.status, mark.standing, mark.is_valid_on(workdays.local_date())) == (
        "suspended",
        ("приостановлен", "warn"),
        False,
    )
    assert "приостановлен" in badge_of(mark)
    assert "Знак приостановлен" in check_page(mark) and "Документ действует" not in check_page(mark)
    holder.decide(holder.ask(mark, "restoration").item, "restore_mark", text="Восстановить.")
    mark = again(mark)
    assert (mark.status, mark.standing) == ("active", ("действует", "ok"))
    assert "Документ действует" in check_page(mark)


def test_what_is_not_mended_in_sixty_working_days_comes_back_to_the_committee_by_itself(holder):
    mark = QualityMark.objects.get()
    holder.decide(holder.ask(mark, "suspension").item, "suspend_mark", text="Приостановить.", reasons="Нарушения.")
    last = workdays.local_date(step(mark.case).due_at)
    assert workdays.between(workdays.local_date(), last) == 60
    holder.until(last + timedelta(days=1))
    question = mark.questions.get(answered_at=None)
    assert (question.kind, question.asked_by) == ("revocation", None)
    assert [row["code"] for row in question.item.resolutions] == ["revoke_mark", "restore_mark", "defer"]


def test_revocation_needs_two_thirds_changes_the_badge_and_the_check_page_and_bans_for_two_years(holder):
    mark = QualityMark.objects.get()
    question = holder.ask(mark, "revocation")
    assert question.item.resolution("revoke_mark")["majority"] == "qualified"
    assert awards.banned(mark.organization) is None
    holder.decide(question.item, "revoke_mark", text="Аннулировать.", reasons="Недостоверные сведения.")
    mark = again(mark)
    assert (mark.status, mark.standing) == ("revoked", ("аннулирован", "bad"))
    assert "аннулирован" in badge_of(mark) and "действует" not in badge_of(mark)
    assert "Документ аннулирован" in check_page(mark)
    until = awards.banned(mark.organization)
    assert until == later(workdays.local_date(mark.ended_at), 24)
    holder.clock.move_to(workdays.end_of(until + timedelta(days=1)))
    assert awards.banned(mark.organization) is None
    assert awards.banned(make_organization("ТОС «Другие»")) is None


def test_a_mark_found_to_be_void_takes_two_thirds_and_bans_nobody(holder):
    mark = QualityMark.objects.get()
    question = holder.ask(mark, "annulment")
    assert question.item.resolution("annul_mark")["majority"] == "qualified"
    holder.decide(question.item, "annul_mark", text="Признать недействительным.", reasons="Ошибка в подсчёте баллов.")
    mark = again(mark)
    assert (mark.status, mark.standing) == ("annulled", ("недействителен", "bad"))
    assert "недействителен" in badge_of(mark) and "действует" not in badge_of(mark)
    assert "Документ аннулирован" in check_page(mark)
    assert awards.banned(mark.organization) is None
    assert not Waiting.objects.open().filter(process=mark.case.pk).exists()


def test_a_mark_that_waits_for_an_act_may_be_found_void_and_nobody_enters_the_act(holder):
    mark = QualityMark.objects.get()
    waiting = QualityMark.objects.create(
        entry=holder.entry("Сыр «Енисейский»"), organization=mark.organization, decision=mark.decision, code="SYR0SYR0", awarded_at=mark.awarded_at
    )  # fmt: skip
    door.open_case(waiting)
    assert step(waiting.case).task.flow_task.name == "enter_mark_act"
    question = holder.ask(waiting, "annulment")
    assert dict(marks.may_be_asked(waiting)) == {}
    assert question.item.title.startswith("О признании недействительным Знака качества: «Сыр")
    holder.decide(question.item, "annul_mark", text="Признать недействительным.", reasons="Ошибка в подсчёте баллов.")
    waiting = again(waiting)
    assert (waiting.status, waiting.certificate, waiting.number) == ("annulled", None, "")
    assert not Waiting.objects.open().filter(process=waiting.case.pk).exists()
    assert Client().get(waiting.get_absolute_url()).status_code == 404


def test_a_mark_expires_by_itself(holder):
    mark = QualityMark.objects.get()
    warned = workdays.back(mark.valid_to, 60)
    holder.until(warned)
    assert again(mark).status == "active"
    holder.until(warned + timedelta(days=1))
    assert (again(mark).status, again(mark).standing[0]) == ("expiring", "действует")
    holder.clock.move_to(workdays.end_of(mark.valid_to) + timedelta(hours=1))
    assert (again(mark).status, again(mark).standing[0]) == ("expiring", "истёк")
    assert "истёк" in badge_of(mark)
    holder.until(mark.valid_to + timedelta(days=1))
    assert again(mark).status == "expired"
    assert "Срок Знака истёк" in check_page(mark)
    assert not Waiting.objects.open().filter(process=mark.case.pk).exists()
    assert awards.banned(mark.organization) is None


def test_a_holder_gives_the_mark_up_and_nobody_else_does(holder):
    mark = QualityMark.objects.get()
    stranger, head = holder.citizen(), holder.head(mark.entry)
    brand = CardKind.objects.in_force().get(code="brand").rule
    assert may_propose(brand, head) and not may_propose(brand, stranger)  # who holds a mark brings materials about it
    with pytest.raises(Refused):
        marks.decline(mark, by=stranger, ground="Не нужен больше.")
    client = Client()
    client.force_login(stranger, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.post(f"{mark.get_absolute_url()}decline/", {}).status_code == 403
    client.force_login(head, backend="allauth.account.auth_backends.AuthenticationBackend")
    sent = client.post(f"{mark.get_absolute_url()}decline/", {"ground": "Больше не печём этот хлеб.", "is_sure": "on"})
    assert sent.status_code == 302
    mark = again(mark)
    assert (mark.status, mark.certificate.status) == ("declined_by_holder", "annulled")
    assert not may_propose(brand, head)
    assert awards.banned(mark.organization) is None


def test_a_question_is_put_by_the_office_only(holder):
    mark = QualityMark.objects.get()
    assert door.capacity_in(holder.secretary, "role:contest_secretary")
    client = Client()
    for person, status in ((holder.citizen(), 403), (holder.head(mark.entry), 403), (holder.secretary, 200)):
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        assert client.get(f"{mark.get_absolute_url()}question/").status_code == status
