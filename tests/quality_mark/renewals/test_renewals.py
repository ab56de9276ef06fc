"""The renewal of a Mark: the yearly report, the application, two experts, the committee; refused, taken back, waited for too long."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from casework import appealing, door, workdays
from casework.door import Refused
from casework.models import Waiting
from casework.queue import run_pending
from documents.models import Document
from expertise.models import Expertise
from journal.models import Entry
from journal.record import key
from portal.management.commands.check_invariants import broken
from quality_mark.awards import actions as awards
from quality_mark.models import MarkReport, QualityMark, Renewal
from quality_mark.months import later
from quality_mark.renewals import actions as renewals
from tests.clock import Clock, moving
from tests.quality_mark.contest import Experts
from tests.quality_mark.holders import Holders, again
from tests.quality_mark.verdicts import satisfied
from tests.recourse import keeps_promise
from tests.story import answer, make_member, make_organization, step

pytestmark = pytest.mark.django_db

LONG = (
    "Печём по той же рецептуре, каждую партию проверяет лаборатория, отзывы покупателей собираем у прилавка и на сайте."
)
APPLICATION = dict.fromkeys(("stability", "feedback", "duties", "safety", "development"), LONG) | {"statement": "on"}
REPORT = {"quality": LONG, "use": LONG, "complaints": "Жалоб не было."}
HIGH, LOW = (9,), (7,)


@pytest.fixture(scope="module")
def expiring(told_once: None) -> Iterator[Holders]:
    """A Mark whose first year has been reported on and whose last sixty days have begun; experts are in the register."""
    with moving() as clock:
        town = Holders(clock)
        mark = town.mark()
        town.experts = Experts()
        for _ in range(4):
            town.experts.expert("professional", ("social",))
        town.until(later(mark.valid_from, 12) + timedelta(days=1))
        answer(town.head(mark.entry), mark.reports.get().case, "report", **REPORT)
        town.until(workdays.back(mark.valid_to, 60) + timedelta(days=1))
        yield town


@pytest.fixture
def town(db: None, expiring: Holders, clock: Clock) -> Iterator[Holders]:
    """Whatever a story does, every promise of every room holds at its end."""
    here = deepcopy(expiring, {id(expiring.clock): clock})
    yield here
    assert broken() == []


def words(found: Any) -> str:
    return found.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def badge_of(mark: QualityMark) -> str:
    return words(Client().get(f"/badge/{mark.code}.svg"))


def page_of(mark: QualityMark) -> str:
    return words(Client().get(mark.get_absolute_url()))


def the_mark() -> QualityMark:
    return QualityMark.objects.get()


def applied(town: Holders) -> Renewal:
    """QM-07 through the door."""
    mark = the_mark()
    answer(town.head(mark.entry), mark.renewals.get().case, "apply", **APPLICATION)
    run_pending()
    return mark.renewals.get()


def checked(town: Holders) -> Renewal:
    """The secretary hands it to the experts."""
    renewal = applied(town)
    answer(town.secretary, renewal.case, "check", note="Жалоб и проверок за срок не было, самоотчёт сдан.")
    return again(renewal)


def assessed(town: Holders, *values: int) -> Renewal:
    """Two experts of one mind."""
    renewal = checked(town)
    for assignment in town.experts.form(renewal.expertise):
        town.experts.accept(assignment)
    for assignment in town.experts.assignments(renewal.expertise, "accepted"):
        town.experts.assess(assignment, *values)
    run_pending()
    return again(renewal)


def resolved(town: Holders, renewal: Renewal, code: str, **texts: str) -> Renewal:
    """The committee's word."""
    town.decide(renewal.item, code, text="Решить так.", **texts)
    run_pending()
    return again(renewal)


def test_a_mark_is_renewed_for_two_years_from_its_former_end(town: Holders) -> None:
    mark, renewal = the_mark(), the_mark().renewals.get()
    former_number, former, end = mark.number, mark.certificate, mark.valid_to
    last = workdays.local_date(step(renewal.case).due_at)
    assert (mark.status, last) == ("expiring", workdays.back(end, 20))
    renewal = assessed(town, *HIGH)
    mark, expertise = the_mark(), renewal.expertise
    assert (mark.status, mark.renewal_until) == ("renewal", workdays.add(end, 40))
    assert (expertise.purpose, expertise.professional_criteria.code, len(expertise.counted_sheets())) == (
        "renewal",
        "KN7",
        2,
    )
    assert (renewal.score, renewal.threshold, expertise.applicant) == (
        Decimal("90.00"),
        Decimal("80"),
        mark.organization,
    )
    assert workdays.between(workdays.local_date(renewal.submitted_at), renewal.decide_by) == 20
    assert f"действует по {mark.renewal_until:%d.%m.%Y}" in badge_of(mark)
    assert "Обладатель подал заявку на продление" in page_of(mark)
    assert [row["code"] for row in renewal.item.resolutions] == ["renew_mark", "refuse_renewal", "defer"]
    renewal = resolved(town, renewal, "renew_mark")
    mark = the_mark()
    assert (mark.status, mark.valid_to, renewal.outcome) == ("active", later(end, 24), "renewed")
    assert (mark.former_numbers, renewal.former_certificate) == ([former_number], former)
    assert mark.number != former_number and mark.certificate.number == mark.number
    town.sign_awards()
    mark, former = the_mark(), Document.objects.get(pk=former.pk)
    assert (mark.certificate.is_registered, former.status, former.superseded_by) == (
        True,
        "superseded",
        mark.certificate,
    )
    assert mark.certificate.snapshot["decision"]["number"] == renewal.item.decision.document.number
    assert f"действует по {mark.valid_to:%d.%m.%Y}" in badge_of(mark)
    old = Client().get(f"/marks/{former_number.replace('КЗК-', 'kzk-')}/")  # stands on other sites for ever
    assert old.status_code == 200 and mark.number in words(old)
    assert mark.reports.get(submitted_at=None).opens_on == later(mark.valid_from, 24)
    assert [row.task.flow_task.name for row in Waiting.objects.open().filter(process=mark.case.pk)] == ["in_force"]
    verbs = list(
        Entry.objects.filter(subject=key(mark)).exclude(after="").order_by("id").values_list("verb", flat=True)
    )
    assert verbs == ["award", "activate", "begin_to_expire", "begin_renewal", "renew"]


def test_a_score_that_is_too_low_leaves_the_committee_no_renewal_and_the_mark_its_last_days(town: Holders) -> None:
    mark, renewal = the_mark(), assessed(town, *LOW)
    assert [row["code"] for row in renewal.item.resolutions] == ["refuse_renewal", "defer"]
    renewal = resolved(town, renewal, "refuse_renewal", reasons="Балл ниже порога.")
    mark = the_mark()
    assert (mark.status, renewal.outcome, mark.renewal_until) == ("expiring", "refused", None)
    assert f"действует по {mark.valid_to:%d.%m.%Y}" in badge_of(mark)
    letter = Document.objects.filter(kind="notice", title="Об отказе в продлении Знака качества").get()
    assert letter.snapshot["grounds"] == ["Балл ниже порога."] and "апелляционную комиссию" in letter.snapshot["appeal"]
    with pytest.raises(DatabaseError), transaction.atomic():
        Renewal.objects.filter(pk=renewal.pk).update(outcome="renewed")
    town.until(mark.valid_to + timedelta(days=1))
    assert (the_mark().status, awards.banned(mark.organization)) == ("expired", None)


def test_a_refusal_after_the_end_is_the_end(town: Holders) -> None:
    renewal = assessed(town, *LOW)
    mark = the_mark()
    town.until(mark.valid_to + timedelta(days=1))
    assert (the_mark().status, the_mark().standing[0]) == ("renewal", "действует")
    resolved(town, renewal, "refuse_renewal", reasons="Балл ниже порога.")
    assert (the_mark().status, the_mark().standing[0]) == ("expired", "истёк")
    assert "истёк" in badge_of(mark)
    assert not Waiting.objects.open().filter(process=mark.case.pk).exists()


def test_the_holder_takes_the_application_back_and_a_stranger_does_not(town: Holders) -> None:
    renewal = assessed(town, *HIGH)
    mark, address = the_mark(), f"{the_mark().get_absolute_url()}renewal/withdraw/"
    other = make_member(make_organization("ТОС «Чужие»"))
    client = Client()
    for person, status in ((other, 403), (town.secretary, 403)):
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        assert client.post(address, {"ground": "Заберём себе чужое."}).status_code == status
    client.force_login(other, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(renewal.get_absolute_url()).status_code == 404
    assert "Обладатель подал заявку на продление" in words(client.get(mark.get_absolute_url()))
    with pytest.raises(Refused):
        renewals.withdraw(mark, by=other, ground="Заберём себе чужое.")
    client.force_login(town.head(mark.entry), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(renewal.get_absolute_url()).status_code == 200
    assert client.post(address, {"ground": "Больше не печём этот хлеб."}).status_code == 302
    run_pending()
    mark, renewal = the_mark(), again(renewal)
    assert (mark.status, renewal.outcome) == ("expiring", "withdrawn")
    assert again(renewal.item).status == "withdrawn"
    assert client.post(address, {"ground": "Ещё раз заберём."}).status_code == 422
    town.until(mark.valid_to + timedelta(days=1))
    assert the_mark().status == "expired"


def test_without_the_report_on_every_year_nothing_is_accepted(holder_without_report: Holders) -> None:
    town, mark = holder_without_report, the_mark()
    head, renewal = town.head(mark.entry), mark.renewals.get()
    with pytest.raises(AssertionError, match="Сначала сдайте самоотчёт"):
        answer(head, renewal.case, "apply", **APPLICATION)
    answer(head, mark.reports.get(submitted_at=None).case, "report", **REPORT)
    answer(head, renewal.case, "apply", **APPLICATION)
    assert the_mark().status == "renewal"


@pytest.fixture
def holder_without_report(town: Holders) -> Holders:
    """The same town; another year is wanted that has not been reported on."""
    door.open_case(MarkReport.objects.create(mark=the_mark(), opens_on=workdays.local_date() - timedelta(days=1)))
    MarkReport.objects.filter(submitted_at=None).get()
    return town


def test_the_window_closes_twenty_days_before_the_end(town: Holders) -> None:
    mark, renewal = the_mark(), the_mark().renewals.get()
    last = workdays.back(mark.valid_to, 20)
    town.until(last)
    assert again(renewal).outcome == ""
    town.until(last + timedelta(days=1))
    assert (again(renewal).outcome, the_mark().status) == ("missed", "expiring")
    town.until(mark.valid_to + timedelta(days=1))
    assert the_mark().status == "expired"


def test_silence_of_the_office_passes_the_application_on_and_the_mark_waits_forty_days_at_most(town: Holders) -> None:
    renewal = applied(town)
    assert renewal.expertise is None
    town.until(workdays.add(workdays.local_date(), 6))
    renewal = again(renewal)
    assert (renewal.note, renewal.expertise.status) == ("Замечаний в срок проверки не внесено.", "forming_group")
    mark = the_mark()
    town.until(mark.renewal_until)
    assert (the_mark().standing[0], again(renewal).item) == ("действует", None)
    town.until(mark.renewal_until + timedelta(days=1))
    mark, renewal = the_mark(), again(renewal)
    assert (mark.status, mark.standing) == ("renewal", ("ждёт продления", "warn"))
    assert "ждёт продления" in badge_of(mark)
    assert Expertise.objects.get(pk=renewal.expertise_id).status == "cancelled"
    assert [row["code"] for row in renewal.item.resolutions] == ["renew_mark", "refuse_renewal", "defer"]
    resolved(town, renewal, "renew_mark")
    assert (the_mark().status, the_mark().standing[0]) == ("active", "действует")


def test_a_question_that_is_put_off_comes_to_the_next_sitting(town: Holders) -> None:
    renewal = assessed(town, *HIGH)
    first = renewal.item
    town.decide(
        first,
        "defer",
        text="Отложить.",
        reasons="Нужна справка.",
        deferred_until=workdays.add(workdays.local_date(), 30),
    )
    run_pending()
    renewal = again(renewal)
    assert renewal.item != first and renewal.outcome == ""
    resolved(town, renewal, "renew_mark")
    assert the_mark().status == "active"


def test_a_suspension_stops_the_renewal_and_the_restored_mark_is_decided_anew(town: Holders) -> None:
    renewal = checked(town)
    town.decide(town.ask(the_mark(), "suspension").item, "suspend_mark", text="Приостановить.", reasons="Нарушения.")
    run_pending()
    assert (the_mark().status, again(renewal).outcome) == ("suspended", "stopped")
    assert Expertise.objects.get(pk=renewal.expertise_id).status == "cancelled"
    town.decide(town.ask(the_mark(), "restoration").item, "restore_mark", text="Восстановить.")
    run_pending()
    anew = the_mark().renewals.get(outcome="")
    assert (the_mark().status, anew.application, anew.stability) == ("renewal", renewal.application, LONG)
    assert step(anew.case).task.flow_task.name == "check"


@pytest.mark.parametrize(("kind", "verdict", "status"), [
    ("revocation", "revoke_mark", "revoked"), ("annulment", "annul_mark", "annulled"),
])  # fmt: skip
def test_a_mark_in_its_renewal_may_be_taken_away(town: Holders, kind: str, verdict: str, status: str) -> None:
    renewal = checked(town)
    question = town.ask(the_mark(), kind)
    town.decide(question.item, verdict, text="Так и решить.", reasons="Недостоверные сведения.")
    run_pending()
    mark = the_mark()
    assert (mark.status, again(renewal).outcome, again(renewal.expertise).status) == (status, "stopped", "cancelled")
    assert mark.certificate.status == "annulled"


@pytest.mark.parametrize("is_over", [False, True])
def test_a_refusal_set_aside_by_an_appeal_brings_the_application_back(town: Holders, is_over: bool) -> None:
    renewal = assessed(town, *LOW)
    if is_over:
        town.until(the_mark().valid_to + timedelta(days=1))
    renewal = resolved(town, renewal, "refuse_renewal", reasons="Балл ниже порога.")
    mark = the_mark()
    assert mark.status == ("expired" if is_over else "expiring")
    [kind] = appealing.standing(renewal)
    experts = {row.expert.person_id for row in renewal.expertise.assignments.select_related("expert")}
    other = make_member(make_organization("ТОС «Чужие»"))
    assert kind.rules.took_part(renewal) >= experts | {town.secretary.pk}
    assert [kind.rules.may_appeal(renewal, person) for person in (town.head(mark.entry), other)] == [True, False]
    for promise in (Document.objects.get(title="Об отказе в продлении Знака качества"), renewal.item.paper):
        keeps_promise("renewal_refusal", promise, town.head(mark.entry), other, town.secretary)
    satisfied(renewal)
    mark, anew = the_mark(), the_mark().renewals.get(outcome="")
    assert (mark.status, mark.standing[0], again(renewal).outcome) == ("renewal", "действует", "refused")
    assert mark.renewal_until == workdays.add(max(mark.valid_to, workdays.local_date()), 40)
    assert "действует" in badge_of(mark) and list(appealing.standing(again(renewal))) == []
    assert (anew.application, step(anew.case).task.flow_task.name) == (renewal.application, "check")
    assert step(mark.case).task.flow_task.name == "renewing"
