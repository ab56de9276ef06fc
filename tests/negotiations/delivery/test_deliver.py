"""Delivering what was agreed (CB-07…CB-13, NG-28…NG-30): evidence, acceptance, silence, delay, disputes, additional agreements."""

from copy import deepcopy
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from casework import door
from casework.models import Notification, Waiting
from casework.queue import run_pending
from documents.models import Document
from negotiations.agreements import actions as agreements
from negotiations.contributions import actions, invariants
from negotiations.delivery import actions as delivery
from negotiations.models import Acceptance, Contribution, ContributionAgreement, DeliveryEvidence, Supplement
from negotiations.supplements import actions as supplements
from programme.models import Organization
from tests import baskets
from tests.mistakes import answered
from tests.negotiations.bargain import SIDES, Bargain, agree, draft, file, gather, to_signing, today
from tests.negotiations.conftest import make_desk
from tests.promises import offenders_of
from tests.story import press, step

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(scope="module")
def in_force(told_once) -> Bargain:
    """An agreement of two parties in force: the city gives works, the ТОС money."""
    found = gather(make_desk())
    type(found.parties["factory"]).objects.filter(pk=found.parties["factory"].pk).update(is_essential=False)
    due = today() + timedelta(days=30)
    works = found.offer("city", "tos", "works", what="асфальт", value="1890000", due=due, confirmation="акт")
    money = found.offer("tos", "city", what="взносы", value="1260000", due=due)
    assert found.act("tos", actions.accept, works) == []
    assert found.act("city", actions.accept, money) == []
    case = found.stand("schedule", "open_session", "close_session", "start_drafting")
    agreements.open_agreement(case, by=found.moderator)
    draft(found)
    agree(found, "tos", "city")
    found.ask("factory", found.agreement.process, "endorse", answer="agree")
    found.sign(to_signing(found), *SIDES)
    assert found.case.status == "in_force"
    return found


@pytest.fixture
def bargain(db, in_force: Bargain) -> Bargain:
    return deepcopy(in_force)


def show(bargain: Bargain, name: str, number: int, what: str = "whole", node: str = "deliver") -> None:
    gift = bargain.gift(number)
    from tests.story import post, waiting_of

    person = bargain.people[name]
    waiting = waiting_of(person, gift.process, node)
    data = post({"is_whole": what, "volume": "сделано", "delivered_on": today()})
    form = door.act_on_task(
        waiting.pk,
        by=person,
        token=None,
        form_of=lambda n, s: answered(n.form(data, {"file": file()}, subject=s, by=person)),
    )
    assert form.is_valid(), form.errors


def lapse(bargain: Bargain, clock, number: int) -> None:
    waiting = step(bargain.gift(number).process)
    clock.move_to(waiting.due_at + timedelta(seconds=1))
    assert door.lapse(waiting.pk)


def test_what_several_have_handed_over_is_accepted_with_one_confirmation(client, bargain):
    address = "/contributions/deliveries/"
    bargain.ask("city", bargain.gift(1).process, "begin_delivery")
    show(bargain, "city", 1, "part")
    client.force_login(bargain.people["city"], backend=BACKEND)
    assert "принимать нечего" in baskets.page_of(client, address)
    client.force_login(bargain.people["tos"], backend=BACKEND)
    page = baskets.page_of(client, address)
    assert "передаёт часть вклада: сделано" in page and "Подтверждение: act.pdf" in page
    assert [baskets.confirm(client, address, page).status_code for _ in range(2)] == [302, 302]
    assert Acceptance.objects.get().by == bargain.people["tos"]
    assert bargain.gift(1).status == "partially_delivered"


def test_a_part_then_the_whole_and_the_last_delivery_fulfils_the_agreement(bargain):
    bargain.ask("city", bargain.gift(1).process, "begin_delivery")
    show(bargain, "city", 1, "part")
    bargain.ask("tos", bargain.gift(1).process, "accept_delivery", answer="accept")
    assert bargain.gift(1).status == "partially_delivered"
    show(bargain, "city", 1)
    bargain.ask("tos", bargain.gift(1).process, "accept_delivery", answer="accept")
    assert (bargain.gift(1).status, bargain.case.status) == ("delivered", "in_force")
    bargain.ask("tos", bargain.gift(2).process, "begin_delivery")
    show(bargain, "tos", 2)
    bargain.ask("city", bargain.gift(2).process, "accept_delivery", answer="accept")
    assert (bargain.gift(2).status, bargain.case.status) == ("delivered", "fulfilled")
    run_pending()
    assert [one.title for one in Document.objects.filter(kind="act", status="registered").order_by("pk")] == [
        "О частичном исполнении вклада 1 по соглашению о встречных вкладах",
        "О полном исполнении вклада 1 по соглашению о встречных вкладах",
        "О полном исполнении вклада 2 по соглашению о встречных вкладах",
        f"Об исполнении соглашения о встречных вкладах № {bargain.agreement.document.number}",
    ]
    with pytest.raises(DatabaseError), transaction.atomic():
        DeliveryEvidence.objects.update(volume="иное")


def test_silence_of_the_receiver_is_an_acceptance(bargain, clock):
    bargain.ask("city", bargain.gift(1).process, "begin_delivery")
    show(bargain, "city", 1)
    lapse(bargain, clock, 1)
    assert bargain.gift(1).status == "delivered"
    assert Acceptance.objects.get().how == "silence"


def test_the_giver_does_not_accept_for_the_receiver(bargain):
    bargain.ask("city", bargain.gift(1).process, "begin_delivery")
    show(bargain, "city", 1)
    assert not Waiting.objects.open().of(bargain.people["city"]).filter(process=bargain.gift(1).process).exists()


def test_a_missed_day_makes_it_overdue_tells_both_and_after_ninety_days_the_register_knows(bargain, clock):
    lapse(bargain, clock, 1)
    gift = bargain.gift(1)
    assert gift.status == "overdue"
    told = set(
        Notification.objects.filter(event__startswith=f"contribution:{gift.pk}:overdue").values_list(
            "person", flat=True
        )
    )
    assert told == {bargain.people["city"].pk, bargain.people["tos"].pk}
    assert delivery.review_register() == 0
    clock.shift(timedelta(days=91))
    assert delivery.review_register() == 1
    city = Organization.objects.get(pk=bargain.parties["city"].organization_id)
    assert city.is_unscrupulous
    show(bargain, "city", 1, node="deliver_late")
    bargain.ask("tos", bargain.gift(1).process, "accept_delivery", answer="accept")
    assert delivery.review_register() == 1
    assert not Organization.objects.filter(is_unscrupulous=True).exists()


@pytest.mark.parametrize("outcome", ["delivered", "overdue"])
def test_a_dispute_goes_to_the_moderator(bargain, outcome):
    bargain.ask("city", bargain.gift(1).process, "begin_delivery")
    show(bargain, "city", 1)
    bargain.ask("tos", bargain.gift(1).process, "accept_delivery", answer="dispute", reason="асфальт уже треснул")
    assert bargain.gift(1).status == "disputed"
    bargain.ask("moderator", bargain.gift(1).process, "resolve_dispute", outcome=outcome,
                words="Стороны осмотрели двор вместе и записали, что увидели.")  # fmt: skip
    assert bargain.gift(1).status == outcome


def supplement(bargain: Bargain, who: str, purpose: str, **facts) -> list[str]:
    agreement = ContributionAgreement.objects.get(pk=bargain.agreement.pk)
    return bargain.act(who, supplements.open_supplement, agreement, purpose=purpose, party=bargain.parties[who],
                       ground="обстоятельства изменились", **facts)  # fmt: skip


def test_an_amended_day_is_signed_by_both_and_moves_the_clock(bargain):
    due = today() + timedelta(days=45)
    assert supplement(bargain, "city", "amend", contribution=bargain.gift(1), due=due) == []
    run_pending()
    paper = Supplement.objects.get().document
    assert {one.person_id for one in paper.signature_requests.all()} == {bargain.people[n].pk for n in ("city", "tos")}
    bargain.sign(Document.objects.get(pk=paper.pk), "city", "tos")
    assert bargain.gift(1).due == due
    waiting = step(bargain.gift(1).process)
    assert waiting.due_at.astimezone().date() == due


def test_an_amended_quantity_is_printed_with_all_its_digits(bargain):
    due = today() + timedelta(days=45)
    facts = {"contribution": bargain.gift(1), "due": due, "quantity": Decimal("20")}
    assert supplement(bargain, "city", "amend", **facts) == []
    points = Supplement.objects.get().document.snapshot["points"]
    assert points[1].startswith("Количество: 20 ")


def test_an_overdue_contribution_is_written_off_by_both_signatures(bargain, clock):
    assert "просроченный или оспоренный" in supplement(bargain, "tos", "write_off", contribution=bargain.gift(1))[0]
    lapse(bargain, clock, 1)
    page = reverse("agreement_write_off", args=[bargain.agreement.pk])
    press(bargain.people["tos"], page, contribution=bargain.gift(1).pk, ground="обстоятельства изменились")
    bargain.sign(Document.objects.get(pk=Supplement.objects.get().document_id), "city", "tos")
    assert bargain.gift(1).status == "written_off"
    assert not Waiting.objects.open().filter(process=bargain.gift(1).process).exists()


def test_all_essential_parties_end_the_agreement_or_one_after_ninety_days(bargain, clock):
    assert supplement(bargain, "tos", "terminate") == []
    run_pending()
    bargain.sign(Document.objects.get(pk=Supplement.objects.get().document_id), "tos")
    paper = Document.objects.get(pk=Supplement.objects.get().document_id)
    bargain.sign(paper, "city", refusal="мы продолжим работу")
    assert bargain.case.status == "in_force"
    assert Supplement.objects.get().dropped_at
    lapse(bargain, clock, 1)
    clock.shift(timedelta(days=91))
    assert supplement(bargain, "tos", "terminate") == []
    run_pending()
    bargain.sign(Document.objects.get(pk=Supplement.objects.latest("pk").document_id), "tos")
    assert bargain.case.status == "terminated"
    assert not Waiting.objects.open().filter(process__in=Contribution.objects.values("process")).exists()
    ended = bargain.gift(1)
    assert ended.status == "overdue" and "Соглашение расторгнуто" in ended.release_ground
    assert not Contribution.objects.standing().exclude(status__in=Contribution.CLOSED).exists()
    with pytest.raises(DatabaseError), transaction.atomic():
        Contribution.objects.filter(pk=ended.pk).update(released_at=None, release_ground="")
    assert offenders_of(invariants.INVARIANTS) == {}
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute("UPDATE negotiations_contribution SET released_at = NULL, release_ground = ''")
        assert (ended.pk,) in offenders_of(invariants.INVARIANTS)["CB-1"]
        transaction.set_rollback(True)
