"""An undertaking from the day it is given to its end (UN-01…UN-14), each way out, and whoever has no business there."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client

from casework import door, workdays
from casework.door import NotYours, Refused
from casework.models import Notification
from casework.queue import run_pending
from documents.models import Document
from execution.models import Evidence, Report, Undertaking
from execution.undertakings import actions
from tests.execution.conftest import Works, last_report, now, photo
from tests.story import BACKEND, NotAsked, make_person, press, step

pytestmark = pytest.mark.django_db


def pages_of(person=None) -> Client:
    client = Client()
    if person:
        client.force_login(person, BACKEND)
    return client


def lapse(row, clock) -> None:
    waiting = step(row.case)
    clock.move_to(waiting.due_at + timedelta(seconds=1))
    assert door.lapse(waiting.pk)


def locked(row, action, **answers):
    """An act outside the steps, under the lock of the case."""
    with transaction.atomic(), door.locked(row.case.pk):
        action(now(row), **answers)
    run_pending()


def test_a_report_with_a_photo_is_returned_once_and_then_accepted(works: Works, clock):
    row = works.give(is_public=True)
    works.answer(works.worker, row, "accept")
    works.report(row)
    assert now(row).status == "reported"
    works.check(row, "returned", "Нет ни одного адреса в перечне.")
    first = last_report(row)
    assert (now(row).status, first.outcome, first.checked_by) == ("returned", "returned", works.controller)
    works.report(row, "fix", done_text="Перечень составлен: двенадцать адресов.")
    second = last_report(row)
    assert (second.corrects, second.number) == (first, 2)
    works.check(row, "done")
    run_pending()
    assert now(row).status == "done" and now(row).ended_at
    papers = [(paper.get_kind_display(), paper.is_public) for paper in Document.objects.order_by("pk")]
    assert papers == [("Отчёт", False), ("Отчёт", True), ("Справка", True)]
    with pytest.raises(NotAsked):
        step(row.case)

    page = pages_of().get(row.get_absolute_url()).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "двенадцать адресов" in page and "Нет ни одного адреса" not in page
    assert works.worker.last_name not in page, "who reported stays inside"
    inside = pages_of(works.controller).get(row.get_absolute_url()).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "Нет ни одного адреса" in inside


def test_nobody_but_the_responsible_reports_and_nobody_receives_their_own(works: Works):
    row = works.give()
    works.answer(works.worker, row, "accept")
    for stranger in (works.outsider, works.controller):
        with pytest.raises(NotAsked):
            works.answer(stranger, row, "report", done_text="Сделано за них, честно.")
        with pytest.raises(NotYours):
            door.open_task(step(row.case).task_id, stranger)
    from programme.appointments import actions as appointments

    appointments.appoint(works.worker, role="committee_secretary", ground="распоряжение")
    works.worker.forget_capacities()
    works.report(row)
    with pytest.raises(NotAsked):  # whoever belongs to the responsible organisation stands aside
        works.answer(works.worker, row, "check", outcome="done")
    report = last_report(row)
    with pytest.raises(IntegrityError, match="nobody_checks_their_own_report"), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(
            outcome="done", checked_by=report.by, checked_at=report.at, remarks="сам"
        )


def test_silence_is_acceptance(works: Works, clock):
    row = works.give()
    lapse(row, clock)
    assert now(row).status == "under_way"
    assert Notification.objects.filter(person=works.worker, title="Поручение исполняется").exists()


def test_a_report_is_returned_twice_and_then_answered(works: Works):
    row = works.give(planned=7, unit="дворов")
    works.answer(works.worker, row, "accept")
    node = "report"
    for _ in range(2):
        works.report(row, node, fact="5")
        works.check(row, "returned", "Дворов меньше, чем в плане.")
        node = "fix"
    works.report(row, node, fact="5")
    form = works.answer(works.controller, row, "check", outcome="returned", remarks="И ещё раз верну.", refused=True)
    assert "outcome" in form.errors and "done" not in dict(form.fields["outcome"].choices)
    works.check(row, "partly", "Пять дворов из семи.")
    assert now(row).status == "partly"
    assert last_report(row).fact_title == "5 из 7 дворов"


def test_what_was_not_done_is_said_so_only_when_the_report_admits_it(works: Works):
    row = works.give(readers=["role:committee_chair"])
    chair = make_person("committee_chair")
    works.answer(works.worker, row, "accept")
    works.report(row)
    works.answer(works.controller, row, "check", outcome="failed", remarks="Ничего не сделано.", refused=True)
    works.check(row, "returned", "Напишите, что сделано на самом деле.")
    works.report(row, "fix", admits_failure="on")
    works.check(row, "failed", "Исполнитель сообщает, что не смог.")
    assert now(row).status == "failed"
    assert Notification.objects.filter(person=chair, title="Поручение не выполнено").exists()


def test_a_report_shows_something_or_says_why_not(works: Works):
    row = works.give()
    works.answer(works.worker, row, "accept")
    form = works.answer(works.worker, row, "report", done_text="Сделано всё, что было поручено.", refused=True)
    assert "missing_proof" in form.errors
    form = works.answer(
        works.worker, row, "report", {"file_1": photo()}, done_text="Сделано всё, что было поручено.", refused=True
    )
    assert "caption_1" in form.errors
    form = works.answer(
        works.worker, row, "report", {"file_1": photo("прогулка.exe")}, done_text="Сделано всё, что было поручено.",
        caption_1="снимок", missing_proof="",
    )  # fmt: skip
    assert Evidence.objects.get().name == "прогулка.jpg", "the content says what it is"


def test_a_photograph_loses_what_the_telephone_wrote_beside_it(works: Works):
    from PIL import Image

    exif = Image.Exif()
    exif[0x010F] = "КАНАРЕЙКА-телефон"
    row = works.give()
    works.answer(works.worker, row, "accept")
    works.answer(
        works.worker, row, "report", {"file_1": photo(exif=exif.tobytes())}, done_text="Сделано всё, что было поручено.", caption_1="двор"
    )  # fmt: skip
    evidence = Evidence.objects.get()
    assert "КАНАРЕЙКА".encode() not in evidence.path.read_bytes()
    assert pages_of().get(f"/undertakings/evidence/{evidence.pk}/picture/").status_code == 404, (
        "nobody has accepted it yet"
    )
    shown = pages_of(works.controller).get(f"/undertakings/evidence/{evidence.pk}/picture/")
    assert (shown.status_code, shown["Content-Type"], shown.content[:3]) == (200, "image/jpeg", b"\xff\xd8\xff")
    works.check(row, "done")
    assert pages_of().get(f"/undertakings/evidence/{evidence.pk}/picture/").status_code == 200


def test_a_cut_picture_is_refused_in_words(works: Works):
    from django.core.files.uploadedfile import SimpleUploadedFile

    row = works.give()
    works.answer(works.worker, row, "accept")
    broken = SimpleUploadedFile("двор.jpg", b"\xff\xd8\xff" + b"0" * 50 + b"\xff\xd9")
    form = works.answer(
        works.worker, row, "report", {"file_1": broken}, done_text="Сделано всё, что было поручено.", caption_1="двор", refused=True
    )  # fmt: skip
    assert "не открывается" in str(form.errors["file_1"])


def test_a_periodic_undertaking_is_reported_on_every_quarter(works: Works):
    today = workdays.local_date()
    row = works.give(period="quarter", starts_on=today, due_on=today + timedelta(days=250))
    works.answer(works.worker, row, "accept")
    works.report(row)
    form = works.answer(works.controller, row, "check", outcome="done", refused=True)
    assert "outcome" in form.errors
    works.check(row, "accepted")
    assert now(row).status == "under_way"
    assert now(row).current_period.code != last_report(row).period
    works.report(row, is_final="on")
    works.check(row, "done")
    assert now(row).status == "done"


def test_long_overdue_and_reminded_it_is_given_up_and_everybody_sees_it(works: Works, clock):
    row = works.give()
    works.answer(works.worker, row, "accept")
    ground = "Срок прошёл, на напоминания не отвечают."
    for days, match in ((5, "просрочка больше"), (21, "напоминаний")):
        clock.move_to(workdays.end_of(workdays.add(row.due_on, days)))
        with pytest.raises(Refused, match=match):
            locked(row, actions.give_up, by=works.controller, ground=ground)
    for _ in range(3):
        actions.remind_overdue()
        clock.move_to(workdays.end_of(workdays.add(workdays.local_date(), 1)))
    assert "Просрочено" in pages_of().get("/undertakings/?state=overdue").content.decode()
    about = f"{row.get_absolute_url()}give-up/"
    assert "Заполните это поле." in press(works.controller, about, status=422, ground=" ")
    assert "Поручение признано невыполненным." in press(works.controller, about, ground=ground)
    assert now(row).status == "failed"
    with pytest.raises(NotAsked):
        step(row.case)


def test_a_pause_moves_the_last_day_and_ends_by_itself(works: Works, clock):
    row = works.give()
    works.answer(works.worker, row, "accept")
    suspend, resume = (f"{row.get_absolute_url()}{verb}/" for verb in ("suspend", "resume"))
    ground = "Вода ушла, дворы открыты."
    page = press(works.controller, resume, status=422, ground=ground)
    assert "Исполнение не приостановлено: возобновлять нечего." in page and ground in page
    assert "Исполнение приостановлено" in press(works.controller, suspend, ground="Паводок: дворы под водой.")
    assert step(row.case).title == "Исполнение приостановлено"
    again = press(works.controller, suspend, status=422, ground="Паводок: дворы под водой.")
    assert "положение дела изменилось" in again and "дворы под водой" in again
    clock.move_to(workdays.end_of(workdays.add(workdays.local_date(), 4)))
    press(works.controller, resume, ground=ground)
    assert (now(row).status, now(row).due_on) == ("under_way", workdays.add(row.due_on, 4))
    assert [str(change) for change in row.changes.all()][-1].startswith("срок:")
    assert step(row.case).title == "Отчитаться об исполнении"
    locked(row, actions.suspend, by=works.controller, ground="Паводок: дворы под водой.")
    lapse(row, clock)
    assert now(row).status == "under_way" and now(row).due_on > workdays.add(row.due_on, 4)


def test_it_is_dropped_with_its_parts_and_asks_nobody_any_more(works: Works):
    project, row = works.give(kind="project"), works.give()
    part = works.give(kind="stage", parent=project, number=1)
    locked(project, actions.drop, ground="Решение № 9.1-2026")
    about = f"{row.get_absolute_url()}drop/"
    assert "знаков нужно не меньше 10, сейчас их 4." in press(works.controller, about, status=422, ground="мало")
    assert "Поручение снято." in press(works.controller, about, ground="Решение № 9.1-2026")
    assert {now(one).status for one in (project, part, row)} == {"dropped"}
    for dropped in (project, part, row):
        with pytest.raises(NotAsked):
            step(dropped.case)


def test_a_whole_is_accepted_after_its_parts(works: Works):
    project = works.give(kind="project", period="once")
    part = works.give(kind="stage", parent=project, number=1, title="Первый этап")
    works.answer(works.worker, project, "accept")
    form = works.answer(
        works.worker, project, "report", {"file_1": photo()}, done_text="Проект завершён полностью.", caption_1="двор", refused=True
    )  # fmt: skip
    assert "Сначала закончите части: 1. Первый этап" in str(form.errors)
    works.answer(works.worker, part, "accept")
    works.report(part)
    works.check(part, "done")
    works.report(project)
    works.check(project, "done")
    assert now(project).status == "done"


def test_without_a_responsible_the_controller_names_one(works: Works):
    row = works.give(organization=None)
    assert "не назначен" in pages_of().get(row.get_absolute_url()).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    form = works.answer(works.controller, row, "assign", ground="решение комитета", organization="Никто", refused=True)
    assert "нет" in str(form.errors["organization"])
    works.answer(works.controller, row, "assign", ground="решение комитета", organization="ТОС «Берег»")
    works.answer(works.worker, row, "accept")
    clerk = make_person(last_name="Заменова")
    about = f"{row.get_absolute_url()}reassign/"
    neither = press(works.controller, about, status=422, ground="приказ об отпуске")
    assert "Назовите либо организацию, либо человека." in neither and "приказ об отпуске" in neither
    press(works.controller, about, ground="приказ об отпуске", person=clerk.email)
    assert step(row.case).addressee == f"person:{clerk.pk}"
    page = pages_of().get(row.get_absolute_url()).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "должностное лицо" in page and "Заменова" not in page


def test_what_is_not_public_is_nobody_elses(works: Works):
    row = works.give(is_public=False, readers=["role:committee_member"], closed_to=[f"person:{works.outsider.pk}"])
    member = make_person("committee_member")
    answers = {
        reader: pages_of(reader).get(row.get_absolute_url()).status_code
        for reader in (works.worker, works.controller, member, works.outsider)
    }
    assert list(answers.values()) == [200, 200, 200, 404]
    assert pages_of().get(row.get_absolute_url()).status_code == 404
    for verb in ("suspend", "resume", "give-up", "reassign"):
        assert pages_of(works.outsider).get(f"{row.get_absolute_url()}{verb}/").status_code == 404
        assert pages_of(works.worker).get(f"{row.get_absolute_url()}{verb}/").status_code == 404
    from programme.appointments import actions as appointments

    appointments.appoint(works.outsider, role="committee_member", ground="распоряжение")
    works.outsider.forget_capacities()
    assert pages_of(works.outsider).get(row.get_absolute_url()).status_code == 404, (
        "recused: a stranger whatever the office"
    )


def test_the_database_keeps_what_was_given_and_reported(works: Works):
    row = works.give()
    works.answer(works.worker, row, "accept")
    works.report(row)
    for rows, change in (
        (Undertaking.objects.filter(pk=row.pk), {"title": "другое"}),
        (Undertaking.objects.filter(pk=row.pk), {"status": "done"}),
        (Report.objects.all(), {"done_text": "другое"}),
        (Evidence.objects.all(), {"caption": "другое"}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)


def test_the_register_asks_the_same_number_of_questions_however_long(works: Works, django_assert_max_num_queries):
    for _ in range(8):
        works.give()
    with django_assert_max_num_queries(6):
        assert pages_of().get("/undertakings/").status_code == 200
