"""A report of a half-year is awaited, reminded of, late for all to see, and ended by a card linked to the indicator (row 60)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from casework import workdays
from casework.models import Notification, Waiting
from library.models import Card
from monitoring.indicators import periods
from monitoring.models import AwaitedReport, Indicator
from monitoring.reporting import actions
from tests.monitoring.conftest import Desk, now, offenders
from tests.story import answer, press, settle, step

REPORT = {
    "subject": "Привлекательность города в полугодии, по районам.", "period": "Полугодие",
    "findings": "Индекс вырос в четырёх районах из семи.", "method": "Сравнение значений показателя по районам.", "sources": "Показатель ATTR1.",
}  # fmt: skip


def read(address: str, person: Any = None) -> str:
    browser = Client()
    if person:
        browser.force_login(person)
    response = browser.get(address)
    assert response.status_code == 200
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ").replace("&nbsp;", " ")


def over(desk: Desk) -> AwaitedReport:
    """The half-year ends, and the night comes."""
    period = periods.of("half_year", workdays.local_date())
    desk.clock.move_to(workdays.end_of(period.last) + timedelta(hours=3))
    [report] = actions.await_reports()
    assert actions.await_reports() == [], "each period once"
    settle()
    return report


def published(desk: Desk) -> Card:
    """A report that the other analyst has checked."""
    press(desk.author, "/library/report/new/", title="Привлекательность города за полугодие")
    card = Card.objects.latest("pk")
    answer(desk.author, card.case, "submit", title=card.title, **REPORT)
    answer(desk.checker, card.case, "check", outcome="accept")
    return now(card)


@pytest.mark.django_db
def test_the_report_of_a_half_year_is_awaited_until_a_card_is_linked(desk: Desk) -> None:
    assert "Первый отчёт станут ждать" in read("/monitoring/ATTR1/")
    desk.publish("TRUST1", "40")  # the city has begun
    assert actions.await_reports() == [], "nothing of a half-year that ended before the city began"
    first = over(desk)
    waiting = step(first.case, "report")
    assert workdays.local_date(waiting.due_at) == workdays.add(first.period.last, 20)
    assert Notification.objects.filter(person=desk.author, title__icontains="отчёт").exists()
    assert f"За {first.period}" in read("/monitoring/desk/", desk.author) and "ждут от аналитика до" in read(
        "/monitoring/ATTR1/"
    )
    desk.clock.move_to(waiting.due_at + timedelta(minutes=1))
    assert "отчёт просрочен" in read("/monitoring/ATTR1/") and "срок прошёл" in read("/monitoring/desk/", desk.checker)

    # A second half-year: one card is the report of the older one alone.
    second = over(desk)
    card = published(desk)
    press(desk.author, f"{card.get_absolute_url()}link/", relation="uses", number="ATTR1")
    settle()
    first, second = now(first), now(second)
    assert (first.card_number, second.ended_at) == (card.number, None)
    page = read("/monitoring/ATTR1/").partition('id="reports"')[2].partition("</section>")[0]
    assert (
        card.number in page
        and "просрочен" not in page
        and not Waiting.objects.open().filter(process=first.case.pk).exists()
    )

    # Or there will be none, for a reason everybody reads; nothing of it is changed later.
    answer(desk.author, second.case, "report", refused=True, ground="нет")
    answer(desk.author, second.case, "report", ground="В этом полугодии районы не опрашивали.")
    settle()
    assert "районы не опрашивали" in read("/monitoring/ATTR1/") and now(second).ended_by == desk.author
    for change in ({"why_not": "Иначе."}, {"ended_at": None, "why_not": ""}):
        with pytest.raises(DatabaseError), transaction.atomic():
            AwaitedReport.objects.filter(pk=second.pk).update(**change)
    assert Indicator.objects.exclude(report_every="").count() == 1 and offenders() == {}
    with transaction.atomic():  # whoever goes past the triggers: a card that nobody has linked
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute("UPDATE monitoring_awaitedreport SET card = 'library.card:0' WHERE id = %s", [first.pk])
        assert offenders() == {"M-12": [(first.pk,)]}
        transaction.set_rollback(True)
