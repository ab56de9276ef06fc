"""How a Mark comes about: winners and diplomas, the act of the Head of the city, papers that were not signed."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from casework import workdays
from casework.models import Notification, Waiting
from casework.queue import run_pending
from committee.models import Decision
from documents.models import Document
from quality_mark.awards import actions as awards
from quality_mark.models import Diploma, QualityMark
from quality_mark.months import later
from tests.committee import conftest as table
from tests.quality_mark.holders import Holders, again
from tests.story import answer

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db: None, clock: Any) -> Holders:
    return Holders(clock)


def words(answer: Any) -> str:
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


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
    awards.award(town.contest, by=town.clerk)
    assert (QualityMark.objects.count(), Diploma.objects.count()) == (1, 4)
    entry = {
        "score": 99,
        "place": 7,
        "level": "participant",
        "title": "Другой",
        "number": "Ч-1",
        "registered_at": mark.awarded_at,
    }
    for row, name, other in [
        (QualityMark.objects.filter(pk=mark.pk), "valid_to", mark.valid_to + timedelta(days=3 * 365)),
        (QualityMark.objects.filter(pk=mark.pk), "valid_from", mark.valid_from - timedelta(days=9)),
        (QualityMark.objects.filter(pk=mark.pk), "act", "№ 1"),
        *((type(mark.entry).objects.filter(pk=mark.entry_id), name, other) for name, other in entry.items()),
    ]:
        with pytest.raises(DatabaseError, match="pgtrigger"), transaction.atomic():
            row.update(**{name: other})


def test_a_mark_waits_for_the_act_of_the_head_of_the_city(town, settings):
    town.entry("Хлеб")
    town.results(Хлеб="mark")
    settings.REQUIRES_HEAD_ACT = ["award_mark"]
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
    awards.award(town.contest, by=town.clerk)
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
    awards.award(town.contest, by=town.clerk)
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


def test_the_chair_sees_the_term_of_a_diploma_is_reminded_and_the_clerk_hears_of_the_delay(town):
    town.entry("Мёд")
    town.results(Мёд="diploma_1")
    awards.award(town.contest, by=town.clerk)
    run_pending()
    paper, chair = Document.objects.get(kind="diploma"), town.committee.chair.person
    outer = Waiting.objects.open().get(fact=f"documents.document:{paper.pk}", title="Подписание диплома")
    inner = Waiting.objects.open().get(process=paper.signing_case.pk)
    assert (inner.addressee, inner.due_at) == (f"person:{chair.pk}", outer.due_at)
    town.until(workdays.local_date(outer.due_at) + timedelta(days=1))
    told = Notification.objects.filter(person=chair, event__startswith=f"deadline:{inner.pk}:").order_by("pk")
    heard = [row.title.partition(":")[0] for row in told]
    assert heard[0].startswith("Срок истекает") and heard[-1] == "Срок прошёл"
    delays = Notification.objects.filter(title="Просрочено: Подписать документ")
    assert {row.person for row in delays} == {town.clerk}
