"""From a closed package to the signatures (NG-15…NG-23, CB-06): three accounts, refusals, silence, own versions, a revoked mandate."""

from copy import deepcopy
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from casework import door
from casework.door import Refused
from casework.models import Waiting
from documents.models import Document
from negotiations.agreements import actions as agreements
from negotiations.contributions import actions, package
from negotiations.models import AgreementPaper, Contribution, Endorsement
from programme.organizations import actions as organizations
from tests.dossiers import checked_case, checked_outside
from tests.negotiations.bargain import SIDES, Bargain, agree, circle, draft, gather, to_signing
from tests.negotiations.conftest import make_desk
from tests.paper import text_of
from tests.story import make_member


@pytest.fixture(scope="module")
def begun(told_once) -> Bargain:
    """The circle is closed, the text has begun."""
    found = gather(make_desk())
    circle(found)
    case = found.stand("schedule", "open_session", "close_session", "start_drafting")
    agreements.open_agreement(case, by=found.moderator)
    return found


@pytest.fixture
def bargain(db, begun: Bargain) -> Bargain:
    return deepcopy(begun)


def test_three_signatures_from_three_accounts_put_the_agreement_in_force(bargain):
    assert bargain.agreement.matrix.number.startswith("АКТ-")
    draft(bargain)
    assert bargain.case.status == "coordination"
    agree(bargain, *SIDES)
    document = to_signing(bargain)
    assert (bargain.case.status, document.number[:3], document.status) == ("signing", "ВВ-", "signing")
    words = text_of(document)
    gift = bargain.gift(1)
    for said in ("АО «Левобережный механический»", "ТОС «Утёс»", "цех на шесть месяцев", f"{gift.due:%d.%m.%Y}", "1 260 000",
                 "Вклады 1, 2, 4 обусловлены взаимно", "молчание в этот срок означает приёмку", "руководителя"):  # fmt: skip
        assert said in words, said
    bargain.sign(document, "tos", "city")
    assert bargain.case.status == "signing"
    bargain.sign(document, "factory")
    assert (bargain.case.status, bargain.agreement.outcome) == ("in_force", "in_force")
    assert set(bargain.case.contributions.values_list("status", flat=True)) == {"committed"}
    assert Document.objects.get(pk=document.pk).is_public
    for paper in (document, bargain.agreement.matrix):  # a stranger counts the balance again
        code, lines = checked_outside(paper)
        assert (code, sum("Баланс вкладов" in words for _, words in lines)) == (0, 3), lines
    assert "agreement" in checked_case("negotiation", bargain.case, AnonymousUser())
    page = Client().get("/contributions/")
    assert "цех на шесть месяцев" in page.content.decode().replace("\u00a0", " ")
    assert Client().get(f"/agreements/{bargain.agreement.pk}/").status_code == 200


def test_a_refusal_annuls_the_number_and_the_next_agreement_has_a_new_one(bargain):
    draft(bargain)
    agree(bargain, *SIDES)
    first = to_signing(bargain)
    bargain.sign(first, "tos")
    bargain.sign(first, "city", refusal="бюджет на год не принят")
    assert bargain.case.status == "coordination"
    assert Document.objects.get(pk=first.pk).is_annulled
    draft(bargain, "redraft")
    agree(bargain, *SIDES)
    second = to_signing(bargain)
    assert (second.n, second.number != first.number) == (first.n + 1, True)
    bargain.sign(second, *SIDES)
    assert bargain.case.status == "in_force"
    assert list(AgreementPaper.objects.values_list("edition", "document__status")) == [
        (1, "annulled"),
        (2, "registered"),
    ]


def test_a_revoked_mandate_cannot_sign(bargain):
    draft(bargain)
    agree(bargain, *SIDES)
    document = to_signing(bargain)
    membership = bargain.people["city"].memberships.get()
    organizations.end_membership(
        membership, by=bargain.extra.get("secretary") or bargain.case.opened_by, ground="уволен"
    )
    with pytest.raises(Refused, match="полномочия"):
        bargain.sign(document, "city")


def test_silence_is_a_disagreement_and_consensus_settles_it(bargain, clock):
    draft(bargain)
    agree(bargain, "tos", "city")
    waiting = Waiting.objects.open().get(
        process=bargain.agreement.process, addressee=bargain.parties["factory"].member_key
    )
    clock.move_to(waiting.due_at + timedelta(seconds=1))
    assert door.lapse(waiting.pk)
    assert bargain.case.status == "disagreement"
    (row,) = bargain.agreement.open_disagreements()
    assert (row.clause, row.reason) == (None, "ответ не поступил в срок")
    bargain.ask(
        "moderator", bargain.agreement.process, "propose_settlement", step="settle", **{f"way_{row.pk}": "keep"}
    )
    for name in SIDES:
        bargain.ask(name, bargain.agreement.process, "answer_settlement", answer="accept")
    assert bargain.case.status == "coordination"
    assert not bargain.agreement.open_disagreements().exists()


def disagree(bargain: Bargain, name: str, number: str, version: str) -> None:
    clause = bargain.agreement.clauses.get(number=number)
    bargain.ask(name, bargain.agreement.process, "endorse", answer="disagree", clause_1=clause.pk, version_1=version,
                reason_1="так точнее и честнее")  # fmt: skip


def test_a_version_of_a_clause_stands_when_all_essential_parties_take_it(bargain):
    draft(bargain)
    agree(bargain, "tos", "city")
    disagree(bargain, "factory", "4.2", "Приёмка идёт десять рабочих дней.")
    assert bargain.case.status == "disagreement"
    (row,) = bargain.agreement.open_disagreements()
    process = bargain.agreement.process
    bargain.ask("moderator", process, "propose_settlement", step="settle", **{f"way_{row.pk}": "own"})
    bargain.ask("tos", process, "answer_settlement", answer="accept")
    bargain.ask("city", process, "answer_settlement", answer="refuse", reason="это слишком долго для нас")
    bargain.ask("factory", process, "answer_settlement", answer="accept")
    assert bargain.case.status == "disagreement"
    bargain.ask("moderator", process, "propose_settlement", step="settle",
                **{f"way_{row.pk}": "new", f"text_{row.pk}": "Приёмка идёт семь рабочих дней."})  # fmt: skip
    for name in SIDES:
        bargain.ask(name, process, "answer_settlement", answer="accept")
    assert bargain.agreement.clauses.get(number="4.2").text == "Приёмка идёт семь рабочих дней."
    document = to_signing(bargain)
    assert "семь рабочих дней" in text_of(document)


def test_a_round_to_reconcile_hands_the_case_back(bargain):
    draft(bargain)
    agree(bargain, "tos", "city")
    disagree(bargain, "factory", "4.2", "Иначе.")
    bargain.ask("moderator", bargain.agreement.process, "propose_settlement", step="round")
    assert (bargain.agreement.outcome, bargain.case.status) == ("round", "disagreement")
    bargain.stand("reconcile", "open_session", "close_session", "start_drafting")
    agreements.open_agreement(bargain.case, by=bargain.moderator)
    assert (bargain.agreement.attempt, bargain.agreement.outcome) == (2, "")


def test_what_is_withdrawn_before_the_signing_opens_the_text_and_the_package(bargain):
    draft(bargain)
    agree(bargain, *SIDES)
    gift = bargain.gift(2)
    assert bargain.act("city", actions.withdraw, gift, ground="бюджет урезан вдвое") == []
    assert bargain.case.status == "disagreement"
    assert not package.of(bargain.case).is_closed
    process = bargain.agreement.process
    bargain.ask("moderator", process, "to_signing", step="redraft")
    (row,) = bargain.agreement.open_disagreements()
    bargain.ask("moderator", process, "propose_settlement", step="settle", **{f"way_{row.pk}": "own"})
    for name in SIDES:
        bargain.ask(name, process, "answer_settlement", answer="accept")
    assert bargain.agreement.clauses.get(contribution=gift).dropped_at
    people = {f"signer_{one.pk}": bargain.people[name].pk for name, one in bargain.parties.items()}
    faces = {f"face_{one.pk}": "лично" for one in bargain.parties.values()}
    form = bargain.ask("moderator", process, "to_signing", refused=True, step="sign", **people, **faces)
    assert "Пакет вкладов разомкнулся" in form.non_field_errors()[0]


def test_a_party_that_is_not_essential_may_stay_out_with_its_words_in_the_protocol(desk):
    bargain = gather(desk)
    circle(bargain)
    party = bargain.parties["factory"]
    case = bargain.stand("schedule", "open_session", "close_session", "start_drafting")
    type(party).objects.filter(pk=party.pk).update(is_essential=False)
    agreements.open_agreement(case, by=bargain.moderator)
    draft(bargain)
    agree(bargain, "tos", "city")
    disagree(bargain, "factory", "2.1", "")
    assert bargain.case.status == "coordination"
    assert {one.pk for one in agreements.bound_parties(bargain.agreement)} == {
        bargain.parties[n].pk for n in ("tos", "city")
    }
    form = bargain.ask("moderator", bargain.agreement.process, "to_signing", step="sign", refused=True,
                       **{f"signer_{bargain.parties[n].pk}": bargain.people[n].pk for n in ("tos", "city")},
                       **{f"face_{bargain.parties[n].pk}": "лично" for n in ("tos", "city")})  # fmt: skip
    assert "Пакет вкладов разомкнулся" in form.non_field_errors()[0]


def test_two_sectors_agree_and_the_third_stays_out(desk):
    """NG-05: parties of two sectors are enough; whoever declined the invitation is asked nothing and holds nobody up."""
    bargain = gather(desk)
    out, person = bargain.parties.pop("factory"), bargain.people.pop("factory")
    type(out).objects.filter(pk=out.pk).update(status="declined", reason="не наш профиль", is_essential=False)
    works = bargain.offer("city", "tos", "works", what="асфальт и освещение", value="1850000")
    money = bargain.offer("tos", "city", "money", what="взносы жителей", value="1300000")
    assert [bargain.act("tos", actions.accept, works), bargain.act("city", actions.accept, money)] == [[], []]
    case = bargain.stand("schedule", "open_session", "close_session", "start_drafting")
    agreements.open_agreement(case, by=bargain.moderator)
    draft(bargain)
    person.forget_capacities()
    assert not Waiting.objects.open().of(person).filter(process=bargain.agreement.process).exists()
    agree(bargain, "tos", "city")
    document = to_signing(bargain)
    assert {request.person for request in document.signature_requests.all()} == set(bargain.people.values())
    assert not Waiting.objects.open().of(person).exists()
    assert out.organization.short_name not in text_of(document)
    bargain.sign(document, "tos", "city")
    assert (bargain.case.status, bargain.agreement.outcome) == ("in_force", "in_force")
    assert not Waiting.objects.open().of(person).exists()


def test_the_end_of_the_negotiations_drops_the_text_and_voids_the_number(bargain):
    draft(bargain)
    agree(bargain, *SIDES)
    document = to_signing(bargain)
    agreements.drop(bargain.case, "истёк срок переговоров")
    assert (bargain.agreement.outcome, Document.objects.get(pk=document.pk).annulled_reason) == (
        "dropped",
        "истёк срок переговоров",
    )
    assert not Waiting.objects.open().filter(process=bargain.agreement.process).exists()
    agreements.drop(bargain.case, "ещё раз")


def test_only_the_voice_of_a_party_answers_for_it(bargain):
    draft(bargain)
    clerk = make_member(bargain.parties["city"].organization, role="staff")
    bargain.people["clerk"] = clerk
    form = bargain.ask("clerk", bargain.agreement.process, "endorse", refused=True, answer="agree")
    assert "отвечает её представитель" in form.non_field_errors()[0]
    assert not Endorsement.objects.exists()
    assert Contribution.objects.filter(status="committed").count() == 0
