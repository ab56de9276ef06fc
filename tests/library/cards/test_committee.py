"""A card that the committee decides: approved, revised, deferred, declined, or left without an answer (CARD-10, 15, 22…26)."""

from datetime import timedelta
from typing import Any

import pytest

from casework import door, workdays
from committee.agenda import actions as agenda
from committee.models import Decision
from library.models import Card
from programme.models import Person
from tests.committee import conftest as table
from tests.committee.conftest import Committee
from tests.library.cards.test_enter import read
from tests.library.conftest import Shelf, now, offenders
from tests.story import NotAsked, answer, make_member, make_organization, make_person, press, settle, step, waiting_of

pytestmark = pytest.mark.django_db
SCHEME = {
    "title": "Сорок, сорок, двадцать", "area": "", "city": "40", "business": "40", "community": "20", "other": "0",
    "suited": "Дворы, где есть совет дома и предприниматель на первом этаже.",
}  # fmt: skip


def brought(shelf: Shelf, official: Person, title: str = SCHEME["title"]) -> Card:
    """A scheme of an authority that the keeper has put before the committee."""
    organ = official.memberships.get().organization
    card = shelf.begin("scheme", official, organization=organ.pk, title=title)
    return shelf.check(shelf.submit(card, by=official, **{**SCHEME, "title": title}))


def make_official() -> Person:
    """Somebody of an authority."""
    facts = {"sector": "authority", "legal_form": "МКУ", "inn": "2466131920", "kpp": "246601001"}
    return make_member(make_organization("Департамент финансов", **facts))


def draw_up(secretary: Person, decision: Decision) -> None:
    """The secretary draws the decision up as the form proposes it."""
    waiting = waiting_of(secretary, decision.case, "draw_up")
    door.act_on_task(
        waiting.pk, by=secretary, token=None, form_of=lambda node, subject: table.form_of(node, subject, secretary, {})
    )


def decide(
    committee: Committee, shelf: Shelf, verdicts: dict[Card, dict[str, Any]], question: str = "agenda_item"
) -> list[Card]:
    """The committee sits about the cards, signs and lets its results out."""
    settle()
    table.convened(committee)
    meeting = table.opened(committee, shelf.clock)
    for card, verdict in verdicts.items():
        if verdict["resolution"] == "defer":
            verdict["deferred_until"] = workdays.local_date() + timedelta(days=20)
        table.decided(committee, meeting.lines.get(item=getattr(card, question)), **{"text": "Решить так.", **verdict})
    table.closed(committee, meeting)
    table.sign_by_all(table.again(meeting).minutes)
    for card, verdict in verdicts.items():
        if verdict["resolution"] != "defer":
            decision = getattr(now(card), question).decision
            draw_up(committee.secretary.person, decision)
            table.sign_by_all(now(decision).document)
    table.released(committee, meeting)
    return [now(card) for card in verdicts]


def test_the_committee_revises_defers_approves_and_declines(shelf: Shelf, committee: Committee):
    official = make_official()
    press(shelf.member, "/library/scheme/new/", status=403)
    draft = shelf.begin("scheme", official, organization=official.memberships.get().organization_id)
    answer(official, draft.case, "submit", refused=True, **{**SCHEME, "city": "50"})
    card, other = brought(shelf, official), brought(shelf, official, "Пополам")
    item = card.agenda_item
    assert (
        card.status == "on_committee"
        and item.materials.get().number == f"{card.number}/1"
        and item.materials.get().is_public
    )
    assert card.organization in item.conflicted_organizations.all() and card.title in read(card.get_absolute_url())
    assert offenders() == {}
    revise = {"resolution": "revise", "reasons": "Назовите, кто подтверждает долю жителей."}
    card, other = decide(committee, shelf, {card: revise, other: {"resolution": "defer", "reasons": "Нет расчёта."}})
    assert card.status == "revision" and "подтверждает долю" in read(card.get_absolute_url(), official)
    assert other.status == "deferred" and other.deferred_until > workdays.local_date()
    answer(
        official,
        card.case,
        "revise",
        **{**SCHEME, "suited": SCHEME["suited"] + " Долю жителей подтверждает протокол собрания."},
    )
    answer(committee.secretary.person, other.case, "return_to_agenda")
    card, other = now(card), now(other)
    assert (
        card.status == "on_committee"
        and card.agenda_item != item
        and card.agenda_item.materials.get().number == f"{card.number}/2"
    )
    decline = {"resolution": "decline", "reasons": "Доля жителей ничем не подтверждена."}
    card, other = decide(committee, shelf, {card: {"resolution": "approve"}, other: decline})
    assert other.status == "declined" and "не подтверждена" in read(other.get_absolute_url())
    assert card.is_in_force and card.document.number == f"{card.number}/К" and card.number in read("/library/scheme/")
    assert "Прекратить карточку" not in read(card.get_absolute_url(), shelf.keeper)
    press(shelf.keeper, f"/library/cards/{card.pk}/repeal/", status=422, ground="Схема больше не нужна никому.")
    with pytest.raises(NotAsked):
        step(card.case)


def test_a_question_without_an_answer_is_put_again_and_goes_with_a_withdrawn_card(shelf: Shelf, committee: Committee):
    card = brought(shelf, make_official())
    agenda.withdraw_item(card.agenda_item, ground="Внесён по ошибке.", by=shelf.keeper)
    door.recheck(step(card.case, "hear").pk)
    answer(committee.secretary.person, card.case, "put_again")
    card = now(card)
    assert card.status == "on_committee" and not card.agenda_item.is_settled
    press(make_person(), f"/library/cards/{card.pk}/withdraw/", status=404)
    press(card.author, f"/library/cards/{card.pk}/withdraw/", ground="Пересчитаем доли.")
    card = now(card)
    assert (card.status, card.agenda_item.status) == ("withdrawn", "withdrawn")
