"""A card is linked to a proposal and to other cards; both ends say so, to whoever reads them (CardLink, L6)."""

import pytest
from django.db import DatabaseError, transaction

from casework.door import Refused
from library.links import actions, reading
from library.models import Card, CardLink
from tests.library.cards.test_committee import SCHEME, brought, make_official
from tests.library.cards.test_enter import read
from tests.library.conftest import Shelf, offenders
from tests.negotiations.conftest import make_desk
from tests.story import make_person, press

pytestmark = pytest.mark.django_db


def link(card: Card) -> str:
    return f"/library/cards/{card.pk}/link/"


def test_links_are_shown_at_both_ends_to_whoever_reads_them(shelf: Shelf, django_assert_max_num_queries):
    problem, hidden, proposal = (
        shelf.accepted(),
        shelf.submit(shelf.begin(), title="Тайное от всех"),
        make_desk().submitted("Зал во дворе"),
    )
    press(make_person(), link(problem), status=404)
    assert "Связать с другим" in read(problem.get_absolute_url(), shelf.author) and "Связать с другим" not in read(
        problem.get_absolute_url()
    )
    for changes in (
        {"relation": "solves", "number": "П-нет"},
        {"relation": "", "number": proposal.number},
        {"relation": "uses", "number": problem.number},
    ):
        press(shelf.author, link(problem), status=422, **changes)
    press(shelf.author, link(problem), relation="belongs", number=f"№ {proposal.number}")
    press(shelf.author, link(problem), status=422, relation="belongs", number=proposal.number)
    press(shelf.keeper, link(problem), relation="uses", number=hidden.number)
    page, other = read(problem.get_absolute_url()), read(proposal.get_absolute_url())
    assert "Относится к: <a" in page and "Зал во дворе" in page and hidden.number not in page and "Тайное" not in page
    assert "Сюда относится: <a" in other and problem.number in other
    assert hidden.number in read(problem.get_absolute_url(), shelf.author) and problem.number in read(
        hidden.get_absolute_url(), shelf.author
    )
    cell = "/problems/?carrier=youth&lacking=places"
    with django_assert_max_num_queries(6):
        assert "Зал во дворе" in read(cell)
    assert "Зал во дворе" not in read("/problems/")

    first, second = shelf.accepted(), shelf.accepted()
    actions.link(first, by=shelf.author, relation="repeats", to=second)
    actions.link(second, by=shelf.keeper, relation="repeats", to=problem)
    for card, to, words in ((problem, first, "по кругу"), (problem, problem, "самой собой|ней самой")):
        with pytest.raises(Refused, match=words):
            actions.link(card, by=shelf.author, relation="repeats", to=to)
    with pytest.raises(Refused):
        actions.link(first, by=make_person(), relation="uses", to=second)
    row = CardLink.objects.first()
    with pytest.raises(DatabaseError), transaction.atomic():
        CardLink.objects.filter(pk=row.pk).update(relation="uses")
    with transaction.atomic():
        CardLink.objects.create(card=problem, relation="repeats", to_key=f"library.card:{first.pk}", by=shelf.author)
        assert "L-6" in offenders()
        transaction.set_rollback(True)


def test_the_committee_sees_what_a_card_is_at_odds_with(shelf: Shelf, committee):
    official = make_official()
    first = brought(shelf, official)
    organ = official.memberships.get().organization
    second = shelf.submit(
        shelf.begin("scheme", official, organization=organ.pk, title="Пополам"),
        by=official,
        **{**SCHEME, "title": "Пополам"},
    )
    press(official, link(second), relation="disputes", number=first.number)
    second = shelf.check(second)
    assert f"Спорит с карточками: № {first.number} «{SCHEME['title']}» (в комитете)" in second.agenda_item.question
    assert [card.pk for card in reading.disputed(first)] == [second.pk]
    assert "Спорит с этим: <a" in read(first.get_absolute_url()) and "Спорит с: <a" in read(second.get_absolute_url())
