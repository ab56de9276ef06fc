"""Whatever the calendar says, terms are counted as a child would count them; whatever is tampered with, the chain names it."""

from datetime import date, timedelta

import pytest
from django.core.cache import caches
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from casework import workdays
from casework.models import CalendarDay
from journal import chain
from journal.record import record
from programme.models import Regulation

pytestmark = pytest.mark.django_db
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
HARMS = {
    "title": "UPDATE journal_entry SET title = title || '.' WHERE id = %s",
    "actor": "UPDATE journal_entry SET actor_id = NULL, capacity = 'никто' WHERE id = %s",
    "time": "UPDATE journal_entry SET at = at + interval '1 microsecond' WHERE id = %s",
    "payload": "UPDATE journal_entry SET payload = '{\"n\": -1}' WHERE id = %s",
    "hash": "UPDATE journal_seal SET hash = repeat('0', 64) WHERE entry_id = %s",
    "link": "UPDATE journal_seal SET previous_hash = repeat('1', 64) WHERE entry_id = %s",
}


@given(DAYS, st.integers(0, 40), st.dictionaries(DAYS, st.booleans(), max_size=40))
@settings(max_examples=60, deadline=None)
def test_a_term_is_counted_day_by_day(start, days, exceptions):
    with transaction.atomic():
        CalendarDay.objects.bulk_create(
            CalendarDay(date=day, is_working=how, ground="указ") for day, how in exceptions.items()
        )
        caches["process"].clear()
        day, counted = start, 0
        while counted < days:
            day += timedelta(days=1)
            counted += workdays.is_working(day)
        assert workdays.add(start, days) == day
        assert workdays.between(start, day) == days
        assert workdays.between(day, start) == -days
        assert workdays.between(start, workdays.add(start, days + 1)) == days + 1
        if workdays.is_working(start):
            assert workdays.back(day, days) == start
        assert {one: workdays.is_working(one) for one in exceptions} == exceptions
        transaction.set_rollback(True)
    caches["process"].clear()


@given(st.lists(st.integers(1, 4), min_size=1, max_size=6), st.data())
@settings(max_examples=25, deadline=None)
def test_the_chain_names_the_first_row_that_is_not_as_it_was(batches, data):
    """Acts are sealed in batches of any size; then one row is changed in any way."""
    with transaction.atomic():
        subject, entries = Regulation.in_force(), []
        for size in batches:
            entries += [record(subject, "read", f"Прочитан {n}", payload={"n": n}) for n in range(size)]
            chain.seal(limit=data.draw(st.integers(1, 5), label="limit"))
        while chain.seal():
            continue
        assert chain.verify() is None
        position = data.draw(st.integers(1, len(entries)), label="position")
        harm = data.draw(st.sampled_from(sorted(HARMS)), label="harm")
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
            cursor.execute(HARMS[harm], [entries[position - 1].pk])
            cursor.execute("SET session_replication_role = DEFAULT")
        fault = chain.verify()
        assert fault is not None
        assert (fault.position, fault.entry_id) == (position, entries[position - 1].pk)
        transaction.set_rollback(True)
