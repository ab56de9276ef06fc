"""Lists of the city: a directory the office changes, what begun cases keep, what never disappears."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from casework.door import Refused
from journal.models import Entry
from programme.lists import catalogue, usage
from programme.lists import rows as rules
from programme.lists.actions import adopt_list
from programme.lists.invariants import INVARIANTS
from programme.lists.kinds import kinds
from programme.models import ListVersion, Organization, Person
from programme.periods import today
from tests.story import make_organization, make_person

pytestmark = pytest.mark.django_db
GROUND = "Закон края о границах районов от 01.03.2026 № 7"


@pytest.fixture
def clerk() -> Person:
    return make_person("clerk")


@pytest.fixture
def browser(clerk: Person) -> Iterator[Client]:
    client = Client()
    client.force_login(clerk)
    yield client


def shown(browser: Client, code: str) -> dict[str, str]:
    """What the form shows, as the browser would send it back."""
    form = browser.get(f"/lists/{code}/change/").context["form"]
    typed = {field.html_name: field.value() for part in form.parts() for field in part}
    typed |= {"row-TOTAL_FORMS": form.formset.total_form_count(), "row-INITIAL_FORMS": "0"}
    return {name: "on" if value is True else str(value) for name, value in typed.items() if value not in (None, False)}


def sent(browser: Client, code: str, **typed: Any) -> Any:
    fields = shown(browser, code) | {"ground": GROUND} | {name.replace("__", "-"): text for name, text in typed.items()}
    return browser.post(f"/lists/{code}/change/", {name: text for name, text in fields.items() if text is not None})


def test_the_office_adds_renames_ends_and_orders_districts(browser: Client, clerk: Person) -> None:
    organization = make_organization("ТОС «Утёс»", district="zhd")
    answered = sent(
        browser, "districts", row__0__ended="on", row__1__title="Кировский (правобережный)", row__7__title="Пашенный", row__7__place="1"
    )  # fmt: skip
    assert answered.status_code == 302, answered.content.decode()
    made = ListVersion.latest("districts")
    assert (made.version, made.valid_from, made.adopted_by, made.ground) == (2, today(), clerk, GROUND)
    assert [(row["code"], row["title"], row["ended"]) for row in made.rows[:3]] == [
        ("r1", "Пашенный", False), ("zhd", "Железнодорожный", True), ("kir", "Кировский (правобережный)", False),
    ]  # fmt: skip
    assert Entry.objects.filter(verb="adopt_list", ground=GROUND).count() == 1

    assert "zhd" not in dict(catalogue.choices("districts")) and "zhd" in dict(catalogue.every("districts"))
    assert organization.get_district_display() == "Железнодорожный", "what is written keeps its words"
    organization.full_clean(exclude=["inn"])
    stranger = Client()
    page = stranger.get("/lists/districts/2/").content.decode()
    assert "Пашенный" in page and "больше нет" in page and f"{today():%d.%m.%Y}" in page and "Версия 1" in page
    difference = stranger.get("/lists/districts/1/to/2/").content.decode()
    assert "больше не выбирается" in difference and "Район «Пашенный»" in difference
    assert stranger.get("/districts/r1/").status_code == 200
    assert "Железнодорожный" not in stranger.get("/districts/").content.decode()
    assert stranger.get("/districts/zhd/").status_code == 200, "an address that was known stays"


@pytest.mark.parametrize(
    ("code", "typed", "words"),
    [
        ("districts", {"row__0__title": ""}, "Строка 1, название: Заполните это поле."),
        ("districts", {"row__7__title": "кировский"}, "стоит в перечне дважды"),
        ("districts", {"row__0__key": "нет такого"}, "«Железнодорожный» нельзя убрать"),
        ("districts", {f"row__{n}__ended": "on" for n in range(7)}, "хотя бы одна строка"),
        ("districts", {"valid_from": "2020-01-01", "row__0__title": "Железнодорожный 2"}, "не задним числом"),
        ("districts", {"ground": ""}, "Заполните это поле."),
        ("districts", {}, "Вы ничего не изменили."),
        ("legal_forms", {"row__0__okopf": "12"}, "Код ОКОПФ — пять цифр."),
        ("legal_forms", {"row__38__title": "новая форма"}, "Строка 39, сокращение: Заполните это поле."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    browser: Client, code: str, typed: dict[str, str], words: str
) -> None:
    answered = sent(browser, code, **typed)
    page = answered.content.decode().replace("&quot;", '"')
    assert (answered.status_code, words in page) == (422, True), page
    posted = {field.html_name: field.value() for part in answered.context["form"].parts() for field in part}
    assert {name: posted[name.replace("__", "-")] for name in typed if "key" not in name and "ended" not in name} == {
        name: text for name, text in typed.items() if "key" not in name and "ended" not in name
    }
    assert ListVersion.latest(code).version == 1


def test_two_people_at_one_directory(browser: Client) -> None:
    stale = shown(browser, "districts") | {"ground": GROUND, "row-7-title": "Пашенный"}
    assert sent(browser, "districts", row__7__title="Солнечный").status_code == 302
    answered = browser.post("/lists/districts/change/", stale)
    assert (answered.status_code, "записана новая версия" in answered.content.decode()) == (422, True)
    assert [row["title"] for row in ListVersion.latest("districts").rows[7:]] == ["Солнечный"]


def test_a_new_legal_form_is_chosen_and_what_follows_from_a_form_is_final(browser: Client) -> None:
    typed = {
        "row__38__code": "МБУДО",
        "row__38__title": "учреждение дополнительного образования",
        "row__38__okopf": "75403",
    }
    flags = {"row__38__is_municipal_institution": "on", "row__38__is_authority": "on"}
    assert sent(browser, "legal_forms", **typed, **flags, row__3__is_authority="on").status_code == 302
    made = ListVersion.latest("legal_forms")
    assert made.rows[38] == {
        "code": "МБУДО", "title": "учреждение дополнительного образования", "okopf": "75403", "is_municipal_institution": True,
        "is_authority": True, "ended": False,
    }  # fmt: skip
    assert made.rows[3]["is_authority"] is False, "a form that has been adopted keeps its signs, whatever is posted"
    assert dict(catalogue.choices("legal_forms"))["МБУДО"].endswith("(ОКОПФ 7 54 03)")
    assert sent(browser, "legal_forms", row__39__code="мбудо", row__39__title="ещё одна").status_code == 422


def test_nobody_else_changes_a_directory_and_the_office_no_list_of_the_committee(browser: Client) -> None:
    assert Client().get("/lists/districts/change/").status_code == 302
    stranger = Client()
    stranger.force_login(make_person())
    assert stranger.get("/lists/districts/change/").status_code == 403
    assert browser.get("/lists/areas/change/").status_code == 404
    with pytest.raises(Refused, match="меняет комитет"):
        from programme.lists.actions import change_list

        last = ListVersion.latest("areas")
        change_list(last, by=make_person("admin"), version=1, rows=[], valid_from=today(), ground=GROUND)


def test_a_version_of_the_future_waits_and_one_of_today_begins_now(clock: Any) -> None:
    before = timezone.now()
    clock.shift(timedelta(minutes=5))
    rows = [row | {"title": row["title"].upper()} for row in ListVersion.latest("areas").rows]
    adopt_list(code="areas", rows=rows, valid_from=today(), ground=GROUND)
    assert catalogue.label("areas", "sport") == "ФИЗКУЛЬТУРА И СПОРТ"
    assert catalogue.label("areas", "sport", before) == "физкультура и спорт", "what began in the morning"
    later = [row | {"title": row["title"].title()} for row in rows]
    adopt_list(code="areas", rows=later, valid_from=today() + timedelta(days=9), ground=GROUND)
    assert catalogue.label("areas", "sport") == "ФИЗКУЛЬТУРА И СПОРТ"
    clock.shift(timedelta(days=10))
    assert catalogue.label("areas", "sport") == "Физкультура И Спорт"
    with pytest.raises(Refused, match="не раньше прежней"):
        adopt_list(code="areas", rows=rows, valid_from=today() - timedelta(days=2), ground=GROUND)


def test_the_database_lets_no_row_disappear_and_no_version_change() -> None:
    first = ListVersion.latest("areas")
    facts = {"code": "areas", "version": 2, "valid_from": today(), "starts_at": timezone.now(), "fingerprint": "0" * 64}
    with pytest.raises(DatabaseError, match="drops a code"), transaction.atomic():
        ListVersion.objects.create(rows=first.rows[1:], **facts)
    with pytest.raises(DatabaseError), transaction.atomic():
        ListVersion.objects.filter(pk=first.pk).update(ground="другое")
    with pytest.raises(DatabaseError), transaction.atomic():
        first.delete()


def offenders(number: str) -> int:
    query = next(query for name, _, query in INVARIANTS if name == number)
    with connection.cursor() as cursor:
        cursor.execute(query)
        return len(cursor.fetchall())


def test_the_promises_notice_what_triggers_would_have_stopped() -> None:
    assert (offenders("I-71"), offenders("I-72")) == (0, 0)
    organization = make_organization("ТОС «Утёс»")
    Organization.objects.filter(pk=organization.pk).update(district="нет")
    first = ListVersion.latest("areas")
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        ListVersion.objects.create(
            code="areas", version=2, rows=first.rows[1:], valid_from=today(), starts_at=timezone.now(), fingerprint="0" * 64
        )  # fmt: skip
        cursor.execute("SET session_replication_role = DEFAULT")
    assert (offenders("I-71"), offenders("I-72")) == (1, 1)


def test_where_the_codes_are_recorded() -> None:
    make_organization("ТОС «Утёс»", district="zhd", area="sport")
    assert usage.counts("districts")["организации"]["zhd"] == 1
    assert {model._meta.label for model, _ in usage.columns_of("areas")} == {
        "programme.Organization", "negotiations.Proposal", "expertise.Expert", "expertise.Expertise", "quality_mark.Nomination",
        "execution.Measure", "library.Card", "consultations.Message",
    }  # fmt: skip


def test_the_order_of_rows_is_a_difference_of_its_own() -> None:
    kind = kinds()["clusters"]
    rows = ListVersion.latest("clusters").rows
    lines = rules.differences(kind, rows, [rows[1], rows[0], rows[2]], catalogue.columns(kind))
    assert [line.label for line in lines] == ["Порядок"]
    assert rules.differences(kind, rows, rows, catalogue.columns(kind)) == []


def test_the_public_pages_ask_as_little_for_many_versions_as_for_few(
    django_assert_max_num_queries: Any, client: Client
) -> None:
    for n in range(3):
        rows = [row | {"title": f"{row['title']}{n}"} for row in ListVersion.latest("areas").rows]
        adopt_list(code="areas", rows=rows, valid_from=today(), ground=GROUND)
    client.get("/lists/")
    with django_assert_max_num_queries(5):
        assert client.get("/lists/").status_code == 200
    with django_assert_max_num_queries(5):
        assert client.get("/lists/areas/4/").status_code == 200
