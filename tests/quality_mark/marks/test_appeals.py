"""What an appeal does to a Mark: it stands contested, is reinstated, or stays as it was; the badge and the check page say which."""

from datetime import timedelta

import pytest
from django.test import Client

from casework import appealing, workdays
from casework.models import Waiting
from documents.models import Document
from portal.management.commands.check_invariants import broken
from quality_mark.awards import actions as awards
from quality_mark.models import QualityMark
from quality_mark.taking_part import in_deciding
from tests.quality_mark.holders import again, holder, marked
from tests.quality_mark.marks.test_marks import badge_of, check_page, words
from tests.quality_mark.verdicts import refused, satisfied, verdict
from tests.recourse import keeps_promise
from tests.story import make_member, make_organization, step

__all__ = ["holder", "marked"]
pytestmark = pytest.mark.django_db


def decided(holder, kind: str, verdict: str) -> QualityMark:
    question = holder.ask(QualityMark.objects.get(), kind)
    holder.decide(question.item, verdict, text="Так решили.", reasons="Нарушения подтверждены.")
    return QualityMark.objects.get()


def test_an_appeal_gives_a_revoked_mark_back_under_a_new_certificate_and_the_old_address_tells_it(holder):
    mark = decided(holder, "revocation", "revoke_mark")
    number, certificate, decision = mark.number, mark.certificate, mark.questions.get().item.paper
    assert "аннулирован" in badge_of(mark)
    assert awards.banned(mark.organization) is not None
    letter = Document.objects.get(title="Об аннулировании Знака качества")
    for promise in (letter, decision):
        keeps_promise("mark_revocation", promise, holder.head(mark.entry), holder.secretary)
    paper = satisfied(mark)
    mark = again(mark)
    assert (mark.status, mark.standing, mark.ended_at, mark.end_ground) == ("active", ("действует", "ok"), None, "")
    assert f"действует по {mark.valid_to:%d.%m.%Y}" in badge_of(mark)
    assert awards.banned(mark.organization) is None
    assert (mark.former_numbers, mark.number != number) == ([number], True)
    assert "Документ аннулирован" in words(Client().get(certificate.check_path))
    check = words(Client().get(decision.check_path))
    assert "Отменено апелляционной комиссией" in check and f"Решение по апелляции № {paper.number} от" in check
    assert mark.number in words(Client().get(f"/marks/{number.replace('КЗК-', 'kzk-')}/"))
    assert step(mark.case).task.flow_task.name == "certificate"
    holder.sign_awards()
    assert step(mark.case).task.flow_task.name == "in_force"
    assert again(mark).certificate.is_registered
    holder.until(workdays.back(mark.valid_to, 60) + timedelta(days=1))
    assert again(mark).status == "expiring"
    assert broken() == []


def test_an_appeal_lifts_a_suspension_and_a_refused_one_leaves_it(holder):
    mark = decided(holder, "suspension", "suspend_mark")
    for promise in (Document.objects.get(title="О приостановлении Знака качества"), mark.questions.get().item.paper):
        keeps_promise("mark_suspension", promise, holder.head(mark.entry), holder.secretary)
    refused(mark)
    assert again(mark).status == "suspended" and "приостановлен" in badge_of(mark)
    satisfied(mark)
    mark = again(mark)
    assert (mark.status, mark.standing) == ("active", ("действует", "ok"))
    assert "действует" in badge_of(mark) and "Документ действует" in check_page(mark)
    assert mark.former_numbers == []
    assert step(mark.case).task.flow_task.name == "in_force"
    assert broken() == []


def test_while_a_revocation_is_contested_nobody_is_banned_and_a_refused_appeal_brings_the_ban_back(holder):
    mark, paper = decided(holder, "revocation", "revoke_mark"), verdict()
    appealing.begin(mark, paper)
    assert awards.banned(mark.organization) is None
    appealing.end(mark, paper)
    assert awards.banned(mark.organization) is not None


def test_a_contested_suspension_does_not_lead_to_revocation_by_itself_before_the_appeal_is_over(holder):
    mark, paper = decided(holder, "suspension", "suspend_mark"), verdict()
    appealing.begin(mark, paper)
    holder.until(workdays.local_date(step(mark.case).due_at) + timedelta(days=1))
    assert not mark.questions.filter(answered_at=None).exists()
    appealing.end(mark, paper)
    [kind] = appealing.standing(mark)
    kind.rules.resume(mark, by=None, ground="в апелляции отказано")
    assert mark.questions.get(answered_at=None).kind == "revocation"


def test_only_the_holder_appeals_and_whoever_decided_does_not_judge(holder):
    mark = QualityMark.objects.get()
    assert list(appealing.standing(mark)) == []
    mark = decided(holder, "suspension", "suspend_mark")
    [kind] = appealing.standing(mark)
    other = make_member(make_organization("ТОС «Чужие»"))
    allowed = [
        kind.rules.may_appeal(mark, person)
        for person in (holder.head(mark.entry), other, holder.secretary, holder.citizen())
    ]
    assert (kind.key, allowed) == ("mark_suspension", [True, False, False, False])
    item = mark.questions.get().item
    sat = {seat.person_id for seat in holder.committee.voters} | {
        holder.committee.chair.person.pk,
        holder.committee.secretary.person.pk,
    }
    assert in_deciding(item) >= sat and holder.head(mark.entry).pk not in kind.rules.took_part(mark)
    assert kind.rules.paper(mark) == item.paper
    assert holder.secretary.pk in kind.rules.took_part(mark)


def test_a_mark_found_void_has_no_way_back(holder):
    mark = decided(holder, "annulment", "annul_mark")
    assert list(appealing.standing(mark)) == []
    assert not Waiting.objects.open().filter(process=mark.case.pk).exists()
