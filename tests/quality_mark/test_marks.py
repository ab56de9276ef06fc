"""The life of a Mark: awarded, certified, suspended, restored, revoked, expired, given up; the badge and the check page say which."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from casework import door, workdays
from casework.door import Refused
from casework.models import Notification, Waiting
from casework.queue import run_pending
from committee.models import Decision
from documents.models import Document
from quality_mark import actions
from quality_mark.models import Diploma, QualityMark
from quality_mark.models.marks import later
from tests.committee import conftest as table
from tests.committee.conftest import clock
from tests.quality_mark.holders import Holders, again
from tests.story import answer, make_organization

__all__ = ["clock"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db: None, clock: Any) -> Holders:
    return Holders(clock)


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


def test_winners_receive_marks_diplomas_and_the_citizens_prize(town):
    entries = {title: town.entry(title) for title in ("Хлеб", "Мёд", "Чай", "Соль")}
    voting = town.voting()
    for title, votes in (("Хлеб", 1), ("Соль", 2), ("Чай", 2)):
        for _ in range(votes):
            town.cast(voting, entries[title])
    town.until(workdays.local_date(voting.closes_at) + timedelta(days=1))
    town.results(Хлеб="mark", Мёд="diploma_1", Чай="diploma_2")
    town.award()
    mark = QualityMark.objects.get()
    today = workdays.local_date()
    assert (mark.entry.title, mark.status, mark.number) == ("Хлеб", "active", f"КЗК-{today.year}-001")
    assert (mark.valid_from, mark.valid_to) == (today, later(today, 24))
    assert mark.is_valid_on(today) and mark.is_valid_on(mark.valid_to)
    assert not mark.is_valid_on(mark.valid_to + timedelta(days=1))
    assert mark.certificate.is_registered and mark.certificate.is_public
    given = sorted((one.entry.title, one.degree, one.votes) for one in Diploma.objects.all())
    assert given == [
        ("Мёд", "diploma_1", None),
        ("Соль", "citizens", 2),
        ("Чай", "citizens", 2),
        ("Чай", "diploma_2", None),
    ]
    actions.award(town.contest, by=town.clerk)
    assert (QualityMark.objects.count(), Diploma.objects.count()) == (1, 4)


def test_the_register_the_page_and_the_badge_tell_the_same(town):
    mark = town.mark()
    client = Client()
    assert mark.entry.title in words(client.get("/marks/"))
    assert mark.entry.title in words(
        client.get("/marks/", {"q": "левобереж", "status": "valid", "nomination": "N08", "sector": "community"})
    )
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


def test_a_suspended_mark_says_so_everywhere_and_is_restored(town):
    mark = town.mark()
    question = town.ask(mark, "suspension")
    with pytest.raises(Refused):
        town.ask(mark, "revocation")
    town.decide(question.item, "suspend_mark", text="Приостановить.", reasons="Нарушения подтверждены.")
    mark = again(mark)
    assert (mark.status, mark.standing, mark.is_valid_on(workdays.local_date())) == (
        "suspended",
        ("приостановлен", "warn"),
        False,
    )
    assert "приостановлен" in badge_of(mark)
    assert "Знак приостановлен" in check_page(mark) and "Документ действует" not in check_page(mark)
    town.decide(town.ask(mark, "restoration").item, "restore_mark", text="Восстановить.")
    mark = again(mark)
    assert (mark.status, mark.standing) == ("active", ("действует", "ok"))
    assert "Документ действует" in check_page(mark)


def test_what_is_not_mended_in_sixty_working_days_comes_back_to_the_committee_by_itself(town):
    mark = town.mark()
    town.decide(town.ask(mark, "suspension").item, "suspend_mark", text="Приостановить.", reasons="Нарушения.")
    last = workdays.local_date(Waiting.objects.open().get(process=mark.case.pk).due_at)
    assert workdays.between(workdays.local_date(), last) == 60
    town.until(last + timedelta(days=1))
    question = mark.questions.get(answered_at=None)
    assert (question.kind, question.asked_by) == ("revocation", None)
    assert [row["code"] for row in question.item.resolutions] == ["revoke_mark", "restore_mark", "defer"]


def test_revocation_needs_two_thirds_changes_the_badge_and_the_check_page_and_bans_for_two_years(town):
    mark = town.mark()
    question = town.ask(mark, "revocation")
    assert question.item.resolution("revoke_mark")["majority"] == "qualified"
    assert actions.banned(mark.organization) is None
    town.decide(question.item, "revoke_mark", text="Аннулировать.", reasons="Недостоверные сведения.")
    mark = again(mark)
    assert (mark.status, mark.standing) == ("revoked", ("аннулирован", "bad"))
    assert "аннулирован" in badge_of(mark) and "действует" not in badge_of(mark)
    assert "Документ аннулирован" in check_page(mark)
    until = actions.banned(mark.organization)
    assert until == later(workdays.local_date(mark.ended_at), 24)
    town.clock.move_to(workdays.end_of(until + timedelta(days=1)))
    assert actions.banned(mark.organization) is None
    assert actions.banned(make_organization("ТОС «Другие»")) is None


def test_a_mark_expires_by_itself(town):
    mark = town.mark()
    warned = workdays.back(mark.valid_to, 60)
    town.until(warned)
    assert again(mark).status == "active"
    town.until(warned + timedelta(days=1))
    assert (again(mark).status, again(mark).standing[0]) == ("expiring", "действует")
    town.clock.move_to(workdays.end_of(mark.valid_to) + timedelta(hours=1))
    assert (again(mark).status, again(mark).standing[0]) == ("expiring", "истёк")
    assert "истёк" in badge_of(mark)
    town.until(mark.valid_to + timedelta(days=1))
    assert again(mark).status == "expired"
    assert "Срок Знака истёк" in check_page(mark)
    assert not Waiting.objects.open().filter(process=mark.case.pk).exists()
    assert actions.banned(mark.organization) is None


def test_a_holder_gives_the_mark_up_and_nobody_else_does(town):
    mark = town.mark()
    stranger, head = town.citizen(), town.head(mark.entry)
    with pytest.raises(Refused):
        actions.decline(mark, by=stranger, ground="Не нужен больше.")
    client = Client()
    client.force_login(stranger, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.post(f"{mark.get_absolute_url()}decline/", {}).status_code == 403
    client.force_login(head, backend="allauth.account.auth_backends.AuthenticationBackend")
    sent = client.post(f"{mark.get_absolute_url()}decline/", {"ground": "Больше не печём этот хлеб.", "is_sure": "on"})
    assert sent.status_code == 302
    mark = again(mark)
    assert (mark.status, mark.certificate.status) == ("declined_by_holder", "annulled")
    assert actions.banned(mark.organization) is None


def test_a_mark_waits_for_the_act_of_the_head_of_the_city(town, settings):
    town.entry("Хлеб")
    town.results(Хлеб="mark")
    settings.REQUIRES_HEAD_ACT = ["approve_results"]
    town.award()
    mark = QualityMark.objects.get()
    assert (mark.status, mark.number, mark.standing[0]) == ("pending_act", "", "ожидает акта")
    assert Client().get(mark.get_absolute_url()).status_code == 404
    today = workdays.local_date()
    too_early = Decision.objects.get().in_force_at - timedelta(days=1)
    answer(town.clerk, mark.case, "enter_mark_act", refused=True, number="214-р", day=f"{too_early:%Y-%m-%d}")
    answer(town.clerk, mark.case, "enter_mark_act", number="214-р", day=f"{today:%Y-%m-%d}")
    mark = again(mark)
    assert (mark.status, mark.act, mark.valid_from) == ("active", f"№ 214-р от {today:%d.%m.%Y}", today)
    assert mark.certificate.snapshot["act"] == mark.act


def test_a_certificate_that_was_not_signed_is_drawn_up_again(town):
    town.entry("Хлеб")
    town.results(Хлеб="mark")
    actions.award(town.contest, by=town.clerk)
    run_pending()
    paper = Document.objects.get(kind="certificate")
    table.answer_to_sign(paper, town.committee.chair.person, refusal="Опечатка в названии.")
    run_pending()
    mark = QualityMark.objects.get()
    answer(town.clerk, mark.case, "issue_again")
    town.sign_awards()
    mark = again(mark)
    assert (mark.number[-3:], mark.certificate.is_registered, again(paper).is_annulled) == ("002", True, True)
    assert f"kzk-{timezone.localdate().year}-002" in mark.get_absolute_url()


def test_a_diploma_that_was_not_signed_is_drawn_up_again(town):
    town.entry("Мёд")
    town.results(Мёд="diploma_1")
    actions.award(town.contest, by=town.clerk)
    run_pending()
    paper = Document.objects.get(kind="diploma")
    table.answer_to_sign(paper, town.committee.chair.person, refusal="Опечатка в названии.")
    run_pending()
    diploma = Diploma.objects.get()
    assert paper.title not in words(Client().get("/marks/diplomas/"))
    answer(town.clerk, diploma.case, "issue_diploma_again")
    town.sign_awards()
    assert (again(diploma).document.number[-3:], again(diploma).document.is_registered) == ("002", True)
    assert "Мёд" in words(Client().get("/marks/diplomas/"))
    assert (
        Notification.objects.filter(person=town.head(diploma.entry), title="Ваша награда: Диплом I степени").count()
        == 1
    )


def test_a_question_is_put_by_the_office_only(town):
    mark = town.mark()
    assert door.capacity_in(town.secretary, "role:contest_secretary")
    client = Client()
    for person, status in ((town.citizen(), 403), (town.head(mark.entry), 403), (town.secretary, 200)):
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        assert client.get(f"{mark.get_absolute_url()}question/").status_code == status
