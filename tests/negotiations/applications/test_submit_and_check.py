"""From a draft to the result of the formal check: PP-01…PP-09, and what the law refuses on the way."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from casework import door, sweeping, workdays
from casework.models import Draft, Notification, Waiting
from casework.replacing import readdress
from documents.models import Document
from journal.models import Entry
from journal.record import key
from negotiations.models import Proposal, Remark
from negotiations.proposals import actions as proposals
from portal.management.commands.check_invariants import broken
from programme.appointments import actions as appointments
from tests.story import (
    LONG,
    answer,
    application,
    begin,
    make_member,
    make_organization,
    make_person,
    make_platform,
    waiting_of,
)

pytestmark = pytest.mark.django_db
Status = Proposal.Status


def fresh(proposal: Proposal) -> Proposal:
    return Proposal.objects.get(pk=proposal.pk)


def history(proposal: Proposal) -> list[tuple[str, str, str]]:
    return list(
        Entry.objects.filter(subject=key(proposal))
        .exclude(after="")
        .order_by("id")
        .values_list("verb", "before", "after")
    )


@pytest.mark.dated
def test_the_chairwoman_of_a_tos_submits_and_gets_a_number(desk):
    proposal = desk.submitted()

    assert (proposal.status, proposal.number) == (Status.FORMAL_CHECK, f"З-{timezone.localdate().year}-00001")
    assert history(proposal) == [
        ("create", "", "draft"),
        ("submit", "draft", "submitted"),
        ("register", "submitted", "registered"),
        ("begin_check", "registered", "formal_check"),
    ]
    version = proposal.version
    assert (version.number, version.snapshot["fields"]["title"]) == (1, "Двор без ступеней")
    assert version.document.number == proposal.number
    assert waiting_of(desk.secretary, proposal.case, "check").deadline == "proposal.formal_check"
    assert broken() == []


def test_a_member_who_may_not_sign_prepares_but_does_not_submit(desk):
    clerk = make_member(desk.tos, role="staff")
    proposal = desk.begin()
    form = answer(clerk, proposal.case, "submit", refused=True, **application())
    assert "Подать заявку может только подписант" in str(form.errors)
    assert fresh(proposal).status == Status.DRAFT
    assert fresh(proposal).versions.count() == 0


def test_a_budget_that_does_not_add_up_is_told_to_the_rouble(desk):
    proposal = desk.begin()
    form = answer(
        desk.chairwoman, proposal.case, "submit", refused=True, **application(**{"budget-0-amount": "1 640 000,00"})
    )
    assert "разница 10\xa0000,00\xa0₽" in str(form.errors["budget_total"])


def test_an_application_that_asks_nobody_for_anything_is_no_request(desk):
    proposal = desk.begin()
    empty = {f"budget-{n}-{part}": "" for n in (0, 2) for part in ("article", "source", "amount")}
    own = {"budget_total": "320000", **empty}
    form = answer(desk.chairwoman, proposal.case, "submit", refused=True, **application(**own))
    assert "Не запрошен ни один вклад" in str(form.errors)


def test_short_texts_are_asked_to_be_longer(desk):
    proposal = desk.begin()
    form = answer(desk.chairwoman, proposal.case, "submit", refused=True, **application(goal="Сделать хорошо"))
    assert form.errors["goal"] == ["Напишите подробнее: сейчас 14 знаков, нужно не меньше 100."]


def test_the_same_title_from_the_same_organisation_is_a_duplicate(desk):
    first = desk.submitted()
    second = desk.begin()
    form = answer(desk.chairwoman, second.case, "submit", refused=True, **application())
    assert f"уже подала предложение с таким названием (№ {first.number})" in str(form.errors["title"])


def test_admission_needs_a_clean_sheet_and_a_return_needs_remarks(desk):
    proposal = desk.submitted()
    form = answer(desk.secretary, proposal.case, "check", refused=True, outcome="admit", remark_goal="Уточните цель")
    assert "Есть замечания" in str(form.errors["outcome"])
    form = answer(desk.secretary, proposal.case, "check", refused=True, outcome="send_back")
    assert "Напишите замечание" in str(form.errors["outcome"])
    form = answer(desk.secretary, proposal.case, "check", refused=True, outcome="reject")
    assert "стоп-основание" in str(form.errors["ground"])
    assert fresh(proposal).status == Status.FORMAL_CHECK


def test_after_a_return_only_the_places_with_remarks_open_and_the_reviewer_sees_the_difference(desk):
    proposal = desk.submitted()
    answer(
        desk.secretary,
        proposal.case,
        "check",
        outcome="send_back",
        remark_goal="Назовите число",
        remark_plan="Укажите месяцы",
    )
    proposal = fresh(proposal)
    assert (proposal.status, proposal.returns) == (Status.RETURNED, 1)

    waiting = waiting_of(desk.chairwoman, proposal.case, "fix")
    form = waiting.task.flow_task.form(None, subject=proposal, by=desk.chairwoman)
    assert list(form.fields) == ["goal", "plan", "reply_goal", "reply_plan"]

    refused = answer(desk.chairwoman, proposal.case, "fix", refused=True, goal=LONG, plan=LONG + " К маю.")
    assert "остались прежними" in str(refused.errors)
    answer(desk.chairwoman, proposal.case, "fix", goal=LONG + " 300 человек.", plan=LONG + " К маю.", summary="подмена",
           reply_goal="Посчитали по домам.")  # fmt: skip
    proposal = fresh(proposal)
    assert (proposal.status, proposal.summary) == (Status.FORMAL_CHECK, LONG.strip())

    check = waiting_of(desk.secretary, proposal.case, "check").task.flow_task.form(
        None, subject=proposal, by=desk.secretary
    )
    changed = {place["label"]: place["change"] for place in check.places() if place["change"]}
    assert set(changed) == {"Цель", "Календарный план"}
    assert "<ins>" in changed["Цель"]
    assert "300" in changed["Цель"]
    earlier = {
        place["label"]: (place["earlier"].text, place["earlier"].answer) for place in check.places() if place["earlier"]
    }
    assert earlier == {"Цель": ("Назовите число", "Посчитали по домам."), "Календарный план": ("Укажите месяцы", "")}

    client = Client()
    client.force_login(desk.secretary, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(waiting_of(desk.secretary, proposal.case, "check").get_absolute_url()).content.decode()
    assert "Посчитали по домам." in page.replace("\N{NO-BREAK SPACE}", " ") and 'name="lifted_goal"' in page

    answer(desk.secretary, proposal.case, "check", outcome="send_back", lifted_goal="on", remark_budget="Сверьте")
    again = {row.field: row.text for row in fresh(proposal).version.remarks.all()}
    assert again == {"plan": "Укажите месяцы", "budget": "Сверьте"}  # what is not lifted is asked once more
    lifted = Remark.objects.filter(lifted_by=desk.secretary, lifted_at__isnull=False)
    assert [row.field for row in lifted] == ["goal"]
    assert Entry.objects.get(subject=key(proposal), verb="lift_remarks").title == "Замечания сняты: «Цель»"
    assert broken() == []


def test_admission_lifts_what_was_asked(desk):
    proposal = desk.submitted()
    answer(desk.secretary, proposal.case, "check", outcome="send_back", remark_goal="Назовите число")
    answer(desk.chairwoman, proposal.case, "fix", goal=LONG + " 300 человек.")
    answer(desk.secretary, proposal.case, "check", outcome="admit")
    assert Remark.objects.get().lifted_by == desk.secretary
    with pytest.raises(DatabaseError), transaction.atomic():
        Remark.objects.update(text="иное")


def noon(day):
    return workdays.end_of(day).replace(hour=12, minute=0, second=0)


def check_due(desk, proposal):
    return workdays.local_date(waiting_of(desk.secretary, proposal.case, "check").due_at)


@pytest.mark.dated
def test_the_term_of_the_check_goes_on_after_a_return_with_the_days_that_were_left(desk, clock):
    begun = workdays.local_date()
    proposal = desk.submitted()
    assert check_due(desk, proposal) == workdays.add(begun, 5)
    clock.move_to(noon(workdays.add(begun, 3)))  # two of the five days are left
    answer(desk.secretary, proposal.case, "check", outcome="send_back", remark_goal="Назовите число")
    mended = workdays.add(begun, 6)
    clock.move_to(noon(mended))
    answer(desk.chairwoman, proposal.case, "fix", goal=LONG + " 300 человек.")
    assert check_due(desk, proposal) == workdays.add(mended, 2)


@pytest.mark.today("2026-11-23T12:00")
def test_the_term_of_the_check_on_a_calendar_everybody_can_look_up(desk, clock):
    proposal = desk.submitted()
    assert check_due(desk, proposal).isoformat() == "2026-11-30"
    clock.shift(timedelta(days=3))
    answer(desk.secretary, proposal.case, "check", outcome="send_back", remark_goal="Назовите число")
    clock.shift(timedelta(days=5))
    answer(desk.chairwoman, proposal.case, "fix", goal=LONG + " 300 человек.")
    assert check_due(desk, proposal).isoformat() == "2026-12-03"


def test_a_third_return_is_impossible(desk):
    proposal = desk.submitted()
    for n in range(2):
        answer(desk.secretary, proposal.case, "check", outcome="send_back", remark_goal=f"Назовите число {n}")
        answer(desk.chairwoman, proposal.case, "fix", goal=f"{LONG} {n} человек.")
    form = answer(desk.secretary, proposal.case, "check", refused=True, outcome="send_back", remark_goal="Ещё раз")
    assert "уже возвращали два раза" in str(form.errors["outcome"])


@pytest.mark.dated
def test_silence_after_a_return_refuses_by_itself_once(desk, clock):
    proposal = desk.submitted()
    answer(desk.secretary, proposal.case, "check", outcome="send_back", remark_goal="Назовите число")
    due = waiting_of(desk.chairwoman, proposal.case, "fix").due_at
    clock.move_to(due - timedelta(minutes=5))
    sweeping.sweep()
    assert fresh(proposal).status == Status.RETURNED
    clock.move_to(due + timedelta(days=40))  # after a long downtime everything due fires once
    for _ in range(6):
        sweeping.sweep()
    proposal = fresh(proposal)
    assert proposal.status == Status.REJECTED
    assert [verb for verb, _, _ in history(proposal)].count("reject") == 1
    notice = Document.objects.get(kind="notice", title="Об отказе в допуске проектного предложения")
    assert "обжаловать" in notice.snapshot["appeal"]
    assert not Waiting.objects.open().filter(process=proposal.case).exists()
    assert broken() == []


@pytest.mark.dated
def test_reminders_come_three_and_one_day_before_and_on_the_day_each_once(desk, clock):
    proposal = desk.submitted()
    answer(desk.secretary, proposal.case, "check", outcome="send_back", remark_goal="Назовите число")
    due = workdays.local_date(waiting_of(desk.chairwoman, proposal.case, "fix").due_at)
    for before in (3, 1, 0):
        clock.move_to(noon(workdays.back(due, before)))
        for _ in range(3):
            sweeping.sweep()
    titles = Notification.objects.filter(person=desk.chairwoman, event__startswith="deadline:").order_by("pk")
    assert list(titles.values_list("title", flat=True)) == [
        "Срок истекает через 3 рабочих дня: Исправить заявку по замечаниям",
        "Срок истекает через 1 рабочий день: Исправить заявку по замечаниям",
        "Срок истекает сегодня: Исправить заявку по замечаниям",
    ]


def test_a_soft_term_escalates_and_leaves_the_case_where_it_is(desk, clock):
    proposal = desk.submitted()
    waiting = waiting_of(desk.secretary, proposal.case, "check")
    clock.move_to(waiting.due_at + timedelta(minutes=1))
    for _ in range(6):
        sweeping.sweep()
    assert fresh(proposal).status == Status.FORMAL_CHECK
    assert Notification.objects.filter(title="Срок прошёл: Проверить заявку", person=desk.secretary).count() == 1


@pytest.mark.dated
def test_an_office_that_stays_late_is_named_once_to_whoever_appoints_people_to_it(desk, clock):
    admin = make_person("admin")
    proposal = desk.submitted()
    waiting = waiting_of(desk.secretary, proposal.case, "check")
    heard = Notification.objects.filter(event__startswith=f"deadline:{waiting.pk}:long_over:")
    last = workdays.local_date(waiting.due_at)
    for later, readers in ((4, []), (5, [admin.pk]), (30, [admin.pk])):
        clock.move_to(noon(workdays.add(last, later)))
        for _ in range(6):
            sweeping.sweep()
        assert list(heard.values_list("person", flat=True)) == readers
    notice = heard.get()
    assert notice.title == "Подразделение не делает шаг: Проверить заявку"
    assert f"Срок был до {last:%d.%m.%Y}, шаг за подразделением: секретариат площадки." in notice.text
    assert fresh(proposal).status == Status.FORMAL_CHECK


@pytest.mark.dated
def test_of_the_administrators_own_step_the_auditor_hears(desk, clock):
    admin, auditor = make_person("admin"), make_person("auditor")
    proposal = desk.submitted()
    waiting = waiting_of(desk.secretary, proposal.case, "check")
    readdress(waiting, "role:admin")
    for later in (1, 6):
        clock.move_to(noon(workdays.add(workdays.local_date(waiting.due_at), later)))
        for _ in range(6):
            sweeping.sweep()
    heard = Notification.objects.filter(event__startswith=f"deadline:{waiting.pk}:long_over:")
    assert list(heard.values_list("person", flat=True)) == [auditor.pk]
    assert Notification.objects.filter(event__startswith=f"deadline:{waiting.pk}:over:", person=admin).count() == 1


def test_a_draft_that_missed_its_window_waits_for_another_platform_with_everything_typed(desk, clock):
    proposal = desk.begin()
    waiting = waiting_of(desk.chairwoman, proposal.case, "submit")
    Draft.objects.create(
        task_id=waiting.pk, fields={"goal": ["Почти готово"]}, saved_at=timezone.now(), saved_by=desk.chairwoman
    )
    clock.move_to(waiting.due_at + timedelta(minutes=1))
    for _ in range(6):
        sweeping.sweep()
    other = make_platform(desk.tos, title="Другая")
    answer(desk.chairwoman, proposal.case, "choose_platform", platform=other.pk)
    again = waiting_of(desk.chairwoman, proposal.case, "submit")
    assert Draft.objects.get(task_id=again.pk).fields == {"goal": ["Почти готово"]}


def test_nobody_outside_can_answer_and_a_revoked_role_stops_at_once(desk):
    proposal = desk.submitted()
    waiting = waiting_of(desk.secretary, proposal.case, "check")
    stranger = make_member(make_organization("АНО «Чужие»", legal_form="АНО", inn="0024000120"))
    for outsider in (stranger, desk.chairwoman, desk.chair):
        with pytest.raises(door.NotYours):
            door.open_task(waiting.pk, outsider)
    appointments.dismiss(desk.secretary.appointments.get(), ground="освобождена")
    desk.secretary.forget_capacities()
    with pytest.raises(door.NotYours):
        door.open_task(waiting.pk, desk.secretary)


def test_withdrawal_ends_the_case_and_leaves_nothing_waiting(desk):
    proposal = desk.submitted()
    proposals.withdraw(proposal, by=desk.chairwoman, ground="Передумали")
    assert fresh(proposal).status == Status.WITHDRAWN
    assert not Waiting.objects.open().filter(process=proposal.case).exists()
    assert broken() == []


def test_a_line_of_the_budget_that_did_not_change_is_still_a_line():
    tos = make_organization()
    head, secretary = make_member(tos), make_person("platform_secretary")
    proposal = begin(head, tos, make_platform(tos))
    answer(head, proposal.case, "submit", **application())
    answer(secretary, proposal.case, "check", outcome="send_back", remark_budget="Распишите подрядные работы.")
    answer(head, proposal.case, "fix", **application(**{"budget-2-article": "Бетон"}))
    assert [line.article for line in Proposal.objects.get().lines.all()] == [
        "Пандусы и поручни",
        "Труд жителей",
        "Бетон",
    ]
