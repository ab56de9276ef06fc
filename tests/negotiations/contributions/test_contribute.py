"""Contributions at the table (NG-12, CB-01…CB-05): offers, counter-offers, conditions, who may answer whom, races."""

import threading
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client

from casework import door, workdays
from casework.forms import AskForm
from casework.models import Notification, Waiting
from casework.queue import run_pending
from casework.sweeping import sweep
from journal.models import Entry
from journal.record import key
from negotiations.contributions import actions, package
from negotiations.models import Contribution, ContributionCondition, CounterOffer
from tests.negotiations.bargain import Bargain, circle, gather, today
from tests.story import make_person, step


@pytest.fixture
def bargain(desk) -> Bargain:
    return gather(desk)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_an_offer_waits_for_the_receiver_and_each_counter_offer_is_kept(bargain):
    gift = bargain.offer("factory", "tos", "works", what="ремонт цеха", value="500000")
    assert bargain.act("factory", actions.accept, gift) == ["Последние условия — ваши: теперь отвечает другая сторона."]
    terms = {"what": "ремонт цеха и подъезда", "value": Decimal(650000), "basis": "смета", "due": gift.due,
             "confirmation": "акт"}  # fmt: skip
    assert bargain.act("tos", actions.counter, gift, comment="подъезд тоже", **terms) == []
    assert bargain.act("tos", actions.accept, gift) == ["Последние условия — ваши: теперь отвечает другая сторона."]
    assert bargain.act("factory", actions.counter, gift, **{**terms, "value": Decimal(600000)}) == []
    assert bargain.act("tos", actions.accept, gift) == []
    now = bargain.gift(gift.number)
    assert (now.status, now.value, now.what) == ("accepted", Decimal(600000), "ремонт цеха и подъезда")
    said = list(CounterOffer.objects.filter(contribution=gift).values_list("number", "party", "value"))
    tos, factory = bargain.parties["tos"].pk, bargain.parties["factory"].pk
    assert said == [(0, factory, Decimal(500000)), (1, tos, Decimal(650000)), (2, factory, Decimal(600000))]
    with pytest.raises(DatabaseError), transaction.atomic():
        CounterOffer.objects.filter(contribution=gift, number=1).update(value=1)


def test_nothing_changed_is_no_counter_offer(bargain):
    gift = bargain.offer("factory", "tos")
    terms = {
        "what": gift.what,
        "value": gift.value,
        "basis": gift.basis,
        "due": gift.due,
        "confirmation": gift.confirmation,
    }
    (refusal,) = bargain.act("tos", actions.counter, gift, **terms)
    assert "остались прежними" in refusal


def asked(bargain: Bargain, gift: Contribution) -> list[str]:
    """The sides of whom an answer to the terms is awaited now, after the queue has done what it had to do."""
    run_pending()
    rows = Waiting.objects.open().filter(process=gift.offer_case.pk).exclude(addressee="")
    sides = {party.member_key: name for name, party in bargain.parties.items()}
    return [sides[row.addressee] for row in rows]


@pytest.mark.dated
def test_an_offer_is_a_task_with_a_term_of_whoever_must_answer(bargain, clock):
    gift = bargain.offer("factory", "tos")
    assert asked(bargain, gift) == ["tos"]
    waiting = step(gift.offer_case)
    assert waiting.due_at == workdays.end_of(workdays.add(workdays.local_date(), 5))
    clock.move_to(waiting.due_at + timedelta(minutes=1))
    while sweep():
        pass
    titles = Notification.objects.filter(person=bargain.people["tos"]).values_list("title", flat=True)
    assert {waiting.title, f"Срок прошёл: {waiting.title}"} <= set(titles)


def test_a_counter_offer_turns_the_question_and_a_settled_contribution_asks_nobody(bargain):
    gift = bargain.offer("factory", "tos")
    terms = {"what": "иное", "value": Decimal(200000), "basis": "смета", "due": gift.due, "confirmation": "акт"}
    assert bargain.act("tos", actions.counter, gift, **terms) == []
    assert asked(bargain, gift) == ["factory"]
    assert bargain.act("factory", actions.accept, gift) == []  # from the page of the package: the question falls away
    assert asked(bargain, gift) == []
    gift.offer_case.refresh_from_db()
    assert gift.offer_case.finished is not None


def test_the_question_shows_the_terms_and_is_answered_on_its_own_page(bargain):
    gift = bargain.offer("factory", "tos", what="кирпич для ограды", value="140000")
    client, address = Client(), step(gift.offer_case).get_absolute_url()
    client.force_login(bargain.people["factory"])
    assert client.get(address).status_code == 404
    client.force_login(bargain.people["tos"])
    page = plain(client.get(address).content.decode())
    for words in ("кирпич для ограды", "140 000 ₽", "решение собрания", f"/negotiations/{bargain.pk}/package/"):
        assert words in page
    page = plain(client.get(f"/contributions/{gift.pk}/accept/").content.decode())
    assert "140 000 ₽" in page and "решение собрания" in page
    assert client.post(address, {"answer": "refuse", "ground": ""}).status_code == 422
    assert client.post(address, {"answer": "refuse", "ground": "Кирпич уже куплен."}).status_code == 302
    assert (bargain.gift(gift.number).status, asked(bargain, gift)) == ("declined", [])


def test_the_giver_asked_for_other_terms_takes_them_or_takes_the_contribution_back(bargain):
    gift = bargain.offer("factory", "tos")
    terms = {"what": "иное", "value": Decimal(200000), "basis": "смета", "due": gift.due, "confirmation": "акт"}
    bargain.act("tos", actions.counter, gift, **terms)
    assert asked(bargain, gift) == ["factory"]
    bargain.ask("factory", gift.offer_case, "answer_offer", answer="refuse", ground="Столько дать не можем.")
    assert bargain.gift(gift.number).status == "withdrawn"


def test_nobody_is_asked_while_the_table_is_closed(bargain):
    gift = bargain.offer("factory", "tos")
    bargain.stand("schedule", "open_session", "close_session", "start_drafting")
    for waiting in Waiting.objects.open().exclude(fact=""):
        door.recheck(waiting.pk)  # what the queue does every minute
    assert asked(bargain, gift) == []
    gift.offer_case.refresh_from_db()
    assert gift.offer_case.finished is None


def test_only_the_receiver_declines_and_only_the_giver_withdraws(bargain):
    gift = bargain.offer("factory", "tos")
    assert "говорит её представитель" in bargain.act("city", actions.decline, gift, ground="не нужно нам")[0]
    assert "говорит её представитель" in bargain.act("factory", actions.decline, gift, ground="не нужно нам")[0]
    assert bargain.act("tos", actions.decline, gift, ground="не нужно нам") == []
    other = bargain.offer("factory", "tos")
    assert "говорит её представитель" in bargain.act("tos", actions.withdraw, other, ground="передумали мы")[0]
    assert bargain.act("factory", actions.withdraw, other, ground="передумали мы") == []
    assert [one.status for one in bargain.case.contributions.all()] == ["declined", "withdrawn"]
    assert Entry.objects.get(subject=key(gift), after="declined").ground == "не нужно нам"


def test_nothing_is_offered_when_the_table_is_closed(bargain):
    gift = bargain.offer("factory", "tos")
    bargain.stand("schedule", "open_session", "close_session", "start_drafting")
    (refusal,) = bargain.act("tos", actions.accept, gift)
    assert refusal == "Сейчас вклады не обсуждаются: дело в состоянии «Подготовка соглашения»."
    assert (
        "Текст соглашения сейчас готовит модератор"
        in bargain.act("factory", actions.withdraw, gift, ground="передумали мы")[0]
    )


def test_what_happens_at_an_open_round_stands_in_the_course_of_the_case(bargain):
    gift = bargain.offer("factory", "tos")
    bargain.stand("schedule", "open_session")
    assert bargain.act("tos", actions.accept, gift) == []
    assert Entry.objects.filter(subject=key(bargain.case)).latest("id").verb == "take_up_contribution"


def test_labour_is_worth_hours_times_the_rate_of_the_regulation(bargain):
    gift = bargain.offer("tos", "factory", "labor", quantity="120", value="999999")
    assert (gift.value, gift.rate, gift.unit) == (Decimal(48000), Decimal(400), "ч")


@pytest.mark.parametrize("change", [{"value": None}, {"second_basis": ""}])
def test_the_database_knows_the_rules_of_valuation(bargain, change):
    facts = {"kind": "property", "value": Decimal(1), "second_basis": "второй"} | change
    with pytest.raises(IntegrityError), transaction.atomic():
        Contribution.objects.create(
            case=bargain.case, number=9, party=bargain.parties["tos"], recipient=bargain.parties["city"],
            terms_by=bargain.parties["tos"], what="скамьи", due=today(), confirmation="акт", **facts,
        )  # fmt: skip


def test_a_settled_contribution_does_not_change_its_terms(bargain):
    gift = bargain.offer("factory", "tos")
    bargain.act("tos", actions.accept, gift)
    with pytest.raises(DatabaseError), transaction.atomic():
        Contribution.objects.filter(pk=gift.pk).update(value=1)
    assert "уже решено" in bargain.act("factory", actions.set_condition, gift, act="постановление")[0]


def test_three_parties_whose_contributions_depend_on_each_other_close_the_circle(bargain):
    circle(bargain)
    found = package.of(bargain.case)
    assert found.reasons == []
    (ring,) = found.graph.circles
    assert ring.is_closed
    tos = next(side for side in found.sides if side.side.is_initiator)
    assert [(row.offer.kind, row.declared, row.counted) for row in tos.rows] == [
        ("money", Decimal(175000), Decimal(175000)),
        ("labor", Decimal(175000), Decimal(105000)),
    ]
    page = Client()
    page.force_login(bargain.people["tos"])
    html = page.get(f"/negotiations/{bargain.pk}/package/").content.decode()
    assert "Взаимные условия замкнуты" in html
    assert "не более 30 % вклада стороны" in html
    assert "пакет замкнут" in html


def test_an_open_circle_says_what_is_missing(bargain):
    due = today() + timedelta(days=60)
    premises = bargain.offer("factory", "tos", what="цех", due=due)
    transport = bargain.offer("city", "tos", what="подвоз", due=due)
    bargain.act("factory", actions.set_condition, premises, depends_on=transport)
    bargain.act("city", actions.set_condition, transport, depends_on=premises)
    bargain.act("tos", actions.accept, premises)
    found = package.of(bargain.case)
    assert found.graph.circles[0].missing == ("вклад 2 — ещё не принят",)
    assert found.counted == 0
    bargain.act("tos", actions.decline, transport, ground="не подходит нам")
    found = package.of(bargain.case)
    assert "вклад 1: условие не выполнено: вклад 2 — отклонён" in found.reasons


def test_a_condition_is_lifted_by_its_giver_only(bargain):
    one = bargain.offer("factory", "tos")
    bargain.act("factory", actions.set_condition, one, act="постановление о расписании")
    condition = ContributionCondition.objects.get()
    assert bargain.act("tos", actions.lift_condition, condition) != []
    assert bargain.act("factory", actions.lift_condition, condition) == []
    assert package.of(bargain.case).graph.judged == ()


def test_an_outsider_neither_sees_nor_offers(bargain):
    gift = bargain.offer("factory", "tos")
    client = Client()
    client.force_login(make_person())
    addresses = [f"/negotiations/{bargain.pk}/package/", f"/contributions/{gift.pk}/", f"/contributions/{gift.pk}/accept/",
                 f"/negotiations/{bargain.pk}/offer/money/"]  # fmt: skip
    assert [client.get(one).status_code for one in addresses] == [404, 404, 404, 404]
    client.force_login(bargain.moderator)
    assert [client.get(one).status_code for one in addresses] == [200, 200, 403, 403]


def test_every_kind_is_offered_through_its_page_and_mistakes_lose_nothing(bargain):
    client = Client()
    client.force_login(bargain.people["tos"])
    due = (today() + timedelta(days=30)).isoformat()
    common = {"party": bargain.parties["tos"].pk, "recipient": bargain.parties["city"].pk, "what": "то, что обещаем", "due": due,
              "confirmation": "акт"}  # fmt: skip
    own = {
        "money": {"value": "10 000,50", "basis": "решение"},
        "property": {
            "quantity": "2",
            "unit": "шт.",
            "value": "10000",
            "basis": "прайс",
            "second_basis": "второй прайс",
        },
        "premises": {"rate": "1000", "quantity": "2", "unit": "мес.", "basis": "договор"},
        "works": {"value": "100", "basis": "смета"},
        "labor": {"quantity": "10", "basis": "10 × 1"},
        "expertise": {"value": "100", "basis": "договор"},
        "info": {"value": "100", "basis": "прайс"},
        "admin": {},
    }
    for kind, facts in own.items():
        address = f"/negotiations/{bargain.pk}/offer/{kind}/"
        assert client.get(address).status_code == 200
        response = client.post(address, {**common, **facts, "due": "2001-01-01"})
        assert (response.status_code, "то, что обещаем" in response.content.decode()) == (422, True)
        response = client.post(address, {**common, **facts})
        assert response.status_code == 302, response.content.decode()
    values = list(bargain.case.contributions.values_list("kind", "value"))
    assert values == [("money", Decimal("10000.50")), ("property", Decimal(10000)), ("premises", Decimal(2000)),
                      ("works", Decimal(100)), ("labor", Decimal(4000)), ("expertise", Decimal(100)), ("info", Decimal(100)),
                      ("admin", None)]  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_of_two_simultaneous_acceptances_one_counts(desk):
    bargain = gather(desk)
    with transaction.atomic():
        gift = bargain.offer("factory", "tos")
    process, person = bargain.case.process.pk, bargain.people["tos"]
    gate, answers = threading.Barrier(2), []

    def accept() -> None:
        form = AskForm({}, by=person)
        form.is_valid()
        gate.wait()
        done = door.act(
            process,
            by=person,
            capacity="подписант",
            form=form,
            token=None,
            action=lambda by: actions.accept(gift, by=by),
        )
        answers.append(done)
        connection.close()

    threads = [threading.Thread(target=accept) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(answers) == [False, True]
    assert Entry.objects.filter(subject=key(gift), after="accepted").count() == 1
