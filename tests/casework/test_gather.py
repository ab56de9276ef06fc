"""Several questions asked at once are answered as if each had been asked alone."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import F, Q
from django.test.utils import CaptureQueriesContext

from casework.gather import Prepared, gather
from casework.models import Waiting
from negotiations.models import Proposal
from programme.models import Organization, Person
from programme.periods import today

pytestmark = pytest.mark.django_db


def questions() -> list[Any]:
    """One of each kind: related rows, a union of slices, values, prefetching, nothing at all, a percent sign."""
    open_ones = Waiting.objects.open()
    first, second = (open_ones.filter(addressee=key).order_by("pk")[:3] for key in ("role:platform_secretary", "none"))
    return [
        Proposal.objects.select_related("organization", "platform__operator").order_by("pk"),
        first.union(second, all=True).order_by(F("due_at").asc(nulls_last=True)),
        Person.objects.order_by("pk").values_list("email", flat=True),
        Organization.objects.prefetch_related("memberships").order_by("pk"),
        Person.objects.none(),
        Proposal.objects.select_related("organization").filter(title__contains="100 %;"),
    ]


def read(rows: Any) -> list[Any]:
    return [
        (row.pk, str(row), row.organization.short_name if isinstance(row, Proposal) else "")
        if hasattr(row, "pk")
        else row
        for row in rows
    ]


def test_what_is_gathered_is_what_each_question_gives_alone(desk: Any) -> None:
    desk.submitted()
    desk.submitted("На 100 %; и больше")
    alone = [read(rows) for rows in questions()]
    together = questions()
    gather(*together)
    with CaptureQueriesContext(connection) as asked:
        assert [read(rows) for rows in together] == alone
    assert len(asked) == 0
    assert [len(rows) for rows in alone][::2] == [2, len(alone[2]), 0]
    assert [row[1] for row in alone[5]] == ["На 100 %; и больше"]


def test_all_are_asked_in_one_journey_and_once(desk: Any) -> None:
    asked_before = Person.objects.all()
    len(asked_before)
    with CaptureQueriesContext(connection) as asked:
        gather(asked_before, Proposal.objects.all(), Organization.objects.all())
    assert len(asked) == 1
    again = Person.objects.filter(pk=desk.secretary.pk)
    gather(again, Proposal.objects.all())
    assert again.filter(last_name="Никто").count() == 0


def test_a_driver_that_binds_on_the_server_is_asked_one_question_after_another(desk: Any, settings: Any) -> None:
    connection.settings_dict["OPTIONS"]["server_side_binding"] = True
    try:
        people, proposals = Person.objects.filter(pk=desk.secretary.pk), Proposal.objects.all()
        with CaptureQueriesContext(connection) as asked:
            gather(people, proposals)
        assert (len(asked), list(people)) == (2, [desk.secretary])
    finally:
        del connection.settings_dict["OPTIONS"]["server_side_binding"]


def of_a_mail_and_days(mail: str, day: date, *keys: str) -> list[Any]:
    open_ones = Waiting.objects.open().order_by("pk").values_list("pk", "case_title")
    pieces = [open_ones.filter(addressee=key)[:3] for key in keys]
    people = Person.objects.filter(Q(email=mail) | Q(email=mail), date_joined_on(day)).order_by("pk")
    return [people.values_list("pk", "email"), pieces[0].union(*pieces[1:], all=True)]


def date_joined_on(day: date) -> Q:
    return Q(second_factor_by=None) | Q(second_factor_by__gte=day)


def test_a_prepared_question_gives_what_django_would_give_whatever_is_asked_after_it(desk: Any) -> None:
    desk.submitted("На 100 %; и больше")
    office, nobody = "role:platform_secretary", "none"
    prepared = Prepared(of_a_mail_and_days)
    for values in [
        (desk.secretary.email, today(), office, nobody),
        (desk.chairwoman.email, today(), nobody, office),
        (desk.chairwoman.email, today() + timedelta(days=9), office),
        ("none", today(), nobody, nobody),
    ]:
        expected = [list(rows) for rows in of_a_mail_and_days(*values)]
        with CaptureQueriesContext(connection) as asked:
            assert prepared.rows(*values) == expected
        assert len(asked) == 1
    assert prepared.rows(desk.secretary.email, today(), office, nobody)[1][0][1].endswith("На 100 %; и больше»")


def test_a_value_that_is_used_otherwise_than_it_is_is_refused() -> None:
    prepared = Prepared(lambda name: [Person.objects.filter(email=f"{name}@example.org").values_list("pk")])
    with pytest.raises(RuntimeError, match="does not use each of its values"):
        prepared.rows("olga")
