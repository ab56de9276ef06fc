"""Another organisation asks to repeat a practice, and asks for a support measure: consent, an undertaking, a counter; a named condition."""

import json
import re
from urllib.parse import quote

import pytest
from django.utils import timezone

from casework.door import Refused
from casework.models import Notification
from execution.models import Undertaking
from execution.reports import actions as reports
from library.cards import actions, asking, handing
from library.models import Card, CardKind
from programme.models import Organization
from tests.execution.conftest import Works
from tests.library.cards.test_committee import decide, make_official
from tests.library.cards.test_discuss import discussed
from tests.library.cards.test_enter import read
from tests.library.cards.test_route import TECHNOLOGY, Town, assess
from tests.library.conftest import Shelf, make_keeper, now
from tests.recourse import keeps_promise
from tests.story import NotAsked, answer, make_member, make_organization, make_person, press, waiting_of

pytestmark = pytest.mark.django_db
PRACTICE = {
    "title": "Дежурный по двору", "area": "social", "practice": "Каждую неделю за двор отвечает один подъезд, список висит на двери.",
    "result": "жалоб меньше на треть, 2025\nдворов 12, 2025", "conditions": "Нужны совет дома и доска объявлений в каждом подъезде.",
    "contact": "200-00-00",
}  # fmt: skip
MEASURE = {
    "title": "Зал без платы", "area": "", "gives": "Помещение школы после уроков без платы.", "terms": "ТОС\nБольше года",
    "until": "2027-12-30",
}  # fmt: skip
WISH = {"who": "Совет дома и два дежурных.", "where": "ул. Мира, 5", "changes": "У нас три подъезда вместо шести."}


def adopted(shelf: Shelf, committee, town: Town) -> tuple[Card, Card]:
    """A practice of the first organisation and a measure of an authority, discussed, examined and approved by the committee."""
    official = make_official()
    organ = official.memberships.get().organization
    cards = []
    for code, who, owner, facts in (
        ("precedent", shelf.member, shelf.organization, PRACTICE),
        ("support_measure", official, organ, MEASURE),
    ):
        card = shelf.begin(code, who, organization=owner.pk, title=facts["title"])
        card = discussed(shelf, shelf.check(shelf.submit(card, by=who, **facts)))
        answer(who, card.case, "revise", **facts)
        if code == "precedent":
            assess(town, card, 8)
        cards.append(now(card))
    practice, measure = decide(committee, shelf, {card: {"resolution": "approve"} for card in cards})
    return practice, measure


def test_a_practice_is_repeated_and_a_measure_is_asked_for(shelf: Shelf, committee, town: Town):
    practice, measure = adopted(shelf, committee, town)
    assert re.fullmatch(r"ПЦ-\d{4}-001", practice.number) and practice.document.number == f"{practice.number}/К"
    assert "повторили: 0" in read("/precedents/") and "Попросить повторить" not in read(
        practice.get_absolute_url(), shelf.member
    )
    other = make_organization("ТОС «Устье»")
    asker, stranger = make_member(other), make_person(last_name="Чужакова")
    assert f"/library/replication/new/?about={quote(practice.number)}" in read(practice.get_absolute_url(), asker)

    card = shelf.begin("replication", asker, organization=other.pk, about=practice.number, title="Дежурный на Мира")
    assert card.target == practice
    answer(asker, card.case, "submit", refused=True, precedent="ПЦ-0", **WISH, title="Дежурный на Мира", area="")
    answer(asker, card.case, "submit", precedent=practice.number, **WISH, title="Дежурный на Мира", area="")
    card = now(card)
    assert re.fullmatch(r"ПВ-\d{4}-001", card.number) and step_days(card) == 10
    (
        read(card.get_absolute_url(), shelf.member),
        read(card.get_absolute_url(), stranger, 404),
        read(card.get_absolute_url(), shelf.keeper, 404),
    )
    with pytest.raises(NotAsked):
        waiting_of(shelf.keeper, card.case, "check")
    card = shelf.check(card, by=shelf.member)
    row = card.undertaking
    assert (
        card.is_in_force
        and row.kind == Undertaking.Kind.REPLICATION
        and row.organization == other
        and row.status == "under_way"
    )
    assert row.controller == "role:card_keeper" and "повторяют: 1" in read("/precedents/")
    with pytest.raises(Refused, match="поручение"):
        actions.repeal(card, by=shelf.keeper, ground="Передумали.")
    with pytest.raises(Refused, match="поручение"):
        actions.revise(card, by=asker)

    works = Works(other, asker, shelf.keeper, stranger)
    works.report(row)
    with pytest.raises(Refused, match="свой интерес"):
        reports.check(now(row), by=shelf.member, outcome="done")
    assert "повторили: 0" in read("/precedents/")
    works.check(row, "done")
    assert now(row).status == "done" and "повторили: 1" in read("/precedents/")
    page = read(practice.get_absolute_url())
    assert "Повторили и подтвердили: 1" in re.sub("</?b>", "", page) and "ТОС «Устье»" in page and "200-00-00" in page
    own = shelf.begin("replication", shelf.member, organization=shelf.organization.pk, title="У себя же")
    form = answer(
        shelf.member, own.case, "submit", refused=True, precedent=practice.number, **WISH, title="У себя же", area=""
    )
    assert "собственная" in str(form.errors)

    ask_for_support(shelf, measure, other, asker)
    ask_whom_nobody_answers_for(shelf, practice, other, asker)


def ask_whom_nobody_answers_for(shelf: Shelf, practice: Card, other, asker) -> None:
    """The owner is closed while a request waits, and another comes later: the keeper answers both, and whoever asks is told."""
    cards = []
    for number in range(2):
        card = shelf.begin(
            "replication", asker, organization=other.pk, about=practice.number, title="Дежурный на Речной"
        )
        answer(asker, card.case, "submit", precedent=practice.number, **WISH, title="Дежурный на Речной", area="")
        cards.append(now(card))
        if number == 0:
            assert handing.hand_over_left() == 0
            Organization.objects.filter(pk=practice.organization_id).update(closed_at=timezone.now())
            assert (handing.hand_over_left(), handing.hand_over_left()) == (1, 0)
            assert Notification.objects.filter(person=asker, title__contains="ответит хранитель").count() == 1
    assert "закрыта: на запрос ответит хранитель" in read(cards[1].get_absolute_url(), asker)
    for card in cards:
        with pytest.raises(NotAsked):
            waiting_of(shelf.member, card.case, "check")
        read(card.get_absolute_url(), shelf.keeper)
        assert shelf.check(card, by=shelf.keeper).is_in_force


def step_days(card: Card) -> int:
    """The term of the check."""
    return int(card.case.regulation.term(card.kind.rule.check_term).days)


def ask_for_support(shelf: Shelf, measure: Card, other, asker) -> None:
    """The refusal names the condition; the list of those who were given it is open."""
    keeper = make_keeper("support_measure")
    worker = make_member(other, role="staff")
    press(worker, "/library/support_request/new/", status=403)
    facts = {"title": "Зал для Устья", "area": "", "measure": measure.number, "fits": "Мы ТОС, устав от 2020 года."}
    for amount in ("120000", "70000"):
        card = shelf.begin("support_request", asker, organization=other.pk, about=measure.number)
        answer(asker, card.case, "submit", amount=amount, **facts)
        card = now(card)
        with pytest.raises(NotAsked):
            waiting_of(shelf.keeper, card.case, "check")
        if amount == "70000":
            answer(
                keeper,
                card.case,
                "check",
                refused=True,
                outcome="decline",
                ground="known",
                explanation="Уже есть такая же просьба.",
            )
            card = shelf.check(card, "decline", by=keeper, ground="unmet_2", explanation="По уставу ТОС четыре месяца.")
            keeps_promise("card_refusal", card.refusal, asker, worker, keeper)
            assert card.ground.startswith("Не выполнено условие: Больше года.")
            assert "Больше года" in json.dumps(card.refusal.snapshot, ensure_ascii=False)
        else:
            card = shelf.check(card, by=keeper)
            assert card.is_in_force and card.document.is_public and step_days(card) == 10
    page = read(measure.get_absolute_url())
    assert "Получатели поддержки" in page and "ТОС «Устье»" in page and "120000" in page and "70000" not in page
    assert asking.asked_of(measure)["support_request"] == [
        Card.objects.get(kind__code="support_request", status="in_force")
    ]


def test_a_technology_is_repeated_as_a_practice_is(shelf: Shelf):
    kind = CardKind.objects.in_force().get(code="technology")
    CardKind.objects.create(
        code="technology", version=2, title=kind.title, data={**kind.data, "steps": []}, fingerprint="2" * 64
    )
    owner = shelf.begin("technology", shelf.member, organization=shelf.organization.pk, title=TECHNOLOGY["title"])
    owner = shelf.check(shelf.submit(owner, by=shelf.member, **TECHNOLOGY))
    other = make_organization("ТОС «Устье»")
    asker = make_member(other)
    assert "Попросить применить" in read(owner.get_absolute_url(), asker)
    card = shelf.begin(
        "technology_replication", asker, organization=other.pk, about=owner.number, title="Сосед на Мира"
    )
    answer(asker, card.case, "submit", technology=owner.number, **WISH, title="Сосед на Мира", area="")
    card = shelf.check(card, by=shelf.member)
    works = Works(other, asker, shelf.keeper, shelf.author)
    works.report(card.undertaking)
    works.check(card.undertaking, "done")
    assert "повторили: 1" in read("/precedents/") and "Сосед на связи" in read("/precedents/")
    assert "Повторили и подтвердили: 1" in re.sub("</?b>", "", read(owner.get_absolute_url()))
