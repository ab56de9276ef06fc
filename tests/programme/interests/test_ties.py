"""The list of ties in the database, the expert's checks in Python and the law in SQL say the same of whoever is asked about."""

from datetime import date, timedelta
from itertools import product

import pytest
from django.db import connection
from django.utils import timezone

from casework import door
from committee.models import AgendaItem, Body, TieHint
from committee.recusals.law import has_interest
from committee.recusals.standing import interests
from committee.voting import actions as voting
from expertise.register import actions as register
from expertise.register.ties import ties_of
from programme import ties as law
from programme.interests.hints import neighbours, stem
from programme.models import Organization, Person, Regulation, Tie
from programme.periods import today
from tests.belonging import belong
from tests.committee.conftest import committee, convened, item, opened, person
from tests.story import show_document

__all__ = ["committee", "item"]
pytestmark = pytest.mark.django_db


def organization(name: str) -> Organization:
    return Organization.objects.create(
        full_name=name, short_name=name, sector="community", legal_form="ТОС", address="Красноярск"
    )


def fresh(who: Person) -> Person:
    return Person.objects.get(pk=who.pk)


def years_ago(years: int, days: int = 0) -> date:
    return law.years_before(today(), years) + timedelta(days=days)


TERMS = {
    "present": lambda: (years_ago(1), None),
    "ends today": lambda: (years_ago(1), today()),
    "ended on the first day that counts": lambda: (years_ago(9), years_ago(3)),
    "ended the day before": lambda: (years_ago(9), years_ago(3, -1)),
    "ended long ago": lambda: (years_ago(9), years_ago(8)),
    "begins tomorrow": lambda: (today() + timedelta(days=1), None),
}
COUNTING = {"present", "ends today", "ended on the first day that counts"}


def in_sql(asked: AgendaItem, who: Person) -> bool:
    """The promise's own words, asked of now."""
    words = has_interest(str(asked.pk), str(who.pk), "%s::timestamptz")
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {words} FROM programme_regulation r WHERE r.id = {Regulation.in_force().pk}",
            [timezone.now()] * words.count("%s"),
        )
        return bool(cursor.fetchone()[0])


@pytest.mark.parametrize(("terms", "declared"), list(product(TERMS, [False, True])))
def test_python_and_sql_agree_on_every_kind_of_tie(committee, item, terms, declared):
    theirs, others = organization("ТОС «Утёс»"), organization("ТОС «Другой»")
    asked, elsewhere = item(conflicted_organizations=[theirs]), item(conflicted_organizations=[others])
    who, (since, until) = person(), TERMS[terms]()
    if declared:
        expert = register.admit(
            by=person(),
            person=show_document(who),
            track="public",
            areas=["social"],
            field="поле",
            position="эксперт",
            ground="приказ",
        )
        register.add_affiliation(expert, by=who, organization=theirs, kind="work", valid_from=since, valid_to=until)
        counts = any(tie.held_after(law.cutoff(Regulation.in_force(), today()), today()) for tie in ties_of(expert))
    else:
        belong(who, theirs, valid_from=since, valid_to=until)
        counts = terms in COUNTING
    who = fresh(who)
    assert counts == (terms in COUNTING)
    assert bool(interests([asked], [who.pk]).get(asked.pk)) == counts
    assert in_sql(asked, who) == counts
    assert (theirs.pk in who.tied_to()) == counts
    assert AgendaItem.objects.closed_to(who).filter(pk=asked.pk).exists() == counts
    assert not interests([elsewhere], [who.pk]).get(elsewhere.pk) and not in_sql(elsewhere, who)


def test_another_row_with_the_same_inn_is_the_same_organisation(committee, item):
    former, present = organization("Институт, прежняя запись"), organization("Институт")
    asked, who = item(conflicted_organizations=[present]), person()
    belong(who, former)

    def barred() -> tuple[bool, bool, bool]:
        return bool(interests([asked], [who.pk]).get(asked.pk)), in_sql(asked, who), present.pk in fresh(who).tied_to()

    assert barred() == (False, False, False)
    Organization.objects.filter(pk=former.pk).update(inn="2466000001", closed_at=timezone.now())
    Organization.objects.filter(pk=present.pk).update(inn="2466000001")
    assert barred() == (True, True, True)
    assert str(Tie.objects.get(person=who)) == "сотрудник — Институт, прежняя запись, сейчас"


def test_whoever_is_interested_in_person_is_barred(committee, item):
    who = person()
    asked = item(interested_people=[who])
    assert interests([asked], [who.pk])[asked.pk][who.pk] == ["сам заинтересован в вопросе"]
    assert in_sql(asked, who) and not in_sql(asked, person())
    assert AgendaItem.objects.closed_to(who).get() == asked
    assert Body.objects.committee() == asked.body


@pytest.mark.parametrize(
    ("one", "other", "same"), [("Иванов", "Иванова", True), ("Раевский", "Раевская", True), ("Белов", "Беляев", False)]
)
def test_a_surname_is_one_for_a_man_and_a_woman(one, other, same):
    assert (stem(one) == stem(other)) == same


@pytest.mark.parametrize(
    ("mine", "theirs", "is_hint"),
    [
        ("660049, г. Красноярск, ул. Мира, д. 10, оф. 5", "Красноярск, Мира, 10-5", True),
        ("г. Красноярск, пр. Мира, 10а", "Красноярский край, г. Красноярск, проспект Мира, дом 10А", True),
        ("г. Красноярск, ул. Мира, 10", "г. Красноярск, ул. Мира, 12", False),
        ("г. Красноярск, ул. Мира, 10", "г. Красноярск, ул. Мира, 10, оф. 5", False),
        ("г. Красноярск", "г. Красноярск", False),  # the whole city lives there
    ],
)
def test_one_address_is_a_hint_however_it_is_written(db, mine, theirs, is_hint):
    own, other = organization("Своя"), organization("Чужая")
    own.address, other.address = mine, theirs
    found = list(neighbours([own], [own, other]))
    words = (f"address:{own.pk}:{other.pk}", f"один адрес: Своя и Чужая, {theirs}")
    assert found == ([words] if is_hint else [])


def test_a_member_whose_organisation_shares_the_address_of_the_applicant_is_asked(committee, item, clock):
    theirs, own = organization("Заявитель"), organization("Соседи")
    Organization.objects.filter(pk__in=[theirs.pk, own.pk]).update(address="г. Красноярск, ул. Мира, 10, оф. 5")
    member = committee.members[4]
    belong(member.person, own)
    item(conflicted_organizations=[theirs])
    convened(committee)
    line = opened(committee, clock).lines.get()
    with door.locked(line.meeting.case.pk):
        voting.discuss(line, by=committee.chair.person)
    [hint] = TieHint.objects.all()
    assert (hint.member, hint.sources) == (member, [f"address:{own.pk}:{theirs.pk}"])
    assert "один адрес: Соседи и Заявитель" in hint.facts
