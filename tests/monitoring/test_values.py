"""A value from its entering to its correction, and what nobody can do (IND-01…IND-08, M1–M3)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from casework import door, workdays
from casework.door import Refused
from casework.models import Notification
from monitoring.indicators import periods
from monitoring.models import Indicator, IndicatorValue
from monitoring.values import actions
from tests.monitoring.conftest import SOURCE, Desk, now, offenders
from tests.story import BACKEND, NotAsked, answer, make_member, make_organization, make_person, press, settle, step

pytestmark = pytest.mark.django_db


def read(address: str, who=None, status: int = 200) -> str:
    client = Client()
    if who:
        client.force_login(who, BACKEND)
    response = client.get(address)
    assert response.status_code == status, response.status_code
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ").replace("&nbsp;", " ")


def told(person, words: str) -> int:
    return Notification.objects.filter(person=person, title__contains=words).count()


def last_year() -> int:
    return workdays.local_date().year - 1


@pytest.mark.today("2027-01-12T10:00+07:00")
def test_a_value_is_entered_returned_fixed_checked_and_published_by_its_day(desk: Desk):
    author, checker, year = desk.author, desk.checker, str(last_year())
    assert "Внести и проверить" in read("/monitoring/", author) and "Внести" not in read("/monitoring/")
    assert "Доверяют органам" in read("/monitoring/desk/", author)
    read("/monitoring/desk/", make_person(), status=404)
    press(author, "/monitoring/TRUST1/enter/", status=422)
    facts = {"subject_key": "city", "period": year, "given": "yes", "source": SOURCE, "low": "40", "high": "47"}
    press(author, "/monitoring/TRUST1/enter/", status=422, **facts, number="43,25")
    press(author, "/monitoring/TRUST1/enter/", status=422, **facts, number="51")
    press(author, "/monitoring/TRUST1/enter/", status=422, **{**facts, "high": ""}, number="43")
    press(author, "/monitoring/TRUST1/enter/", status=422, **{**facts, "given": "no"})
    press(author, "/monitoring/TRUST1/enter/", **facts, number="43,5")
    value = IndicatorValue.objects.get()
    assert (value.status, value.value, value.author) == ("entered", Decimal("43.5"), author)
    press(author, "/monitoring/TRUST1/enter/", status=422, **facts, number="44")
    read(value.get_absolute_url(), status=404)
    assert "43,5" not in read("/monitoring/TRUST1/") and "43,5" in read(value.get_absolute_url(), author)
    answer(author, value.case, "check", refused=True, outcome="agree")
    answer(checker, value.case, "check", refused=True, outcome="return")
    answer(checker, value.case, "check", outcome="return", remark="В отчёте другая выборка: сверьте таблицу 4.")
    assert now(value).status == "returned" and "таблицу 4" in read(value.get_absolute_url(), author)
    fixed = {"given": "yes", "number": "42,5", "low": "39,5", "high": "46", "source": SOURCE, "note": ""}
    answer(author, value.case, "fix", refused=True, **{**fixed, "number": "99"})
    answer(author, value.case, "fix", **fixed)
    answer(checker, value.case, "check", outcome="agree")
    assert (now(value).status, now(value).value) == ("checked", Decimal("42.5"))
    assert "42,5" not in read("/monitoring/TRUST1/"), "its day has not come"
    waiting = step(value.case, "wait")
    assert workdays.local_date(waiting.due_at) == Indicator.objects.get(code="TRUST1").publish_day(
        value.period
    ) - timedelta(days=1)
    desk.clock.move_to(waiting.due_at + timedelta(seconds=1))
    assert door.lapse(waiting.pk)
    settle()
    page = read("/monitoring/TRUST1/")
    assert now(value).status == "published" and "42,5" in page and "39,5–46,0" in page and "<svg" in page
    assert "Числова" not in page + read(value.get_absolute_url()) and "Числова" in read(
        value.get_absolute_url(), checker
    )
    assert told(author, "опубликовано") == 1 and "42,5" in read("/monitoring/")
    with pytest.raises(NotAsked):
        step(value.case)
    assert offenders() == {}


def test_a_correction_keeps_both_and_no_data_is_no_nought(desk: Desk):
    for back, figure in ((5, "40.5"), (4, "41"), (2, "43")):
        desk.publish("TRUST1", figure, back=back)
    desk.publish("TRUST1", None, back=1)
    missed = last_year() - 2
    page = read("/monitoring/TRUST1/")
    assert f"{missed} год" in page and page.count("нет данных") >= 2 and "Опрос не проводили." in page
    assert page.count("<polyline") == 1, "the line is broken where nothing is known"
    assert "0,0" not in page.partition("<table")[2].partition("</table>")[0]
    with pytest.raises(Refused, match="причину"):
        desk.enter("TRUST1", "44", back=2)
    first = IndicatorValue.objects.get(value=43)
    second = desk.publish("TRUST1", "44", back=2, note="В отчёте исправлена опечатка.")
    assert (now(first).status, second.status, second.corrects) == ("superseded", "published", first)
    page = read("/monitoring/TRUST1/")
    assert "было 43,0" in page and "исправлена опечатка" in page and "Заменено" in read(first.get_absolute_url())
    table = read("/monitoring/TRUST1/values.csv")
    assert table.startswith("\ufeffКод;") and ";43,0;" in table and ";44,0;" in table and "Исправлено" in table
    dropped = desk.enter("TRUST1", "12", back=3)
    press(desk.checker, f"/monitoring/values/{dropped.pk}/withdraw/", status=422)
    press(desk.checker, f"/monitoring/values/{dropped.pk}/withdraw/", remark="Это число другого города.")
    settle()
    assert now(dropped).status == "withdrawn" and "12,0" not in read("/monitoring/TRUST1/")
    with pytest.raises(NotAsked):
        step(dropped.case)
    with pytest.raises(Refused, match="ещё не опубликовано"):
        actions.withdraw(second, by=desk.checker, remark="Передумали публиковать.")
    assert offenders() == {}


def test_nobody_types_a_computed_indicator(desk: Desk):
    """At the page, in the action, in the database."""
    indicator, year = Indicator.objects.get(code="OPEN1"), periods.Period(last_year(), 1, "quarter")
    assert "Внести значение" not in read("/monitoring/OPEN1/", desk.author)
    read("/monitoring/OPEN1/enter/", desk.author, status=404)
    press(desk.author, "/monitoring/OPEN1/enter/", status=404, number="99")
    with pytest.raises(Refused, match="вычисляется сам"):
        desk.enter("OPEN1", "99")
    facts = {"indicator": indicator, "subject": "city", "year": year.year, "part": 1, "value": 99, "source": SOURCE}
    for more in ({"author": desk.author}, {"author": desk.author, "is_computed": True}, {"is_computed": True}):
        with pytest.raises(DatabaseError), transaction.atomic():
            IndicatorValue.objects.create(**facts, **more)
    typed = desk.publish("TRUST1", "43")
    with pytest.raises(DatabaseError), transaction.atomic():
        IndicatorValue.objects.filter(pk=typed.pk).update(indicator=indicator, is_computed=True)
    assert not IndicatorValue.objects.filter(indicator=indicator).exists()


def test_the_database_keeps_what_was_published(desk: Desk):
    value, other = desk.publish("TRUST1", "43"), desk.enter("WELL1", "3.4")
    rows = IndicatorValue.objects.filter(pk=value.pk)
    for change in (
        {"value": 50},
        {"source": "Другое"},
        {"author": desk.checker},
        {"published_at": None},
        {"status": "entered"},
        {"subject": "x"},
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
    for change in (
        {"status": "checked", "checked_by": desk.author},
        {"status": "published"},
        {"value": 1},
        {"status": "withdrawn"},
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            IndicatorValue.objects.filter(pk=other.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        Indicator.objects.filter(code="TRUST1").update(method="Иначе")
    assert offenders() == {}
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            "UPDATE monitoring_indicatorvalue SET checked_by_id = %s WHERE id = %s", [make_person().pk, value.pk]
        )
        cursor.execute(
            "UPDATE monitoring_indicatorvalue SET status = 'superseded', published_at = now(), checked_by_id = %s WHERE id = %s",
            [desk.checker.pk, other.pk],
        )
        cursor.execute("UPDATE monitoring_indicator SET is_computed = true, query = 'X' WHERE code = 'WELL1'")
        cursor.execute("SET session_replication_role = DEFAULT")
    assert set(offenders()) == {"M-1", "M-2", "M-3"}


def test_an_analyst_defines_an_index_and_its_parts_are_counted(desk: Desk):
    """No programmer: two indicators, an index of them, who represents the figures, the end of one."""
    press(desk.author, "/monitoring/new/", status=422)
    press(make_person(), "/monitoring/new/", status=404)
    facts = {
        "unit": "баллы 0–100", "places": "1", "direction": "up", "period": "year", "scopes": ["city", "district"],
        "method": "Средняя оценка жителей района по шкале.",
        "source": "опрос жителей", "publish_after": "10", "made_of": "entered", "responsible": "", "made_from": "", "ground": "Распоряжение № 5.",
    }  # fmt: skip
    organization = make_organization()
    press(
        desk.author,
        "/monitoring/new/",
        **facts | {"responsible": str(organization.pk)},
        code="YARD1",
        title="Дворы глазами жителей",
    )
    press(desk.author, "/monitoring/new/", status=422, **facts, code="YARD1", title="Дворы ещё раз")
    press(desk.author, "/monitoring/new/", **facts, code="PARK1", title="Парки глазами жителей")
    index = facts | {"made_of": "index", "code": "PLACE1", "title": "Среда района"}
    for wrong in ("", "YARD1", "YARD1 40\nPARK1 40", "YARD1 40\nNONE1 60", "TRUST1 50\nYARD1 50"):
        press(desk.author, "/monitoring/new/", status=422, **index | {"made_from": wrong})
    press(desk.author, "/monitoring/new/", **index | {"made_from": "YARD1 40\nPARK1 60"})
    member = make_member(organization)
    assert "Внести значение" in read("/monitoring/YARD1/", member) and "Внести значение" not in read(
        "/monitoring/PARK1/", member
    )
    year = {"subject_key": "district:len", "period": str(last_year()), "given": "yes", "source": SOURCE}
    press(member, "/monitoring/YARD1/enter/", **year, number="50", low="46", high="54")
    answer(desk.checker, IndicatorValue.objects.get().case, "check", outcome="agree")
    assert not IndicatorValue.objects.filter(indicator__code="PLACE1").exists(), "a part is missing"
    desk.publish("PARK1", "70", subject="district:len", low=Decimal(68), high=Decimal(72))
    desk.publish("YARD1", "60", subject="district:kir")
    desk.publish("PARK1", None, subject="district:kir")
    made = IndicatorValue.objects.get(indicator__code="PLACE1", subject="district:len")
    assert (made.status, made.value, made.author) == ("published", Decimal(62), None)
    assert (made.low, made.high) == (Decimal("60"), Decimal("64")), "√((0,4·4)² + (0,6·2)²) = 2"
    page = read("/monitoring/PLACE1/?subject=district:len")
    assert "62,0" in page and "Ленинский район" in page and "вес 40" in page and "60,0–64,0" in page
    assert IndicatorValue.objects.get(indicator__code="PLACE1", subject="district:kir").is_missing
    desk.publish("PARK1", "80", subject="district:kir", note="Опрос проведён позже.")
    assert IndicatorValue.objects.published().get(indicator__code="PLACE1", subject="district:kir").value == 72
    assert "было нет данных" in read("/monitoring/PLACE1/?subject=district:kir")
    press(desk.author, "/monitoring/YARD1/close/", status=422)
    press(desk.author, "/monitoring/YARD1/close/", ground="Заменён показателем PLACE2.")
    assert "Показатель закрыт" in read("/monitoring/YARD1/") and "Больше не измеряются" in read("/monitoring/")
    read("/monitoring/YARD1/enter/", member, status=404)
    read("/monitoring/OPEN1/close/", desk.author, status=404)
    assert offenders() == {}


def test_a_value_before_its_day_and_an_index_that_is_no_sum_are_found(desk: Desk):
    """M-7, M-8: whoever goes past the triggers and the actions is found by the promises."""
    early = desk.publish("TRUST1", "40")
    desk.publish("IMG1", "50")
    desk.publish("IMG2", "60")
    index = IndicatorValue.objects.get(indicator__code="SIB2")
    whole = IndicatorValue.objects.get(indicator__code="IMG1")
    assert offenders() == {}
    last = early.period.last
    for harm, code, number in (
        (
            f"UPDATE monitoring_indicatorvalue SET published_at = '{last:%Y-%m-%d} 12:00+07' WHERE id = {early.pk}",
            "M-7",
            early.pk,
        ),
        (f"UPDATE monitoring_indicatorvalue SET value = value + 1 WHERE id = {index.pk}", "M-8", index.pk),
        (f"UPDATE monitoring_indicatorvalue SET value = value + 10 WHERE id = {whole.pk}", "M-8", index.pk),
        (
            f"UPDATE monitoring_indicatorvalue SET status = 'withdrawn', published_at = NULL, remark = 'снято' WHERE id = {whole.pk}",
            "M-8",
            index.pk,
        ),
        (f"UPDATE monitoring_indicatorvalue SET value = NULL WHERE id = {index.pk}", "M-8", index.pk),
    ):
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL session_replication_role = replica")
                cursor.execute(harm)
            assert (number,) in offenders().get(code, []), harm
            transaction.set_rollback(True)
    assert offenders() == {}
