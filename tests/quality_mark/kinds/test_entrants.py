"""Who may enter a contest of a kind, with what: the entrant's kind (K4), how long they have worked, one contest a year."""

from datetime import timedelta

import pytest

from casework import door, workdays
from casework.door import Refused
from quality_mark.entries import actions as entries
from quality_mark.entries.flow import EntryFlow
from quality_mark.models import ContestKind
from tests.access.of_contests import accepting
from tests.quality_mark.contest import TEXT, application, fresh
from tests.story import answer, make_member, make_organization, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def contest_of(clock):
    secretary, jury = make_person("contest_secretary"), [make_person("jury_member") for _ in range(9)]
    return lambda code: accepting(secretary, jury, ContestKind.objects.get(code=code))


def head_of(name: str, **facts: str):
    return make_member(make_organization(name, **facts))


def begun(head, contest, code: str, title: str = "Путеводитель"):
    organization = head.memberships.get().organization
    entry = entries.create(
        organization=organization, nomination=contest.nominations.get(code=code), title=title, by=head
    )
    door.begin_case(EntryFlow.enter, entry, head)
    return entry


def test_a_person_is_not_an_organisation(contest_of):
    reserve = contest_of("reserve")
    for facts in ({}, {"legal_form": "ООО", "inn": "0024000001", "sector": "business"}):
        with pytest.raises(Refused, match="участвует: человек"):
            begun(head_of("Соседи", **facts), reserve, "01")


def test_the_incubator_is_for_those_who_have_just_begun(contest_of):
    head = head_of("Команда «Глина»")
    entry = begun(head, contest_of("incubator"), "01", "Глина")
    today = workdays.local_date()
    texts = dict.fromkeys(("summary", "idea", "economy", "members", "done"), TEXT)
    told = {"nomination": entry.nomination_id, "title": "Глина", "statement": "on", **texts}
    old = today.replace(year=today.year - 2) - timedelta(days=1)
    refused = answer(head, entry.case, "submit", refused=True, **told, works_since=old.isoformat())
    assert "не больше, чем 2\N{NO-BREAK SPACE}года" in str(refused.errors["works_since"])
    assert "от 18 до 35 лет" in refused.fields["statement"].label
    answer(head, entry.case, "submit", **told, works_since=(old + timedelta(days=1)).isoformat())
    assert fresh(entry).answers["idea"] == TEXT.strip() and fresh(entry).works_since == old + timedelta(days=1)


def test_an_object_is_in_one_such_contest_a_year(contest_of):
    head = head_of("Редакция", legal_form="АНО", inn="0024000002")
    mark, info = contest_of("mark"), contest_of("info")
    first = begun(head, info, "01")
    texts = dict.fromkeys(("summary", "links", "sources", "use", "access", "reach"), TEXT)
    answer(head, first.case, "submit", nomination=first.nomination_id, title=first.title, statement="on", **texts)
    second = begun(head, mark, "N12", "путеводитель")
    refused = answer(head, second.case, "submit", refused=True, **application(second))
    assert "уже подан на конкурс" in str(refused.errors["title"])
    elsewhere = begun(head, mark, "N03", "Путеводитель")
    answer(head, elsewhere.case, "submit", **application(elsewhere))
    assert fresh(elsewhere).status == "registered", "only the nomination of information projects is shared"
