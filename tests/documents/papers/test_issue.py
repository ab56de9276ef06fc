"""Taking numbers: in order, without gaps, whatever rolls back and whoever comes at the same time."""

import random
import threading
from datetime import date, timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from documents import codes, snapshots
from documents.models import Counter, Document
from tests.documents.conftest import broken_invariants, issue

pytestmark = pytest.mark.django_db


@pytest.mark.dated
def test_a_paper_knows_its_number_at_once() -> None:
    first, second = issue(), issue()
    year = timezone.localdate().year
    assert [first.number, second.number] == [f"У-{year}-00001", f"У-{year}-00002"]
    assert first.status == Document.Status.NUMBER_RESERVED


def test_every_register_writes_numbers_in_its_own_way() -> None:
    day = timezone.localdate()
    minutes = issue(kind="minutes", register="minutes")
    decision = issue(kind="decision", register="decisions", number_parts={"minutes": 7, "item": 3})
    sheets = [issue(kind="sheet", register="sheets", number_parts={"edition": 2}) for _ in range(2)]
    assert minutes.number == "1"
    assert decision.number == f"7.3-{day.year}"
    assert [sheet.number for sheet in sheets] == ["КП-2/1", "КП-2/2"]


def test_a_number_made_of_parts_is_given_once() -> None:
    issue(kind="decision", register="decisions", number_parts={"minutes": 7, "item": 3})
    with pytest.raises(DatabaseError), transaction.atomic():
        issue(kind="decision", register="decisions", number_parts={"minutes": 7, "item": 3})


def test_missing_parts_are_a_mistake_of_the_caller() -> None:
    with pytest.raises(ImproperlyConfigured):
        issue(kind="decision", register="decisions")


@pytest.mark.dated
def test_nothing_is_registered_with_a_date_of_the_past_or_the_future() -> None:
    today = timezone.localdate()
    for day in (today - timedelta(days=1), today + timedelta(days=1)):
        with pytest.raises(ValidationError):
            issue(date=day)
    assert issue(kind="minutes", register="minutes", date=today - timedelta(days=3)).date < today


@pytest.mark.dated
def test_the_year_of_a_number_is_the_year_of_the_paper() -> None:
    last_year = date(timezone.localdate().year - 1, 12, 29)
    issue(kind="minutes", register="minutes")
    assert issue(kind="minutes", register="minutes", date=last_year).number == "1"


def test_a_binary_fraction_is_refused() -> None:
    with pytest.raises(TypeError, match=r"snapshot\.score"):
        issue(snapshot={"score": 70.5})


def test_the_snapshot_is_kept_with_its_hash_and_the_paper_s_own_requisites() -> None:
    document = Document.objects.get(pk=issue(snapshot={"lead": "Ё"}).pk)
    assert document.snapshot["lead"] == "Ё"
    assert document.snapshot["document"]["number"] == document.number
    assert document.snapshot_hash == snapshots.digest(document.snapshot)


@pytest.mark.parametrize("typed", ["{0}-{1}-{2}-{3}", "{0} {1} {2} {3}", "{0}{1}{2}{3}"])
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    code = codes.new_code()
    groups = [code[start : start + 4] for start in range(0, 16, 4)]
    assert codes.read(typed.format(*groups).lower()) == code
    assert codes.read("ОI1l-АВСЕ") == "0111ABCE"


@pytest.mark.parametrize(
    "change",
    [
        {"number": "У-1"},
        {"snapshot": {}},
        {"code": "0" * 16},
        {"status": "registered"},
        {"date": date(2020, 1, 1)},
        {"annulled_reason": "так"},
    ],
)
def test_the_database_refuses_to_rewrite_a_paper(change: dict[str, object]) -> None:
    document = issue()
    with pytest.raises(DatabaseError), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(**change)


@pytest.mark.parametrize("sql", ["DELETE FROM documents_document", "TRUNCATE documents_document CASCADE"])
def test_the_database_refuses_to_erase_papers(sql: str) -> None:
    issue()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_the_database_refuses_a_paper_born_in_the_middle_of_its_life() -> None:
    document = issue()
    twin = Document.objects.get(pk=document.pk)
    twin.pk, twin.code, twin.number, twin.n = None, "1" * 16, "У-2", 99
    with pytest.raises(DatabaseError, match="Cannot insert"), transaction.atomic():
        twin.save(force_insert=True)


@pytest.mark.django_db(transaction=True)
def test_numbers_have_no_gaps_under_rollbacks_and_threads() -> None:
    kept: list[str] = []

    def clerk(seed: int) -> None:
        dice = random.Random(seed)
        try:
            for _ in range(12):
                try:
                    with transaction.atomic():
                        number = issue().number
                        if dice.random() < 0.3:
                            raise LookupError
                    kept.append(number)
                except LookupError:
                    pass
        finally:
            connection.close()

    threads = [threading.Thread(target=clerk, args=(seed,)) for seed in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    issued = Document.objects.order_by("n").values_list("n", flat=True)
    assert list(issued) == list(range(1, len(kept) + 1))
    assert Counter.objects.get(register="notices").last == len(kept) == len(set(kept)) < 72
    assert broken_invariants() == []
