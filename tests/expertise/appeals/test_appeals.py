"""What an appeal does to a conclusion, a sheet, a refused challenge."""

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from casework import appealing
from casework.door import Refused
from casework.models import Notification
from documents.models import Document
from expertise.appeals import actions as appeals
from expertise.challenges import actions as challenges
from expertise.challenges.appeals import RULES as OF_CHALLENGES
from expertise.models import Challenge, ExpertAssignment, Expertise
from expertise.panels import selection
from expertise.panels.leaving import leave_out
from portal.management.commands.check_invariants import broken
from programme.models import Regulation
from tests.expertise.challenges.test_challenge import REASON, decide, name_of, status
from tests.expertise.conclusions.test_conclude import TEXTS, met, scored, signed
from tests.expertise.conftest import City, fresh, sheet


def again(expertise: Expertise) -> Expertise:
    return Expertise.objects.get(pk=expertise.pk)


def faults() -> list[str]:
    return [
        title
        for title in broken()
        if title.startswith(("I-2 ", "I-3 ", "I-4 ", "I-5 ", "I-6 ", "I-26 ", "I-29 ", "P-"))
    ]


def approved(city: City, expertise: Expertise) -> Expertise:
    leading = again(expertise).leading
    assert leading is not None
    city.do(expertise, "approve", by=leading.expert.person, verdict="approve")
    signed(expertise)
    return again(expertise)


def published(city: City, **totals) -> Expertise:
    expertise = scored(city, **totals)
    met(city, expertise)
    city.do(expertise, "draft_conclusion", **TEXTS)
    city.do(expertise, "object", by=city.head, answer="agree")
    return approved(city, expertise)


def check_page(client, paper: Document) -> str:
    return client.get(f"/check/{paper.code}/", follow=True).content.decode()


def paper_of(expertise: Expertise) -> Document:
    return Document.objects.get(pk=again(expertise).conclusion_id)


def test_a_contested_conclusion_stays_published_and_says_so(city: City, client) -> None:
    expertise = published(city)
    appeals.contest(expertise, by=city.coordinator, ground="допустима")
    assert (again(expertise).status, again(expertise).is_public) == ("appealed", True)
    assert "Обжалуется" in client.get(expertise.get_absolute_url()).content.decode()
    assert paper_of(expertise).notes.latest("pk").title == "Заключение обжалуется"
    appeals.let_stand(expertise, by=city.coordinator, ground="оснований нет")
    assert (again(expertise).status, paper_of(expertise).notes.latest("pk").title) == ("published", "")
    assert faults() == []


def test_an_annulled_conclusion_keeps_its_number_and_others_assess_anew(city: City, client) -> None:
    city.register(professional=8, public=8)
    expertise = published(city)
    appeals.contest(expertise, by=None, ground="допустима")
    new = appeals.annul(expertise, by=None, ground="нарушен порядок")
    old = again(expertise)
    assert (old.status, paper_of(old).is_annulled, new.status) == ("annulled", True, "requested")
    assert "нарушен порядок" in paper_of(old).annulled_reason
    page = client.get(old.get_absolute_url()).content.decode()
    assert "отменено" in page and new.number in page
    assert Notification.objects.filter(person=city.head, title__contains="отменено").count() == 1
    before = {row.expert_id for row in old.assignments.filter(accepted_at__isnull=False)}
    group = city.gather(new)
    assert not before & {row.expert_id for row in group}
    assert {row.expert.track for row in group} == {"professional", "public"}
    for row in group:
        city.assess(row, 8)
    met(city, new)
    city.do(new, "draft_conclusion", **TEXTS)
    city.do(new, "object", by=city.head, answer="agree")
    assert approved(city, new).status == "published"
    assert paper_of(new).number != paper_of(old).number
    assert faults() == []


def test_the_database_asks_nobody_of_the_old_group(city: City) -> None:
    expertise = published(city)
    appeals.contest(expertise, by=None, ground="допустима")
    new = appeals.annul(expertise, by=None, ground="нарушен порядок")
    expert = expertise.assignments.filter(accepted_at__isnull=False).first().expert
    with pytest.raises(DatabaseError, match="assessed this before"), transaction.atomic():
        ExpertAssignment.objects.create(expertise=new, expert=expert, proposed_at=timezone.now())
    with pytest.raises(DatabaseError), transaction.atomic():
        Expertise.objects.filter(pk=new.pk).update(repeats=None)


def test_a_corrected_conclusion_is_approved_anew_and_stands_for_the_old_number(city: City, client) -> None:
    expertise = published(city)
    first, score = paper_of(expertise), again(expertise).score
    appeals.contest(expertise, by=None, ground="допустима")
    appeals.correct(expertise, by=None, ground="не учтено письмо управы")
    fresh_row = again(expertise)
    assert (fresh_row.status, fresh_row.score, city.nodes(expertise)) == ("approval", None, ["approve"])
    assert fresh_row.case.finished is None and faults() == []
    city.do(expertise, "approve", by=fresh_row.leading.expert.person, verdict="return", remark="Учтите письмо.")
    city.do(expertise, "draft_conclusion", **TEXTS | {"risks": "Письмо управы учтено."})
    city.do(expertise, "object", by=city.head, answer="agree")
    done = approved(city, expertise)
    second = paper_of(done)
    assert (done.status, done.score, second.snapshot["texts"]["risks"]) == ("published", score, "Письмо управы учтено.")
    first = Document.objects.get(pk=first.pk)
    assert (first.status, first.number != second.number) == ("superseded", True)
    assert first.notes.latest("pk").title == f"Исправлено: действует заключение № {second.number}"
    kinds = [row["kind"] for row in second.snapshot["objections"]]
    assert kinds == ["согласие", "исправлено по решению апелляционной комиссии", "согласие"]
    assert faults() == []


def test_a_sheet_is_left_out_only_where_enough_remain(city: City) -> None:
    expertise = published(city)
    appeals.contest(expertise, by=None, ground="допустима")
    row = expertise.assignments.filter(status="final").first()
    assert appeals.dispensable(expertise) == []
    with pytest.raises(Refused, match="экспертов не хватает"):
        appeals.correct(expertise, by=None, ground="скрытый конфликт", without=row)


def test_with_a_third_sheet_one_is_left_out_and_the_score_is_reckoned_anew(city: City) -> None:
    expertise = scored(city, professional=(4, 8), public=(7, 7))  # 40 and 80: a third is asked
    spare = next(c.expert for c in selection.candidates(expertise, "professional") if c.can_be_asked)
    city.do(expertise, "appoint_additional", expert=str(spare.pk))
    [third] = city.assignments(expertise, "proposed")
    city.accept(third)
    city.assess(third, 8)
    met(city, expertise)
    city.do(expertise, "draft_conclusion", **TEXTS)
    city.do(expertise, "object", by=city.head, answer="agree")
    expertise = approved(city, expertise)
    appeals.contest(expertise, by=None, ground="допустима")
    low = next(row for row in appeals.dispensable(expertise) if row.sheets.get().total == 40)
    before = expertise.score
    appeals.correct(expertise, by=None, ground="скрытый конфликт", without=low)
    assert status(low) == "annulled"
    done = approved(city, expertise)
    assert (done.status, done.score, done.score != before or before == 76) == ("published", 76, True)
    assert faults() == []


def gathered(city: City) -> tuple[Expertise, list[ExpertAssignment]]:
    city.register()
    expertise = city.request()
    return expertise, city.gather(expertise)


def refused(city: City, expertise: Expertise, assignment: ExpertAssignment) -> Challenge:
    challenge = challenges.submit(
        expertise, by=city.head, side="applicant", named="person", name=name_of(assignment.expert), reason=REASON
    )
    assert decide(city, challenge, "refuse").is_valid()
    return Challenge.objects.get(pk=challenge.pk)


def test_while_a_refused_challenge_is_under_appeal_no_sheet_is_handed_in(city: City) -> None:
    expertise, [first, *_] = gathered(city)
    city.open_materials(first)
    challenge = refused(city, expertise, first)
    assert OF_CHALLENGES.stands(challenge) and OF_CHALLENGES.may_appeal(challenge, fresh(city.head))
    assert not OF_CHALLENGES.may_appeal(challenge, fresh(first.expert.person))
    appealing.begin(challenge, Regulation(pk=1))
    form = city.send(city.of(expertise, "score", first), first.expert.person, **sheet(first, 7))
    assert "Решается вопрос" in str(form.errors)
    appealing.end(challenge, Regulation(pk=1))
    city.score(first, 7)
    assert status(first) == "submitted"


@pytest.mark.parametrize("stage", ["accepted", "in_progress", "submitted", "returned", "final", "deviation"])
def test_a_challenge_upheld_by_the_board_takes_the_expert_out_whatever_they_have_done(city: City, stage: str) -> None:
    expertise, [first, *others] = gathered(city)
    challenge = refused(city, expertise, first)
    if stage != "accepted":
        city.open_materials(first)
    if stage not in ("accepted", "in_progress"):
        city.score(first, 7)
    if stage == "returned":
        city.send(city.of(expertise, "accept_sheet", first), city.coordinator, verdict="return", remark="Дополните.")
    if stage in ("final", "deviation"):
        city.take(first)
    if stage == "deviation":
        for row in others:
            city.assess(row, 7)
        assert again(expertise).status == "deviation"
    OF_CHALLENGES.satisfy(challenge, remedy="uphold", by=None, ground="суд подтвердил")
    assert status(first) == ("recused" if stage in ("accepted", "in_progress") else "annulled")
    if stage != "deviation":
        for row in others:
            city.assess(row, 7)
    spare = next(c.expert for c in selection.candidates(expertise, first.expert.track) if c.can_be_asked)
    city.do(expertise, "find_replacement", expert=str(spare.pk))
    [new] = city.assignments(expertise, "proposed")
    city.accept(new)
    city.assess(new, 7)
    assert again(expertise).status == "deviation"
    assert first.pk not in [row.pk for row in city.assignments(expertise, "final")]
    assert faults() == []


@pytest.mark.parametrize(
    "stage", ["deviation", "consolidating", "draft_conclusion", "objections", "approval", "signing"]
)
def test_a_sheet_left_out_after_the_sheets_were_drawn_together_takes_scoring_up_again(city: City, stage: str) -> None:
    expertise = scored(city)
    steps = ["deviation", "consolidating", "draft_conclusion", "objections", "approval", "signing"]
    if steps.index(stage) > 1:
        met(city, expertise)
    elif stage == "consolidating":
        city.do(expertise, "convene", held_on=str(timezone.localdate()), place="управа")
    if stage in ("objections", "approval", "signing"):
        city.do(expertise, "draft_conclusion", **TEXTS)
    if stage in ("approval", "signing"):
        city.do(expertise, "object", by=city.head, answer="agree")
    if stage == "signing":
        city.do(expertise, "approve", by=again(expertise).leading.expert.person, verdict="approve")
    row = ExpertAssignment.objects.filter(expertise=expertise, status="final").first()
    leave_out(row, by=city.coordinator, ground="стал руководителем заявителя")
    assert (again(expertise).status, city.nodes(expertise)) == ("evaluating", ["find_replacement"])
    spare = next(c.expert for c in selection.candidates(expertise, row.expert.track) if c.can_be_asked)
    city.do(expertise, "find_replacement", expert=str(spare.pk))
    [new] = city.assignments(expertise, "proposed")
    city.accept(new)
    city.assess(new, 9)
    met(city, expertise)
    city.do(expertise, "draft_conclusion", **TEXTS)
    city.do(expertise, "object", by=city.head, answer="agree")
    done = approved(city, expertise)
    assert done.status == "published"
    names = [line["expert"] for line in paper_of(done).snapshot["group"]]
    assert ExpertAssignment.objects.get(pk=new.pk).pseudonym in names and row.pseudonym not in names
    assert Notification.objects.filter(person=city.head, title="Оценка пересчитывается").count() == 1
    assert faults() == []
