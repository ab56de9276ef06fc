"""What the jury and the committee may do besides agreeing: deviate, look again, disqualify, return; and who may not assess or vote."""

from copy import deepcopy
from datetime import timedelta

import pytest
from django.utils import timezone

from casework.queue import run_pending
from committee.models import AgendaItem, Decision
from documents.models import Document
from expertise.panels import selection
from journal.models import Entry
from journal.record import key
from portal.management.commands.check_invariants import broken
from programme.interests.actions import surfaced
from quality_mark.models import JuryQuestion, VisitDraw
from quality_mark.visits import draw
from tests.clock import moving
from tests.committee import conftest as table
from tests.committee.conftest import try_answer
from tests.dossiers import checked_outside
from tests.quality_mark.contest import Town, fresh, open_nodes
from tests.recourse import keeps_promise
from tests.story import answer, settle

pytestmark = pytest.mark.django_db
UNSAFE = (7, 7, 7, 7, 7, 7, 0, 7, 7)


@pytest.fixture(scope="module")
def before_the_jury(told_once):
    """Two nominations before the jury: three cultural entries, one of them unsafe, and two neighbours' ones."""
    with moving() as clock:
        yield lead_to_the_jury(Town(clock))


@pytest.fixture
def judged(db, before_the_jury, clock):
    """Whatever the jury does, every promise of every room holds at the end."""
    yield deepcopy(before_the_jury, {id(before_the_jury[0].clock): clock})
    assert broken() == []


def lead_to_the_jury(town):
    contest = town.accepting()
    titles = [("N03", "Прогулки"), ("N03", "Кухни"), ("N03", "Качели"), ("N10", "Двор"), ("N10", "Сад")]
    entries = {title: town.enter(contest, code, title) for code, title in titles}
    contest = town.admitted(town.closed(contest))
    assert open_nodes(entries["Двор"].case) == ["assess"]
    values = {"Прогулки": (9,), "Кухни": (8,), "Качели": UNSAFE, "Двор": (8,), "Сад": (6,)}
    competitors_are_no_experts(town, entries)
    town.assess_all(contest, **values)
    town.visit_all(contest)
    replays(contest)
    town.voted(contest)
    answer(town.secretary, contest.case, "put_to_jury")
    return town, fresh(contest), entries


def competitors_are_no_experts(town, entries):
    """Whoever belongs to another entrant of the nomination cannot be asked to assess its rival (3.0 е)."""
    rival = town.experts.expert("professional", ("culture",))
    town.tie(rival.person, entries["Кухни"].organization)
    found = {one.expert: one for one in selection.candidates(fresh(entries["Прогулки"]).expertise)}
    assert not found[rival].can_be_asked and found[rival].findings[0].rule == "е"
    neighbours = {one.expert: one for one in selection.candidates(fresh(entries["Двор"]).expertise)}
    assert neighbours[rival].can_be_asked


def replays(contest):
    """Anybody with the list can draw the same lot, and the journal keeps what is needed."""
    made = VisitDraw.objects.get(contest=contest)
    rows = [(lot.entry.number, lot.entry.score) for lot in made.lots.select_related("entry")]
    assert made.fingerprint == draw.fingerprint(rows)
    assert made.seed == draw.seed(contest.number, made.fingerprint)
    drawn = {lot.entry.number for lot in made.lots.filter(is_drawn=True)}
    assert drawn == {number for _, number in draw.lots(made.seed, [number for number, _ in rows])[: len(drawn)]}
    assert len(drawn) == draw.how_many(len(rows), made.share) == 1
    entry = Entry.objects.get(subject=key(contest), verb="draw")
    assert (entry.payload["seed"], set(entry.payload["drawn"])) == (made.seed, drawn)


def is_counted_again(contest):
    """A stranger with the ranking sheet counts the scores, draws the lot and sees that they are those of the ranking."""
    settle()
    code, lines = checked_outside(contest.ranking_sheet)
    assert code == 0, [words for result, words in lines if result == "НЕВЕРНО"]
    words = "\n".join(words for result, words in lines if result == "верно")
    assert all(part in words for part in ("Жребий проверок на месте: пересчёт", "согласны между собой"))
    assert words.count("Балл заявки") == 3 * contest.entries.exclude(score=None).count()


def test_jury_disqualifies_by_the_stop_criterion_deviates_and_looks_again_and_the_committee_returns(judged):
    town, contest, entries = judged
    status = {title: fresh(one).status for title, one in entries.items()}
    assert set(status.values()) == {"scored"}
    is_counted_again(contest)
    questions = list(JuryQuestion.objects.order_by("nomination__code"))
    assert [row.nomination.code for row in questions] == ["N03", "N10"]

    # the first sitting: culture by the ranking (the unsafe entry falls out), the neighbours' yard is to be looked at again
    yard = entries["Двор"]
    town.judge(contest, "by_ranking", f"recheck_{yard.pk}", reasons="Есть сомнение, что пандус построен.")
    contest = fresh(contest)
    assert contest.status == "evaluating"
    assert [fresh(entries[title]).status for title in ("Прогулки", "Кухни", "Качели", "Двор", "Сад")] == [
        "shortlisted", "shortlisted", "disqualified", "site_visit", "scored",
    ]  # fmt: skip
    unsafe = fresh(entries["Качели"])
    assert "Доступность и безопасность" in unsafe.disqualified_for
    letter = Document.objects.get(title="О дисквалификации конкурсной заявки")
    keeps_promise("disqualification", letter, unsafe.created_by, town.secretary, yard.created_by)
    town.visit(fresh(yard), 5, is_confirmed="no")
    contest = fresh(contest)
    assert (contest.status, open_nodes(contest.case)) == ("ranking", ["put_to_jury"])

    # the second sitting: only the neighbours, against the ranking; no level above the threshold can be entered
    answer(town.secretary, contest.case, "put_to_jury")
    town.judge(contest, "deviate", reasons="Пандус не построен: Знака заявка не заслуживает.")
    contest = fresh(contest)
    assert (contest.status, open_nodes(contest.case)) == ("jury", ["enter_levels"])
    garden = entries["Сад"]
    levels = {f"level_{yard.pk}": "diploma_2", f"level_{garden.pk}": "mark"}
    form = answer(town.secretary, contest.case, "enter_levels", refused=True, **levels)
    assert "level_" in str(form.errors)
    answer(town.secretary, contest.case, "enter_levels", **levels | {f"level_{garden.pk}": "diploma_2"})
    contest = fresh(contest)
    assert (contest.status, fresh(yard).level, fresh(garden).level) == ("committee", "diploma_2", "diploma_2")

    # the committee finds the procedure broken and returns everything to the jury
    answer(town.secretary, contest.case, "to_committee", **town.suggested(contest, "to_committee"))
    assert "отступило от рейтинга в номинациях: N10" in fresh(contest).results_item.question
    item = fresh(contest).results_item
    awarded = [
        one for one in map(fresh, entries.values()) if one.status == "shortlisted" and one.level != "participant"
    ]
    assert item.annex["head"] == ["Организация", "ИНН", "Объект", "Номинация", "Уровень", "Срок"]
    assert {(row[2], row[4]) for row in item.annex["rows"]} == {(one.title, one.get_level_display()) for one in awarded}
    assert {row[5] for row in item.annex["rows"] if row[4] != "Знак качества"} == {"без срока"}
    town.decide("return", reasons="По номинации N10 не указано, кто из жюри выезжал на место.")
    assert Decision.objects.get(line__item=item).document.snapshot["annex"] is None, "nothing has been awarded"
    contest = fresh(contest)
    assert (contest.status, open_nodes(contest.case)) == ("jury", ["put_to_jury"])
    assert {fresh(one).status for title, one in entries.items() if title != "Качели"} == {"scored"}
    answer(town.secretary, contest.case, "put_to_jury")
    assert JuryQuestion.objects.filter(is_overturned=False).count() == 2


def test_an_entrants_person_in_the_jury_is_pointed_at_and_does_not_vote_on_the_nomination(judged):
    town, contest, entries = judged
    town.tie(town.jurors[3], entries["Прогулки"].organization)
    item = AgendaItem.objects.get(title__contains="N03")
    assert entries["Прогулки"].organization in item.conflicted_organizations.all()
    meeting = town.judge(contest, "by_ranking")
    rolls = {line.item_id: line.ballots.get().seats.count() for line in meeting.lines.all()}
    other = AgendaItem.objects.get(title__contains="N10")
    assert (rolls[item.pk], rolls[other.pk]) == (8, 9)
    assert [one.member.person for one in item.recusals.all()] == [town.jurors[3]]


def test_two_jurors_with_entrants_do_not_judge_each_other(judged):
    town, contest, entries = judged
    culture, yards = (AgendaItem.objects.get(title__contains=code) for code in ("N03", "N10"))
    first, second, third = town.jurors[3:6]

    def known(juror, title):
        """The tie has come to be known; whom each question is taken from by now."""
        town.tie(juror, entries[title].organization)
        surfaced(juror)
        run_pending()
        return [set(item.interested_people.all()) for item in (culture, yards)]

    assert known(first, "Прогулки") == [set(), set()], "nobody from the yards judges the walks"
    assert known(second, "Двор") == [{second}, {first}]
    assert known(third, "Сад") == [{second, third}, {first}]
    meeting = town.judge(contest, "by_ranking")
    rolls = {line.item_id: line.ballots.get().seats.count() for line in meeting.lines.all()}
    assert rolls == {culture.pk: 6, yards.pk: 6}
    off = {item.pk: {row.member.person for row in item.recusals.all()} for item in (culture, yards)}
    assert off == {culture.pk: {first, second, third}, yards.pk: {first, second, third}}
    assert not AgendaItem.objects.inside_of(first).filter(pk=yards.pk).exists()


def test_a_jury_of_one_sector_cannot_sit(judged):
    town, contest, _ = judged
    jury = town.jury(contest)
    run_pending()
    meeting = table.plan(jury, timezone.now() + timedelta(days=12))
    table.answer(jury.secretary.person, "assemble")
    table.answer(jury.chair.person, "approve")
    answer(jury.secretary.person, meeting.case, "notify_members", short_notice_ground="по поручению")
    town.clock.move_to(meeting.scheduled_at)
    alone = [seat.pk for seat in jury.voters if seat.sector == "authority"]
    form = try_answer(jury.chair.person, "open_sitting", present=alone)
    assert not form.is_valid()
