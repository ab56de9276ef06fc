"""Forming the group: the lot, conflicts, loops of refusals, silence, the database's own guard."""

import hashlib
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from casework import sweeping
from casework.models import Notification
from expertise.models import ExpertAssignment, Expertise, InterestDeclaration
from expertise.panels import selection
from expertise.register import actions as register
from expertise.ties.conflicts import conflicts
from journal.models import Entry
from journal.record import key
from tests.clock import Clock
from tests.expertise.conftest import City, fresh, join, make_organization
from tests.story import step


def test_coordinator_refuses_and_the_case_is_over(city: City) -> None:
    expertise = city.request()
    city.do(expertise, "register")
    form = city.send(city.open(expertise, "decide")[0], city.coordinator, verdict="refuse", ground="")
    assert form.errors == {"ground": ["Напишите, почему в проведении экспертизы отказано."]}
    city.do(expertise, "decide", verdict="refuse", ground="Объект не из перечня.")
    expertise = Expertise.objects.get(pk=expertise.pk)
    assert (expertise.status, expertise.is_over, expertise.refusal, city.nodes(expertise)) == (
        "refused",
        True,
        "Объект не из перечня.",
        [],
    )


def test_lot_can_be_drawn_again_from_the_journal(city: City) -> None:
    city.register()
    expertise = city.request()
    city.start(expertise)
    city.form(expertise)
    lot = Entry.objects.get(subject=key(expertise), verb="propose_group").payload
    seed = hashlib.sha256(expertise.number.encode()).hexdigest()
    tickets = {pk: hashlib.sha256(f"{seed}:{pk}".encode()).hexdigest() for pk in lot["order"]}
    assert lot["seed"] == seed
    assert lot["order"] == sorted(lot["order"], key=tickets.__getitem__)
    assert lot["suggested"] == lot["chosen"] and len(lot["chosen"]) == 4


def test_large_request_needs_three_professional_experts(city: City) -> None:
    city.register()
    expertise = city.request(requested_sum=Decimal("3000000.01"))
    city.start(expertise)
    chosen = selection.suggestion(expertise, selection.candidates(expertise))
    few = [
        str(row.expert.pk)
        for row in chosen
        if row is not next(one for one in chosen if one.expert.track == "professional")
    ]
    form = city.send(city.open(expertise, "form_group")[0], city.coordinator, experts=few)
    assert form.errors == {"experts": ["Профессиональных экспертов нужно не меньше 3, не хватает 1."]}
    assert [row.expert.track for row in chosen] == ["professional"] * 3 + ["public"] * 2
    assert expertise.threshold == Decimal(68)


def test_group_of_one_organisation_is_refused(city: City) -> None:
    house = make_organization("Институт")
    for track in ("professional", "professional", "public", "public"):
        city.expert(track, home=house)
    expertise = city.request()
    city.start(expertise)
    everybody = [str(row.expert.pk) for row in selection.candidates(expertise)]
    form = city.send(city.open(expertise, "form_group")[0], city.coordinator, experts=everybody)
    assert form.errors == {"experts": ["Эксперты должны представлять не меньше 2 организаций."]}


@pytest.mark.dated
def test_ties_and_authorship_keep_experts_out_and_namesakes_are_only_noticed(city: City) -> None:
    partner = make_organization("Партнёр")
    works, left, long_ago, party, author, clean = (city.expert() for _ in range(6))
    join(works.person, city.applicant)
    today = timezone.localdate()
    tie = {"by": city.coordinator, "organization": city.applicant, "kind": "contract"}
    register.add_affiliation(left, valid_from=date(2019, 1, 1), valid_to=today - timedelta(days=700), **tie)
    register.add_affiliation(long_ago, valid_from=date(2019, 1, 1), valid_to=today - timedelta(days=4 * 365), **tie)
    register.add_affiliation(
        party, by=city.coordinator, organization=partner, kind="founder", valid_from=date(2020, 1, 1)
    )
    namesake = city.expert()
    namesake.person.last_name = f"{city.head.last_name}а"
    namesake.person.save()
    expertise = city.request(author_people=[author.person], party_organizations=[partner])
    rules = {row.expert.pk: [finding.rule for finding in row.findings] for row in selection.candidates(expertise)}
    assert rules == {
        works.pk: ["а"], left.pk: ["б"], long_ago.pk: [], party.pk: ["в"], author.pk: ["в"], clean.pk: [], namesake.pk: ["г"],
    }  # fmt: skip
    assert {row.expert.pk for row in selection.candidates(expertise) if row.can_be_asked} == {
        long_ago.pk,
        clean.pk,
        namesake.pk,
    }


@pytest.mark.parametrize("how", ["tie", "author"])
def test_database_itself_refuses_a_conflict(city: City, how: str) -> None:
    expert = city.expert()
    expertise = city.request(author_people=[expert.person] if how == "author" else [])
    if how == "tie":
        join(expert.person, city.applicant)
    with pytest.raises(IntegrityError, match="conflict of interest"), transaction.atomic():
        ExpertAssignment.objects.create(expertise=expertise, expert=expert, proposed_at=timezone.now())


def test_declared_conflict_sends_the_flow_back_until_the_group_is_full(city: City) -> None:
    city.register()
    expertise = city.request()
    city.start(expertise)
    first, *others = city.form(expertise)
    city.accept(first, is_tied="yes", details="Консультировал заявителя в прошлом году.", promises_silence="")
    for assignment in others:
        city.accept(assignment)
    expertise = Expertise.objects.get(pk=expertise.pk)
    assert (expertise.status, city.nodes(expertise)) == ("forming_group", ["form_group"])
    assert [row.status for row in city.assignments(expertise)] == ["recused", "accepted", "accepted", "accepted"]
    [again] = city.form(expertise)
    city.accept(again)
    expertise = Expertise.objects.get(pk=expertise.pk)
    assert (expertise.status, city.nodes(expertise)) == ("evaluating", ["open_materials"] * 4)
    assert sorted(row.number for row in city.assignments(expertise, "accepted")) == [1, 2, 3, 4]
    [notice] = Notification.objects.filter(person=city.head, event=f"expertise:{expertise.pk}:group")
    assert "Эксперт № 1, Эксперт № 2, Эксперт № 3, Эксперт № 4" in notice.text


def test_whoever_has_been_recused_is_not_led_to_a_case_that_is_closed_to_them(city: City, client) -> None:
    city.register()
    expertise = city.request()
    city.start(expertise)
    first, second, *_ = city.form(expertise)
    asked = {row: city.of(expertise, "declare", row).pk for row in (first, second)}
    city.accept(first, is_tied="yes", details="Консультировал заявителя в прошлом году.", promises_silence="")
    city.accept(second)
    pages = {}
    for row, pk in asked.items():
        client.force_login(row.expert.person)
        pages[row] = client.get(f"/tasks/{pk}/")
    assert [page.status_code for page in pages.values()] == [409, 409]
    assert ["Открыть дело" in page.content.decode() for page in pages.values()] == [False, True]


@pytest.mark.dated
def test_silence_is_refusal(city: City, clock: Clock) -> None:
    city.register()
    expertise = city.request()
    city.start(expertise)
    first, *others = city.form(expertise)
    for assignment in others:
        city.accept(assignment)
    clock.move_to(step(expertise.case, "declare").due_at + timedelta(minutes=2))
    while sweeping.sweep():
        continue
    assert (ExpertAssignment.objects.get(pk=first.pk).status, city.nodes(expertise)) == ("declined", ["form_group"])


def test_expert_must_answer_every_question_before_anything_opens(city: City) -> None:
    city.register()
    expertise = city.request()
    city.start(expertise)
    [first, *_] = city.form(expertise)
    form = city.send(city.of(expertise, "declare", first), first.expert.person, answer="accept")
    assert set(form.errors) == {"is_tied", "took_part", "is_related", "has_interest", "promises_silence"}
    form = city.send(city.of(expertise, "declare", first), first.expert.person, answer="decline", refusal="")
    assert set(form.errors) == {"refusal"}


def test_a_tie_found_after_the_proposal_recuses_by_itself(city: City) -> None:
    city.register()
    expertise = city.request()
    city.start(expertise)
    [first, *_] = city.form(expertise)
    join(first.expert.person, city.applicant)
    city.accept(first)
    first = ExpertAssignment.objects.get(pk=first.pk)
    assert (first.status, bool(conflicts(expertise, first.expert))) == ("recused", True)


def test_declaration_and_status_are_guarded_by_the_database(city: City) -> None:
    city.register()
    expertise = city.request()
    city.start(expertise)
    [first, *_] = city.form(expertise)
    city.accept(first)
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        InterestDeclaration.objects.filter(assignment=first).update(is_tied=True)
    with pytest.raises(DatabaseError), transaction.atomic():
        ExpertAssignment.objects.filter(pk=first.pk).update(status="final")
    with pytest.raises(DatabaseError), transaction.atomic():
        Expertise.objects.filter(pk=expertise.pk).update(status="published")


def test_coordinator_cannot_assess_and_strangers_see_no_register(city: City, client) -> None:
    client.force_login(fresh(city.head))
    assert client.get("/experts/").status_code == 404
    assert client.get("/expert/").status_code == 404
    client.force_login(fresh(city.coordinator))
    assert client.get("/experts/").status_code == 200
