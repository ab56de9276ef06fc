"""A new edition asks again only those whom it touches; the others are told, may object, and otherwise stay bound (3.4)."""

import pytest
from django.db import InternalError, ProgrammingError, connection, transaction
from django.utils import timezone

from documents.models import Document
from protocol.continuations import touching
from protocol.models import Commitment, Continuation, Reservation, Signatory
from protocol.signatories import counting
from protocol.signatories.invariants import INVARIANTS
from tests.protocol.signers import Table, again, an_edition, enter_into_force, offenders, open_nodes, overdue
from tests.story import NotAsked, answer, settle, step

pytestmark = pytest.mark.django_db
OF_AUTHORITIES = {"A05": ["authority"]}
NEW_WORDS = "Сторона отвечает на проект документа в течение пяти дней."


@pytest.fixture
def table():
    made = Table()
    yield made
    settle()
    assert offenders() == {}


def bound(table, **sectors):
    """Organisations that have signed the first edition, which is in force."""
    first = an_edition(binds=OF_AUTHORITIES)
    signatories = table.signed(first, **sectors)
    enter_into_force(first)
    return signatories


@pytest.fixture
def signed(table):
    return bound(table, authority=3, business=3, community=3)


def second(**more):
    return an_edition(number=2, binds=OF_AUTHORITIES, A05=NEW_WORDS, **more)


def asked_of(edition):
    return set(edition.signatories.values_list("organization__short_name", flat=True))


def test_a_change_of_one_article_asks_three_of_twenty(table):
    signed = bound(table, authority=3, business=9, community=8)
    edition = second()
    assert asked_of(edition) == {row.organization.short_name for row in signed if row.sector == "authority"}
    assert Continuation.objects.filter(edition=edition, notice__isnull=False).count() == 17
    assert counting.count(edition).total == 0, "silence counts only when the term has passed"
    notice = Continuation.objects.first()
    waiting = step(notice.case)
    assert (open_nodes(notice.case), waiting.deadline, waiting.is_hard) == (
        {"answer_notice"},
        "protocol.objection",
        True,
    )


def test_silence_binds_the_untouched_and_the_touched_bring_the_edition_into_force(table, signed):
    edition = second()
    for row in Continuation.objects.filter(edition=edition):
        overdue(step(row.case))
    count = counting.count(edition)
    assert (count.by_sector, count.missing) == (
        {"authority": 0, "business": 3, "community": 3},
        ["3 подписей от органов власти", "хотя бы одной подписи под новым текстом"],
    )
    for signatory in edition.signatories.all():
        table.do(signatory, "confirm_signature", answer="ready")
        table.click(signatory)
    settle()
    in_force = enter_into_force(edition)
    assert counting.count(in_force).total == 9
    assert in_force.document.signature_requests.filter(signature__isnull=False).count() == 3
    assert Signatory.objects.under(in_force).counted().filter(edition=signed[0].edition).count() == 6
    sheet = Document.objects.filter(kind="sheet").latest("pk")
    assert [row["under"] for row in sheet.snapshot["rows"]].count("подпись под редакцией № 1, участие продолжено") == 6


def test_whoever_objects_answers_the_new_edition_as_the_touched_do(table, signed):
    edition = second()
    row = Continuation.objects.filter(edition=edition).select_related("signatory").first()
    signer = table.signer(row.signatory)
    answer(
        signer,
        row.case,
        "answer_notice",
        answer="object",
        objection="Срок ответа касается и наших договоров с городом.",
    )
    new = edition.signatories.get(organization=row.signatory.organization)
    assert (new.way, open_nodes(new.case)) == ("confirmation", {"confirm_signature"})
    with pytest.raises(NotAsked):
        answer(signer, row.case, "answer_notice", answer="go_on")
    overdue(step(new.case))
    settle()
    assert row.signatory.organization.pk not in Signatory.objects.under(edition).values_list(
        "organization", flat=True
    ).filter(status="signed")


def test_an_outsider_does_not_answer_for_another(table, signed):
    edition = second()
    first, other = Continuation.objects.filter(edition=edition)[:2]
    with pytest.raises(NotAsked):
        answer(
            table.signer(other.signatory),
            first.case,
            "answer_notice",
            answer="object",
            objection="Чужое дело нас задевает.",
        )


def test_an_objection_says_what_it_is_about(table, signed):
    row = Continuation.objects.filter(edition=second()).first()
    with pytest.raises(AssertionError, match="задевают"):
        answer(table.signer(row.signatory), row.case, "answer_notice", answer="object", objection="")


def test_a_reservation_a_commitment_and_a_preamble_touch(table, signed):
    business = [row for row in signed if row.sector == "business"]
    text = signed[0].edition.living_texts.get(article__code="A05")
    now = timezone.now()
    Reservation.objects.create(
        signatory=business[0], article_text=text, text="Нам нужно десять дней.", outcome="accepted", proposed_at=now,
        decided_at=now, decided_by=table.clerk,
    )  # fmt: skip
    Commitment.objects.create(
        signatory=business[1], article=text.article, text="Отвечать за три дня", due_on=now.date(), made_at=now,
        made_by=table.signer(business[1]),
    )  # fmt: skip
    edition = second()
    assert {row.organization.short_name for row in business[:2]} < asked_of(edition)
    assert edition.signatories.count() == 5
    assert [touching.reasons(row, edition) for row in business[:3]] == [
        ["Статья 2. Молчание — не знак согласия: к ней есть ваша оговорка"],
        ["Статья 2. Молчание — не знак согласия: по ней вы приняли обязательство"],
        [],
    ]
    edition.preamble = "Мы договариваемся заново."
    assert touching.reasons(business[2], edition) == ["изменилась преамбула"]


def test_an_edition_that_touches_nobody_asks_everybody(table, signed):
    edition = an_edition(number=2, binds=OF_AUTHORITIES)
    assert (edition.signatories.count(), Continuation.objects.count()) == (9, 0)


def test_whoever_goes_on_does_not_sign_the_same_edition_again(table, signed):
    edition = second()
    row = Continuation.objects.filter(edition=edition).first()
    with pytest.raises(AssertionError, match="участвует по прежней подписи"):
        table.accede(row.signatory.organization, edition)


def test_the_database_and_the_promises_know_who_may_go_on(table, signed):
    edition = second()
    touched = next(row for row in signed if row.sector == "authority")
    Continuation.objects.create(signatory=touched, edition=edition, informed_at=timezone.now())
    broken = {code for code, _, sql in INVARIANTS if _rows(sql)}
    assert broken == {"P-10", "P-11"}
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET session_replication_role = replica")
        cursor.execute("DELETE FROM protocol_continuation WHERE signatory_id = %s", [touched.pk])
        cursor.execute("SET session_replication_role = DEFAULT")
    with pytest.raises((InternalError, ProgrammingError), match="only a signature"), transaction.atomic():
        Continuation.objects.create(signatory=edition.signatories.first(), edition=edition, informed_at=timezone.now())
    row = again(Continuation.objects.first())
    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
        Continuation.objects.filter(pk=row.pk).update(edition=touched.edition)


def _rows(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()
