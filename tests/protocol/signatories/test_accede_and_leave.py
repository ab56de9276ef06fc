"""Accession to an edition in force, withdrawal by notice, confirmation under a new edition (KS-01, KS-08, 3.4)."""

from copy import deepcopy
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework import sweeping
from casework.door import Refused
from casework.models import Notification
from documents.models import Document
from journal.record import move
from protocol.departures import actions as departures
from protocol.editions import changes
from protocol.models import Departure, Signatory
from protocol.signatories import actions as signatories
from protocol.signatories import counting
from tests.protocol.signers import Table, again, an_edition, enter_into_force, offenders, open_nodes, overdue
from tests.story import NotAsked, answer, make_person, press, settle, step

pytestmark = pytest.mark.django_db
Status = Signatory.Status


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


def test_whoever_accedes_gets_a_certificate(table, signed):
    edition = again(signed[0].edition)
    (organization,) = table.organizations(business=1)
    signatory = table.accede(organization, edition)
    assert (signatory.status, signatory.way, open_nodes(signatory.case)) == (
        Status.REVIEWING,
        "application",
        {"declare"},
    )
    assert signatory.invitation.number.startswith("З-")
    table.do(signatory, "declare", answer="ready")
    table.click(signatory)
    settle()
    signatory = again(signatory)
    certificate = again(signatory.certificate)
    assert (signatory.status, certificate.number, certificate.is_registered) == (Status.SIGNED, "КП-1/2", True)
    assert certificate.snapshot["organization"] == organization.full_name
    assert certificate.is_public
    assert signatory.signature.document_hash == edition.document.sha256
    assert all(row.certificate is None for row in signed), "those on the sheet need no certificate"


def test_only_a_signer_applies_for_an_organisation(table, signed):
    (organization,) = table.organizations(business=1)
    with pytest.raises(Refused):
        signatories.accede(by=make_person(), organization=organization, edition=signed[0].edition)


def leave(table, signatory):
    signer, address = table.signer(signatory), reverse("signatory_leave", args=[signatory.pk])
    assert "Заполните это поле." in press(signer, address, status=422, reason=" ")
    press(signer, address, reason="Меняем устав.")
    return Departure.objects.latest("pk")


@pytest.mark.dated
def test_thirty_days_after_the_notice_the_participation_ends_by_itself(table, signed):
    signatory = signed[0]
    departure = leave(table, signatory)
    assert departure.effective_on >= timezone.localdate() + timedelta(days=30)
    assert departure.document.kind == "notice"
    assert again(signatory).status == Status.SIGNED, "until the day it remains bound"
    twice = press(
        table.signer(signatory), reverse("signatory_leave", args=[signatory.pk]), status=422, reason="Меняем устав."
    )
    assert "уже подано" in twice and "Меняем устав." in twice
    waiting = step(departure.case)
    assert waiting.is_hard
    assert sweeping.sweep() == 0
    overdue(waiting)
    assert (again(signatory).status, again(departure).done_at is not None) == (Status.WITHDRAWN, True)
    assert open_nodes(departure.case) == set()
    assert counting.count(signatory.edition).total == 8
    assert again(signatory.edition).status == "in_force", "who leaves does not undo what has come into force"


def test_a_notice_is_taken_back_before_its_day(table, signed):
    departure = leave(table, signed[0])
    with pytest.raises(Refused):
        departures.take_back_departure(departure, by=table.signer(signed[1]))
    assert "отозвано" in press(table.signer(signed[0]), reverse("departure_take_back", args=[departure.pk]))
    assert (again(signed[0]).status, open_nodes(departure.case)) == (Status.SIGNED, set())
    assert not Departure.objects.filter(taken_back_at=None).exists()


def test_an_outsider_announces_nothing(table, signed):
    with pytest.raises(Refused):
        departures.announce_departure(signed[0], by=table.signer(signed[1]), reason="Чужое решение.")


def test_who_has_left_may_come_back_and_confirm_the_same_file(table, signed):
    signatory = signed[0]
    departure = leave(table, signatory)
    overdue(step(departure.case))
    back = table.accede(signatory.organization, again(signatory.edition))
    table.do(back, "declare", answer="ready")
    table.click(back)
    settle()
    assert (again(back).status, again(back).signature) == (Status.SIGNED, signatory.signature)


@pytest.fixture
def second(table, signed):
    """A second edition whose fifth article has other words; the first signer has reserved to it and to the seventh."""
    from protocol.models import Reservation

    now = timezone.now()
    for code in ("A05", "A07"):
        text = signed[0].edition.living_texts.get(article__code=code)
        Reservation.objects.create(
            signatory=signed[0], article_text=text, text=f"Оговорка к {code}.", outcome="accepted", proposed_at=now,
            decided_at=now, decided_by=table.clerk,
        )  # fmt: skip
    return an_edition(number=2, A05="Сторона отвечает на проект документа в течение пяти дней.")


def test_an_old_signatory_is_told_only_what_changed_for_it(table, signed, second):
    new = Signatory.objects.get(edition=second, previous=signed[0])
    assert (new.way, new.status, open_nodes(new.case)) == ("confirmation", Status.INVITED, {"confirm_signature"})
    (change,) = changes.diff_of(new)
    assert (change.new.article.code, change.what, change.reservation.text) == ("A05", "изменена", "Оговорка к A05.")
    assert "".join(piece.text for piece in change.pieces if piece.kind == "added").strip(". ") == "течение пяти дней"
    (kept,) = new.reservations.all()
    assert (kept.article_text.article.code, kept.text, kept.outcome) == ("A07", "Оговорка к A07.", "accepted")
    waiting = step(new.case)
    assert (waiting.deadline, waiting.is_hard) == ("protocol.confirmation", True)
    assert counting.count(second).total == 0, "old signatures do not go over by themselves"


def test_whoever_confirms_signs_the_new_file(table, signed, second):
    new = Signatory.objects.get(edition=second, previous=signed[1])
    table.do(new, "confirm_signature", answer="ready")
    table.click(new)
    settle()
    assert (again(new).status, again(new).signature.document_hash) == (Status.SIGNED, second.document.sha256)
    assert again(signed[1]).status == Status.SIGNED, "the old one binds until the old edition ceases"


def test_a_reservation_to_changed_words_is_asked_anew(table, signed, second):
    new = Signatory.objects.get(edition=second, previous=signed[0])
    text = second.living_texts.get(article__code="A05")
    table.do(new, "confirm_signature", answer="reserve", **{f"reservation_{text.pk}": "Нам нужно десять дней."})
    assert again(new).status == Status.RESERVATION_PENDING
    row = new.reservations.get(outcome="")
    answer(table.clerk, new.case, "decide_reservations", **{f"outcome_{row.pk}": "accepted"})
    assert again(new).status == Status.READY


def test_whoever_does_not_confirm_in_time_stays_on_the_old_edition(table, signed, second):
    new = Signatory.objects.get(edition=second, previous=signed[2])
    overdue(step(new.case))
    assert (again(new).status, again(signed[2]).status) == (Status.DECLINED, Status.SIGNED)
    assert Notification.objects.filter(person=table.signer(new), title__contains="прежней редакции").exists()
    with pytest.raises(NotAsked):
        table.do(new, "confirm_signature", answer="ready")


def test_when_the_old_edition_ceases_those_who_stayed_are_told(table, signed, second):
    old = again(signed[0].edition)
    new = Signatory.objects.get(edition=second, previous=signed[1])
    table.do(new, "confirm_signature", answer="ready")
    table.click(new)
    settle()
    move(old.supersede, "Заменена", at=timezone.now())
    signatories.edition_ceased(old)
    told = Notification.objects.filter(event__startswith=f"edition:{old.pk}:ceased").values_list("person", flat=True)
    assert table.signer(signed[1]).pk not in told
    assert len(told) == 8


def test_every_paper_has_its_number(table, signed):
    leave(table, signed[0])
    settle()
    kinds = set(Document.objects.values_list("kind", "register"))
    assert {("edition", "editions"), ("sheet", "sheets"), ("notice", "notices")} <= kinds
    assert not Document.objects.filter(failed_at__isnull=False).exists()
