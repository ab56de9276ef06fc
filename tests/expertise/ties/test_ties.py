"""A tie that surfaces while an expertise is under way is a question with facts; how long a tie counts is said at one address."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from casework import workdays
from casework.door import Refused
from casework.models import Notification
from expertise.conclusions import actions as conclusions
from expertise.models import Expert, ExpertAssignment, Expertise, TieQuestion
from expertise.register import actions as register
from expertise.ties.conflict_sql import concerned, tied
from expertise.ties.conflicts import conflicts
from negotiations.moderation import ties as negotiations
from portal.management.commands.check_invariants import broken
from programme import ties
from programme.invitations import actions as invitations
from programme.models import Membership, Regulation
from programme.organizations import actions as organizations
from programme.representatives import actions as representatives
from tests.expertise.conclusions.test_conclude import TEXTS, met, scored
from tests.expertise.conftest import City, fresh, join, make_organization


def faults() -> list[str]:
    """Broken promises of this room and of the frame; the papers of these stories are only sketched."""
    return [title for title in broken() if title.startswith(("I-2 ", "I-3 ", "I-4 ", "I-5 ", "I-6 ", "P-"))]


def again(expertise: Expertise) -> Expertise:
    return Expertise.objects.get(pk=expertise.pk)


def status(assignment: ExpertAssignment) -> str:
    return str(ExpertAssignment.objects.get(pk=assignment.pk).status)


def under_way(city: City) -> tuple[Expertise, list[ExpertAssignment]]:
    """A gathered group; one more of each track is in the register."""
    city.register()
    expertise = city.request()
    return expertise, city.gather(expertise)


def test_an_invitation_of_the_applicant_does_not_touch_the_expert_s_sheet(city: City) -> None:
    expertise, [first, *_] = under_way(city)
    city.open_materials(first)
    invitation = representatives.invite(
        city.applicant, by=fresh(city.head), email=first.expert.person.email, role="staff", position="п", ground="г"
    )
    assert conflicts(expertise, first.expert) == []
    city.score(first, 7)
    assert (status(first), first.tie_questions.count()) == ("submitted", 0)
    invitations.answer_invitation(invitation, by=fresh(first.expert.person), is_accepted=False)
    assert (conflicts(expertise, first.expert), Membership.objects.filter(invitation=invitation).count()) == ([], 0)


def test_a_tie_that_surfaces_before_the_sheet_is_a_question_with_the_facts(city: City, client) -> None:
    expertise, [first, *others] = under_way(city)
    city.open_materials(first)
    membership = join(first.expert.person, city.applicant)
    city.score(first, 7)
    question = first.tie_questions.get()
    assert (
        question.facts == f"связан с заявителем — ТОС «Утёс»: представительство: сотрудник, сейчас; {membership.origin}"
    )
    assert Notification.objects.filter(person=city.coordinator, title="Вопрос о связи эксперта").count() == 1
    city.take(first)
    client.force_login(fresh(city.coordinator))
    page = client.get(city.open(expertise, "decide_tie")[0].get_absolute_url()).content.decode()
    assert membership.invitation.invited_by.get_full_name() in page and "принял(а)" in page
    for row in others:
        city.assess(row, 7)
    assert (again(expertise).status, city.nodes(expertise)) == ("evaluating", ["decide_tie"])
    form = city.send(city.open(expertise, "decide_tie")[0], city.coordinator, verdict="keep", ground="")
    assert form.errors == {"ground": ["Напишите, почему вы так решили."]}
    city.do(expertise, "decide_tie", verdict="keep", ground="Приглашение получено после оценки.")
    assert (status(first), again(expertise).status) == ("final", "deviation")
    met(city, expertise)
    city.do(expertise, "draft_conclusion", **TEXTS)
    told = again(expertise).drafts.latest().snapshot["ties"]
    assert told == [{"expert": again_pseudonym(first), "ground": "Приглашение получено после оценки."}]
    assert faults() == []


def again_pseudonym(assignment: ExpertAssignment) -> str:
    return ExpertAssignment.objects.get(pk=assignment.pk).pseudonym


def test_whoever_is_let_go_is_replaced_and_the_sheet_no_longer_counts(city: City) -> None:
    expertise, [first, *others] = under_way(city)
    city.open_materials(first)
    join(first.expert.person, city.applicant)
    city.score(first, 1)
    city.take(first)
    for row in others:
        city.assess(row, 7)
    city.do(expertise, "decide_tie", verdict="recuse", ground="Работает у заявителя.")
    assert (status(first), city.nodes(expertise)) == ("annulled", ["find_replacement"])
    spare = Expert.objects.filter(track=first.expert.track).exclude(assignments__expertise=expertise).first()
    city.do(expertise, "find_replacement", expert=str(spare.pk))
    [new] = city.assignments(expertise, "proposed")
    city.accept(new)
    city.assess(new, 7)
    assert again(expertise).status == "deviation"
    assert [row.pk for row in city.assignments(expertise, "final")] == [row.pk for row in [*others, new]]
    assert faults() == []


def test_a_tie_that_surfaces_after_the_sheet_was_accepted_is_asked_about_before_the_sheets_are_drawn_together(
    city: City,
) -> None:
    expertise, [first, *others] = under_way(city)
    city.assess(first, 7)
    join(first.expert.person, city.applicant)
    for row in others:
        city.assess(row, 7)
    assert city.nodes(expertise) == ["decide_tie"]
    city.do(expertise, "decide_tie", verdict="keep", ground="Лист сдан раньше.")
    assert again(expertise).status == "deviation"


def test_a_tie_that_surfaces_after_that_needs_a_ground_before_the_draft_goes_out(city: City) -> None:
    expertise = scored(city)
    met(city, expertise)
    [first, *_] = city.assignments(expertise, "final")
    join(first.expert.person, city.applicant)
    [waiting] = city.open(expertise, "draft_conclusion")
    form = city.send(waiting, city.coordinator, **TEXTS)
    assert set(form.errors) == {f"tie_{first.pk}"}
    with pytest.raises(Refused, match="новой связи"), transaction.atomic():
        conclusions.draft_conclusion(again(expertise), by=city.coordinator, **TEXTS)
    city.do(expertise, "draft_conclusion", **TEXTS, **{f"tie_{first.pk}": "Связь возникла после оценки."})
    assert TieQuestion.objects.get().decision == "kept"
    assert again(expertise).drafts.latest().snapshot["ties"][0]["ground"] == "Связь возникла после оценки."


def test_facts_and_decisions_are_final(city: City) -> None:
    _, [first, *_] = under_way(city)
    city.open_materials(first)
    join(first.expert.person, city.applicant)
    city.score(first, 7)
    harms: list[dict[str, Any]] = [{"facts": "ничего"}, {"decision": "kept"}]
    for harm in harms:
        with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
            TieQuestion.objects.update(**harm)


def test_a_tie_that_was_ended_is_called_past_from_the_same_day(city: City) -> None:
    expert, expertise = city.expert(), city.request()
    membership = join(expert.person, city.applicant)
    assert conflicts(expertise, expert)[0].text.endswith("сейчас")
    organizations.end_membership(membership, by=fresh(city.head), ground="уволился")
    [finding] = conflicts(expertise, Expert.objects.get(pk=expert.pk))
    assert (finding.rule, finding.text.endswith(f"была до {workdays.local_date():%d.%m.%Y}")) == ("б", True)


NIGHTS = ["2026-11-28T01:30", "2027-03-01T23:30", "2028-02-29T01:30"]


@pytest.mark.parametrize("_", [pytest.param(night, marks=pytest.mark.today(night)) for night in NIGHTS])
def test_python_and_the_database_count_the_same_years(city: City, _: str) -> None:
    """To the day, near midnight in the city, for both kinds of ties and for moderators."""
    day = workdays.local_date()
    edge = ties.cutoff(Regulation.in_force(), day)
    told = {}
    for offset in (-1, 0, 1):
        expert = city.expert()
        until = edge + timedelta(days=offset)
        if offset:
            join(expert.person, city.applicant, valid_from=date(2015, 1, 1), valid_to=until)
        else:
            tie = {
                "organization": city.applicant,
                "kind": "contract",
                "valid_from": date(2015, 1, 1),
                "valid_to": until,
            }
            register.add_affiliation(expert, by=city.coordinator, **tie)
        expertise = city.request()
        python = bool(conflicts(expertise, Expert.objects.get(pk=expert.pk)))
        moderated = bool(negotiations.between(expert.person, [city.applicant])) if offset else python
        told[offset] = (python, in_sql(expertise, expert), moderated)
    assert told == {-1: (False, False, False), 0: (True, True, True), 1: (True, True, True)}


def in_sql(expertise: Expertise, expert: Expert) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT {tied("%s", concerned("%s::timestamptz"), "%s::timestamptz")} FROM expertise_expertise e
                JOIN programme_regulation r ON r.id = e.regulation_id WHERE e.id = {expertise.pk}""".replace(
                "%s::timestamptz", f"'{timezone.now().isoformat()}'::timestamptz"
            ).replace("%s", str(expert.pk))
        )
        return bool(cursor.fetchone()[0])


def test_a_tie_nobody_knew_of_yet_is_no_fault_of_the_past(city: City) -> None:
    expert, expertise = city.expert(), city.request()
    before = timezone.now()
    join(expert.person, make_organization("Посторонние"))
    membership = join(expert.person, city.applicant)
    assert membership.valid_from < before.date() < before.date() + timedelta(days=1)
    at = f"'{before.isoformat()}'::timestamptz"
    sql = tied(str(expert.pk), concerned(at), at)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {sql} FROM expertise_expertise e JOIN programme_regulation r ON r.id = e.regulation_id WHERE e.id = %s",
            [expertise.pk],
        )
        assert cursor.fetchone()[0] is False
