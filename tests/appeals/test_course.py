"""Silence, lateness, withdrawal, postponement and an equal vote: always in favour of whoever appeals, and never past the law."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from appeals.filing import actions
from appeals.hearing import actions as hearing
from appeals.hearing.escalation import report_overdue
from appeals.models import Appeal
from casework import appealing, door
from casework.door import Refused
from casework.models import Notification
from journal.record import key
from negotiations.models import Proposal
from tests.appeals.conftest import GIVEN, admitted, appointed, file, opened, reload, resolve
from tests.story import answer, make_person, press, step

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def lapse(appeal: Appeal, node: str, clock) -> Appeal:
    waiting = step(appeal.case, node)
    clock.move_to(waiting.due_at + timedelta(seconds=1))
    assert door.lapse(waiting.pk)
    return reload(appeal)


def test_silence_registers_and_admits_and_the_chair_hears_of_an_old_one(desk, board, refused, clock):
    appeal = file(desk.chairwoman, refused)
    appeal = lapse(appeal, "register", clock)
    assert (appeal.status, bool(appeal.number)) == ("registered", True)
    appeal = lapse(appeal, "examine", clock)
    assert appeal.status == "under_review"
    assert appealing.is_appealed(refused)
    assert report_overdue() == 0
    clock.move_to(timezone.now() + timedelta(days=60))
    assert (report_overdue(), report_overdue()) == (1, 1)
    assert Notification.objects.filter(person=desk.chair, title__contains="не рассмотрена").count() == 1
    assert reload(appeal).status == "under_review"


def test_two_members_leave_a_late_appeal_and_its_term_is_restored_once(desk, board, refused, clock):
    clock.move_to(timezone.now() + timedelta(days=20))
    form = file(desk.chairwoman, refused, refused=True)
    assert "почему вы не успели" in str(form.errors["late_reason"])
    appeal = file(desk.chairwoman, refused, late_reason="Председатель болела, письма никто не читал.")
    answer(board.clerk, appeal.case, "register")
    appeal = reload(appeal)
    motive = "Причина не подтверждена ничем: справки нет."
    answer(appeal.reporter, appeal.case, "examine", outcome="leave", left_ground="late", motive=motive)
    assert reload(appeal).status == "registered"
    with pytest.raises(Refused, match="другой член"):
        actions.second(reload(appeal), by=appeal.reporter, answer="agree")
    second = board.seats[1].person
    answer(second, appeal.case, "second", answer="agree")
    appeal = reload(appeal)
    assert (appeal.status, appeal.left_second, appealing.is_appealed(refused)) == ("inadmissible", second, False)
    answer(
        desk.chairwoman, appeal.case, "ask_to_restore", plea="Справка о болезни приложена: вот её номер и дата выдачи."
    )
    answer(second, appeal.case, "decide_restoration", outcome="restore", motive="Справка подтверждает болезнь.")
    appeal = reload(appeal)
    assert (appeal.status, appeal.restorations, appeal.left_ground) == ("registered", 1, "")
    with pytest.raises(Refused, match="срок уже восстановлен"):
        actions.examine(appeal, by=appeal.reporter, outcome="leave", left_ground="late", motive=motive)
    answer(appeal.reporter, appeal.case, "examine", outcome="admit")
    assert reload(appeal).status == "under_review"


def test_an_appeal_is_withdrawn_with_its_hearing_and_what_stood_goes_on(desk, board, refused):
    file_page = f"{reverse('appeal_file')}?{urlencode({'kind': 'refusal', 'subject': key(refused)})}"
    short = press(desk.chairwoman, file_page, status=422, ground="procedure", text="Всё было в срок.")
    assert "знаков нужно не меньше 50, сейчас их 16" in short and "Всё было в срок." in short
    assert "Апелляция подана." in press(desk.chairwoman, file_page, ground="procedure", **GIVEN)
    appeal = Appeal.objects.get()
    evidence, withdraw = (reverse(name, args=[appeal.pk]) for name in ("appeal_evidence_add", "appeal_withdraw"))
    assert "Приложите файл." in press(desk.chairwoman, evidence, status=422)
    press(desk.chairwoman, evidence, evidence=SimpleUploadedFile("Расписка.pdf", PDF))
    appeal = appointed(admitted(board, appeal))
    assert "уже рассматривается" in str(file(desk.chairwoman, refused, refused=True, ground="mistake").errors)
    assert "Заполните это поле." in press(desk.chairwoman, withdraw, status=422, ground=" ")
    assert "Апелляция отозвана." in press(desk.chairwoman, withdraw, ground="Договорились с секретариатом.")
    appeal = reload(appeal)
    assert (appeal.status, appeal.item.status, appeal.meeting.status) == ("withdrawn", "withdrawn", "cancelled")
    assert not appealing.is_appealed(refused)
    assert file(desk.chairwoman, refused).status == "submitted"  # what was taken back may be filed again


def test_a_hearing_is_put_off_once(desk, board, refused):
    appeal = appointed(admitted(board, file(desk.chairwoman, refused)))
    judge = appeal.panel.voters_on().last().person
    postpone = reverse("appeal_postpone", args=[appeal.pk])
    assert "знаков нужно не меньше 10" in press(judge, postpone, status=422, ground="Надо.")
    assert "Слушание перенесено." in press(judge, postpone, ground="Появился новый документ.")
    appeal = appointed(reload(appeal))
    assert (appeal.status, appeal.postponements) == ("hearing", 1)
    with pytest.raises(Refused, match="второй раз"):
        hearing.postpone(appeal, by=judge, ground="Ещё один документ.")


def test_an_equal_vote_goes_to_the_appellant(desk, board, refused, clock):
    appeal = appointed(admitted(board, file(desk.chairwoman, refused)))
    meeting = opened(board, appeal, clock, absent=1)
    lost = resolve(appeal, meeting, "reject", ["for", "for", "against", "against"])
    assert (lost.outcome, "в пользу заявителя" in " ".join(lost.arithmetic)) == ("not_carried", True)
    won = resolve(appeal, meeting, "satisfy.check", ["for", "for", "against", "against"])
    assert won.outcome == "carried"
    with pytest.raises(Refused, match="голосует или проголосовала"):
        actions.withdraw(reload(appeal), by=desk.chairwoman, ground="Передумали.")


def test_strangers_know_of_an_admitted_appeal_without_names_and_cannot_file_for_others(desk, board, refused):
    form = file(make_person(), refused, refused=True)
    assert "только тот, кого оно касается" in str(form.errors)
    appeal = file(desk.chairwoman, refused)
    assert Client().get(appeal.get_absolute_url()).status_code == 404
    appeal = admitted(board, appeal)
    page = Client().get(appeal.get_absolute_url()).content.decode()
    assert "На рассмотрении" in page
    assert desk.tos.full_name not in page
    assert "расписка приложена" not in page
    assert Proposal.objects.get(pk=refused.pk).status == "rejected"
