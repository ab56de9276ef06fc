"""What all pages draw: the steps of a course, the journal as a timeline, whose move it is, a page of a long list, a file."""

import pytest
from django.http import QueryDict

from casework import pages
from casework.models import Waiting
from casework.predicates import has_left, has_status, item_has_status
from journal.models import Entry
from journal.record import record
from programme.models import Person
from tests.story import make_person

COURSE = [("Подача", {"draft"}), ("Проверка", {"submitted", "returned"}), ("Итог", {"supported"})]


@pytest.mark.parametrize(
    ("status", "options", "states"),
    [
        ("draft", {}, ["current", "todo", "todo"]),
        ("returned", {}, ["done", "current", "todo"]),
        ("supported", {"is_over": True}, ["done", "done", "done"]),
        ("withdrawn", {}, ["current", "todo", "todo"]),
        ("withdrawn", {"otherwise": 1}, ["done", "current", "todo"]),
        ("withdrawn", {"otherwise": -1}, ["todo", "todo", "todo"]),
        ("withdrawn", {"otherwise": 3}, ["done", "done", "done"]),
    ],
)
def test_a_case_stands_at_the_step_of_its_status(status, options, states):
    titles = [title for title, _ in COURSE]
    assert pages.progress(COURSE, status, **options) == list(zip(titles, states, strict=True))


@pytest.mark.django_db
def test_the_timeline_is_the_journal_without_what_is_not_the_readers():
    person = make_person("clerk")
    record(person, "begin", "Дело начато", by=person)
    record(person, "return", "Возвращено", by=person, before="a", after="b", ground="Нет сметы")
    last, first = Entry.objects.filter(verb__in=["begin", "return"]).order_by("-id")
    assert list(pages.history(person).filter(verb__in=["begin", "return"])) == [last, first]
    inside = pages.timeline([last, first], has_grounds=True)
    outside = pages.timeline([last, first], has_capacities=False)
    assert [(line.at, line.title, line.note, line.capacity) for line in inside] == [
        (last.at, "Возвращено", "Нет сметы", last.capacity), (first.at, "Дело начато", "", first.capacity),
    ]  # fmt: skip
    assert [(line.title, line.note, line.capacity) for line in outside] == [
        ("Возвращено", "", ""),
        ("Дело начато", "", ""),
    ]


def test_whose_move_it_is_and_what_is_mine(desk):
    case = desk.submitted().case
    waitings = list(pages.open_steps(case.pk))
    [waiting] = waitings
    [line] = pages.moves(waitings)
    assert (line.waiting, line.capacity, line.left is None) == (waiting, waiting.asked, waiting.due_at is None)
    assert pages.own_steps(waitings, {waiting.addressee}) == [waiting]
    assert pages.own_steps(waitings, {"role:auditor"}) == []
    Waiting.objects.filter(pk=waiting.pk).update(closed_at=waiting.opened_at, closed_how="done")
    assert list(pages.open_steps(case.pk)) == []


def test_a_condition_asks_the_row_and_not_what_was_read_before(desk):
    case = desk.submitted().case
    activation = type("Activation", (), {"process": case, "task": type("Task", (), {"data": {}})()})()
    status = case.subject.status
    case.subject.__dict__["status"] = "supported"  # what an earlier step of the same transaction has read
    assert has_status(status, "draft")(activation)
    assert not has_status("supported")(activation)
    assert (has_left(status)(activation), has_left("supported")(activation)) == (False, True)
    activation.task.data["item"] = f"negotiations.proposal:{case.subject.pk}"
    assert (item_has_status(status)(activation), item_has_status("supported")(activation)) == (True, False)


@pytest.mark.django_db
def test_a_long_list_goes_on_below_its_last_row():
    rows = [make_person() for _ in range(5)]
    newest = rows[::-1]
    everything = Person.objects.all()
    assert pages.keyset(everything, "", 2) == (newest[:2], newest[1].pk)
    assert pages.keyset(everything, str(newest[1].pk), 2) == (newest[2:4], newest[3].pk)
    assert pages.keyset(everything, str(newest[3].pk), 2) == (newest[4:], None)
    assert pages.keyset(everything, "9" * 40, 5) == (newest, None)
    assert pages.keyset(everything, "вчера", 5) == (newest, None)


@pytest.mark.django_db
def test_a_long_list_goes_on_by_its_date_and_of_one_date_by_its_key():
    rows = [make_person() for _ in range(5)]
    for person, day in zip(rows, ("2026-03-01", "2026-01-01", "2026-02-01", "2026-02-01", "2026-01-01"), strict=True):
        Person.objects.filter(pk=person.pk).update(second_factor_by=day)
    newest = [rows[number] for number in (0, 3, 2, 4, 1)]
    everything = Person.objects.filter(second_factor_by__isnull=False)
    by_day = lambda before: pages.keyset(everything, before, 2, by="second_factor_by")  # noqa: E731
    assert by_day("") == (newest[:2], newest[1].pk)
    assert by_day(str(newest[1].pk)) == (newest[2:4], newest[3].pk)
    assert by_day(str(newest[3].pk)) == (newest[4:], None)


def test_the_next_page_keeps_the_filters():
    asked = QueryDict("q=двор&before=90")
    assert pages.older_address(asked, 70) == "?q=%D0%B4%D0%B2%D0%BE%D1%80&before=70"
    assert pages.older_address(asked, None) == ""


def test_a_file_goes_out_as_it_came_in_and_runs_nowhere():
    response = pages.download(b"<script>", "смета.html")
    assert b"".join(response.streaming_content) == b"<script>"
    assert (response["Content-Type"], response["X-Content-Type-Options"]) == ("application/octet-stream", "nosniff")
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
