"""Keeping to the Protocol: measures of the committee, commitments and reports, complaints (KS-09, KS-11, 3.4.4)."""

from copy import deepcopy
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework import deadlines, door
from casework.door import Refused
from casework.models import Notification
from documents.models import Document
from protocol.commitments import actions as commitments
from protocol.complaints.flow import NormComplaintFlow
from protocol.measures import actions as measures
from protocol.measures.flow import MeasureFlow
from protocol.models import Measure, NormComplaint, SelfReport, Signatory
from tests.committee import conftest as sitting
from tests.protocol.signers import Table, again, an_edition, enter_into_force, offenders, open_nodes
from tests.story import NotAsked, answer, make_person, post, press, settle, step, waiting_of

pytestmark = pytest.mark.django_db
Status = Signatory.Status
LONG = (
    "Обсуждение дворовой стройки начали после начала работ, жителей о ней не предупредили ни письмом, ни объявлением."
)


@pytest.fixture(scope="module")
def told(told_once):
    """Nine who have signed, and the edition in force."""
    table, edition = Table(), an_edition()
    rows = table.signed(edition, authority=3, business=3, community=3)
    enter_into_force(edition)
    return table, [again(row) for row in rows]


@pytest.fixture
def story(db, told):
    return deepcopy(told)


@pytest.fixture
def table(story):
    """Whatever a story does, every promise about signatories holds at its end."""
    yield story[0]
    settle()
    assert offenders() == {}


@pytest.fixture
def signed(story):
    return story[1]


def begin(node, person, **data):
    form = node.form(post(data), by=person)
    assert form.is_valid(), form.errors
    made = door.start_case(node, by=person, form=form, token=None)
    assert made is not None, form.errors
    return made


def complain(table, signatory, person=None):
    person = person or make_person(last_name="Жалобщикова")
    return begin(NormComplaintFlow.complain, person, signatory=signatory.pk, article="A05", facts=LONG), person


def to_mediation(table, complaint):
    answer(table.editor, complaint.case, "check_complaint", outcome="accept")
    signer = table.signer(complaint.signatory)
    answer(
        signer, complaint.case, "respond", response="Признаём: объявление вывесили поздно, проведём встречу с жителями."
    )


def test_a_complaint_ends_in_reconciliation(table, signed):
    complaint, person = complain(table, signed[0])
    assert (complaint.status, complaint.number.startswith("З-")) == ("submitted", True)
    to_mediation(table, complaint)
    assert again(complaint).status == "mediation"
    data = {
        "held_on": f"{timezone.localdate():%Y-%m-%d}",
        "outcome": "reconciled",
        "notes": "Стороны договорились о встрече во дворе.",
    }
    answer(table.editor, complaint.case, "mediate", **data)
    assert (again(complaint).status, open_nodes(complaint.case)) == ("resolved", set())
    assert Notification.objects.filter(person=person, title__contains="примирились").exists()


def test_a_complaint_that_is_not_taken_says_why(table, signed):
    complaint, person = complain(table, signed[0])
    form = answer(table.editor, complaint.case, "check_complaint", refused=True, outcome="reject")
    assert list(form.errors) == ["reasons"]
    reasons = "Указанные события произошли до подписания Протокола."
    answer(table.editor, complaint.case, "check_complaint", outcome="reject", reasons=reasons)
    assert (again(complaint).status, again(complaint).refusal) == ("inadmissible", reasons)
    assert Document.objects.filter(kind="notice", readers__contains=[f"person:{person.pk}"]).count() == 1
    assert not NormComplaint.objects.visible_to(table.signer(signed[0])).exists()


def test_silence_does_not_stop_a_complaint(table, signed):
    complaint, _ = complain(table, signed[0])
    answer(table.editor, complaint.case, "check_complaint", outcome="accept")
    waiting = step(complaint.case)
    deadlines.move_to(waiting, timezone.now() - timedelta(minutes=1))
    assert door.lapse(waiting.pk)
    assert (again(complaint).status, again(complaint).response) == ("mediation", "")


def test_an_outsider_sees_no_complaint_and_the_signatory_not_who_complains(table, signed):
    complaint, person = complain(table, signed[0])
    answer(table.editor, complaint.case, "check_complaint", outcome="accept")
    seen = NormComplaint.objects.visible_to
    assert [seen(who).count() for who in (person, table.editor, table.signer(signed[0]))] == [1, 1, 1]
    assert [seen(who).count() for who in (table.signer(signed[1]), make_person(), make_person("committee_chair"))] == [
        0,
        0,
        0,
    ]
    with pytest.raises(NotAsked):
        waiting_of(table.signer(signed[1]), complaint.case, "respond")
    papers = Document.objects.filter(pk=complaint.receipt_id)
    assert [papers.visible_to(who).count() for who in (person, table.editor, table.signer(signed[0]))] == [1, 1, 0]


def test_without_consent_nobody_complains(table, signed):
    from programme.consents.actions import withdraw_consent
    from programme.models import Consent

    person = make_person()
    withdraw_consent(by=person, purpose=Consent.Purpose.PARTICIPATION)
    form = NormComplaintFlow.complain.form(
        post({"signatory": signed[0].pk, "article": "A05", "facts": LONG}), by=person
    )
    assert form.is_valid()
    with pytest.raises(Refused, match="согласие"):
        door.start_case(NormComplaintFlow.complain, by=person, form=form, token=None)
    assert not NormComplaint.objects.exists()


def conclude(table, complaint, advice="none", finding="breach"):
    to_mediation(table, complaint)
    data = {
        "held_on": f"{timezone.localdate():%Y-%m-%d}",
        "outcome": "not",
        "notes": "Подписант не согласен с оценкой заявителя.",
    }
    answer(table.editor, complaint.case, "mediate", **data)
    said = {"finding": finding, "advice": advice, "conclusion": LONG, "minutes": "РГ-2026-4 от 12.11.2026"}
    answer(table.editor, complaint.case, "conclude", **said)
    settle()
    return again(complaint)


def test_a_conclusion_without_measures_is_published_and_closes(table, signed):
    complaint, person = complain(table, signed[0])
    complaint = conclude(table, complaint)
    paper = again(complaint.document)
    assert (complaint.status, paper.is_public, paper.is_registered) == ("closed", True, True)
    assert person.last_name not in str(paper.snapshot)


class Chamber:
    """A committee that decides one question at a time."""

    def __init__(self, clock):
        self.committee, self.clock = sitting.Committee(), clock

    def resolve(self, code, reasons="Систематически не соблюдает статью 5 Протокола.", votes="for"):
        """Everybody votes alike on the only question; the decision is signed and in force."""
        meeting = sitting.convened(self.committee)
        meeting = sitting.opened(self.committee, self.clock)
        line = meeting.lines.get()
        sitting.decided(self.committee, line, votes, resolution=code, text="Решить.", reasons=reasons)
        sitting.answer(self.committee.chair.person, "hold")
        sitting.minuted(self.committee, meeting)
        sitting.sign_by_all(again(meeting).minutes)
        if again(line).extract:
            sitting.sign_by_all(again(line).extract)
        if sitting.again(line.item).status == "decided":
            sitting.answer(self.committee.secretary.person, "draw_up")
            sitting.sign_by_all(again(line).decision.document)
        sitting.released(self.committee, meeting)
        settle()


@pytest.fixture
def chamber(clock, db):
    return Chamber(clock)


def test_the_committee_suspends_upon_a_conclusion_and_restores(chamber, table, signed):
    complaint, _ = complain(table, signed[0])
    complaint = conclude(table, complaint, advice="suspend")
    measure = Measure.objects.get(complaint=complaint)
    assert (complaint.status, measure.outcome) == ("recommended_measures", "")
    chamber.resolve("suspend")
    assert (again(signed[0]).status, again(complaint).status) == (Status.SUSPENDED, "closed")
    assert open_nodes(measure.case) == {"remedy"}
    answer(table.signer(signed[0]), measure.case, "remedy", text=LONG)
    chamber.resolve("restore")
    assert (again(signed[0]).status, again(measure).outcome, open_nodes(measure.case)) == (
        Status.SIGNED,
        "restored",
        set(),
    )


def test_two_thirds_exclude(chamber, table, signed):
    measure = begin(MeasureFlow.propose_measure, table.editor, signatory=signed[0].pk, reasons=LONG)
    with pytest.raises(Refused, match="уже в комитете"):
        measures.propose_measure(by=table.editor, signatory=again(signed[0]), reasons=LONG)
    chamber.resolve("exclude")
    found = again(signed[0])
    assert (found.status, found.ended_at is not None, again(measure).outcome) == (Status.EXCLUDED, True, "excluded")


def test_commitments_are_reported_once_a_year(table, signed):
    signatory = signed[0]
    signer, article = table.signer(signatory), signatory.edition.living_texts.get(position=3).article
    day = timezone.localdate()
    with pytest.raises(Refused):
        commitments.commit(signatory, by=table.signer(signed[1]), article=article, text="Чужое", due_on=day)
    with pytest.raises(Refused, match="уже прошёл"):
        commitments.commit(signatory, by=signer, article=article, text="Позднее", due_on=day - timedelta(days=1))
    one = commitments.commit(
        signatory, by=signer, article=article, text="Опубликуем набор данных о дворах.", due_on=day
    )
    two = commitments.commit(signatory, by=signer, article=article, text="Проведём встречу с жителями.", due_on=day)
    for page in ("protocol_reports_ask", "protocol_reports_summary"):
        assert "не меньше 2000" in press(table.clerk, reverse(page), status=422, year="24")
    press(table.clerk, reverse("protocol_reports_ask"), year=f"{day.year}")
    assert SelfReport.objects.count() == 9
    with pytest.raises(Refused, match="уже запрошены"):
        commitments.ask_reports(signatory.edition, by=table.clerk, year=day.year)
    report = signatory.reports.get()
    lines = {one.pk: "done", two.pk: "not"}
    data = {f"result_{pk}": result for pk, result in lines.items()} | {
        f"evidence_{pk}": "Протокол встречи." for pk in lines
    }
    form = answer(signer, report.case, "report", refused=True, summary="Коротко")
    assert set(form.errors) == {"summary", *data}
    answer(signer, report.case, "report", summary="За год опубликован набор данных о дворах района.", **data)
    assert (again(one).is_done, again(two).is_done, again(two).is_overdue) == (True, False, False)
    press(table.clerk, reverse("protocol_reports_summary"), year=f"{day.year}")
    paper = Document.objects.get(snapshot__has_key="submitted")
    found = again(paper)
    assert (found.is_registered, found.snapshot["submitted"], found.snapshot["asked"], found.snapshot["done"]) == (
        True,
        "1",
        "9",
        "1",
    )
