"""The light expertise of a contest entry (регламент 3.3 «Баллы»): its story, who may not assess it, and who sees what of it."""

import threading
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from casework import sweeping
from casework.models import Notification, Waiting
from casework.queue import run_pending
from expertise.expertises import actions as expertises
from expertise.expertises import overdue
from expertise.models import Expert, ExpertAssignment, Expertise, ScoreSheet
from expertise.panels import selection
from expertise.register import actions as register
from expertise.ties.conflicts import conflicts
from journal.models import Entry
from journal.record import key, move
from programme.models import Criterion, Organization
from tests.clock import Clock
from tests.expertise.conftest import City, fresh, join, make_organization, make_person
from tests.expertise.scoring.test_stay_blind import CANARY, pages, scored_by
from tests.expertise.test_promises import broken
from tests.faults.stack import somebody_waits_for_a_lock, until
from tests.story import step

# Values by КН-4 (weights 2 1.5 1 1.5 1 1 1 .5 .5) that give these totals.
SIXTY, SEVENTY, SEVENTY_TWO = (6,), (7,), (8, *[7] * 8)
EIGHTY_FIVE, EIGHTY_SIX = (10, 8, 9, *[8] * 6), (10, 8, 10, *[8] * 6)


def again(expertise: Expertise) -> Expertise:
    """As it stands now."""
    return Expertise.objects.get(pk=expertise.pk)


def enter(city: City, title: str = "Мастерская звуковых прогулок", **facts: Any) -> Expertise:
    """An entry whose assessment a contest has ordered."""
    facts = {
        "object_title": title, "object_url": "/contests/1/entries/1/", "applicant": city.applicant, "materials": city.materials,
        "version_hash": "b" * 64, "area": "social", "criteria": "KN4", "series": "contest:1", "by": city.coordinator,
    } | facts  # fmt: skip
    return expertises.request_assessment(**facts)


def gather(city: City, expertise: Expertise) -> list[ExpertAssignment]:
    """The suggested group, everybody's declaration clean, in the order of the numbers that were drawn."""
    for assignment in city.form(expertise):
        city.accept(assignment)
    return sorted(city.assignments(expertise, "accepted"), key=lambda row: row.number or 0)


def scored(city: City, *sheets: tuple[int, ...], **facts: Any) -> Expertise:
    """An entry with these sheets, all of them accepted."""
    city.register(professional=5)
    expertise = enter(city, **facts)
    for assignment, values in zip(gather(city, expertise), sheets, strict=True):
        city.assess(assignment, *values)
    return again(expertise)


def means_of(expertise: Expertise) -> dict[int, str]:
    """The means by the number of the criterion, to six digits."""
    means = expertise.criterion_means().items()
    return {Criterion.objects.get(pk=pk).number: f"{mean:.6f}" for pk, mean in means}


def test_three_sheets_give_their_mean_and_the_case_is_over(city: City) -> None:
    city.register(professional=5)
    expertise = enter(city)
    assert (expertise.status, city.nodes(expertise)) == ("forming_group", ["form_group"])
    assert [(entry.verb, entry.capacity) for entry in Entry.objects.filter(subject=key(expertise)).order_by("id")] == [
        ("request", ""),
        ("register", "система"),
        ("hold", "система"),
    ]
    first, second, third = gather(city, expertise)
    assert (again(expertise).status, city.nodes(expertise)) == ("evaluating", ["open_materials"] * 3)
    city.assess(first, *SEVENTY)
    city.assess(second, *SEVENTY_TWO)
    assert again(expertise).score is None and not again(expertise).is_over
    assert (again(expertise).counted_sheets(), again(expertise).criterion_means()) == ([], {})
    city.assess(third, *EIGHTY_FIVE)
    expertise = again(expertise)
    assert (expertise.status, expertise.score, expertise.outcome) == ("concluded", Decimal("75.67"), "")
    assert expertise.is_over and expertise.case.finished and city.nodes(expertise) == []
    assert expertise.stops == [] and expertise.dropped_sheet() is None
    assert [(one.expert, one.total) for one in expertise.counted_sheets()] == [
        ("Эксперт № 1", Decimal("70.00")),
        ("Эксперт № 2", Decimal("72.00")),
        ("Эксперт № 3", Decimal("85.00")),
    ]
    assert means_of(expertise) == {  # thirds are exact beyond any digit that is ever shown
        1: "8.333333", 2: "7.333333", 3: "7.666667", 4: "7.333333", 5: "7.333333", 6: "7.333333", 7: "7.333333", 8: "7.333333",
        9: "7.333333",
    }  # fmt: skip
    assert expertise.arithmetic()[-1].startswith("Балл заявки: (70,00 + 72,00 + 85,00) / 3 = 75,67")
    assert broken() == []


def test_range_above_twenty_five_asks_for_a_fourth_sheet_and_leaves_out_the_furthest(city: City) -> None:
    expertise = scored(city, SIXTY, SEVENTY, EIGHTY_SIX)
    assert (expertise.status, city.nodes(expertise)) == ("deviation", ["appoint_additional"])
    taken = set(ExpertAssignment.objects.filter(expertise=expertise).values_list("expert", flat=True))
    fourth = Expert.objects.filter(track="professional").exclude(pk__in=taken).first()
    city.do(expertise, "appoint_additional", expert=str(fourth.pk))
    [assignment] = city.assignments(expertise, "proposed")
    city.accept(assignment)
    assert city.open(expertise, "open_materials")[0].deadline == "expertise.additional"
    city.assess(ExpertAssignment.objects.get(pk=assignment.pk), *SEVENTY_TWO)
    expertise = again(expertise)
    assert (expertise.status, expertise.score, expertise.is_over) == ("concluded", Decimal("67.33"), True)
    assert [one.expert for one in expertise.counted_sheets()] == ["Эксперт № 1", "Эксперт № 2", "Эксперт № 4"]
    assert (expertise.dropped_sheet().expert, expertise.dropped_sheet().total) == ("Эксперт № 3", Decimal("86.00"))
    assert means_of(expertise) == {1: "7.000000"} | dict.fromkeys(range(2, 10), "6.666667")
    assert broken() == []


def test_range_of_exactly_twenty_five_does_not(city: City) -> None:
    assert scored(city, SIXTY, SEVENTY, EIGHTY_FIVE).score == Decimal("71.67")


def test_zero_of_two_experts_for_a_stop_criterion_is_told_and_the_score_stays(city: City) -> None:
    unsafe = (7, 7, 7, 7, 7, 7, 0, 7, 7)
    expertise = scored(city, unsafe, unsafe, SEVENTY)
    assert (expertise.stops, expertise.score) == (["Доступность и безопасность"], Decimal("65.33"))


def test_a_product_is_assessed_by_its_own_criteria(city: City) -> None:
    expertise = scored(city, SEVENTY, SEVENTY, SEVENTY, criteria="KN5")
    assert (expertise.professional_criteria.code, len(expertise.criterion_means())) == ("KN5", 8)


def test_whoever_waits_for_the_score_is_woken(city: City) -> None:
    from procrastinate.contrib.django.models import ProcrastinateJob

    expertise = scored(city, SEVENTY, SEVENTY, SEVENTY)
    jobs = ProcrastinateJob.objects.filter(task_name="casework.tasks.wake_up", args={"fact": key(expertise)})
    assert jobs.count() == 1


def test_withdrawn_entry_stops_the_assessment(city: City) -> None:
    city.register()
    expertise = enter(city)
    gather(city, expertise)
    assert expertises.cancel(expertise, ground="Заявка отозвана.", by=city.head)
    expertise = again(expertise)
    assert (expertise.status, expertise.is_over, expertise.score, city.nodes(expertise)) == (
        "cancelled",
        True,
        None,
        [],
    )
    assert (expertise.stops, expertise.criterion_means(), expertise.counted_sheets(), expertise.arithmetic()) == (
        [],
        {},
        [],
        [],
    )


def test_too_late_to_stop_what_is_concluded(city: City) -> None:
    expertise = scored(city, SEVENTY, SEVENTY, SEVENTY)
    assert not expertises.cancel(expertise, ground="Заявка отозвана.", by=city.head)
    assert again(expertise).status == "concluded"


def test_group_needs_three_professional_experts_of_two_organisations(city: City) -> None:
    house = make_organization("Институт")
    for _ in range(3):
        city.expert(home=house)
    expertise = enter(city)
    candidates = selection.candidates(expertise)
    public = city.expert("public")

    def send(rows: list[Expert]) -> Any:
        waiting = city.open(expertise, "form_group")[0]
        return city.send(waiting, city.coordinator, experts=[str(one.pk) for one in rows])

    everybody = [one.expert for one in candidates]
    assert send(everybody).errors == {"experts": ["Эксперты должны представлять не меньше 2 организаций."]}
    assert send(everybody[:2]).errors["experts"] == [
        "Профессиональных экспертов нужно не меньше 3, не хватает 1.",
        "Эксперты должны представлять не меньше 2 организаций.",
    ]
    assert send([*everybody, public]).errors["__all__"][0].startswith("Нельзя пригласить")
    other = city.expert(home=make_organization("Другой институт"))
    suggested = selection.suggestion(expertise, selection.candidates(expertise))
    assert len(suggested) == 3 and other in [one.expert for one in suggested]
    assert send([one.expert for one in suggested]).is_valid()


@pytest.mark.dated
def test_fifteen_working_days_for_a_sheet_and_three_to_appoint(city: City, clock: Clock) -> None:
    city.register()
    expertise = enter(city)
    assert city.open(expertise, "form_group")[0].deadline == "contest.experts"
    first, *_ = gather(city, expertise)
    waiting = city.of(expertise, "open_materials", first)
    assert waiting.deadline == "contest.scoring"
    clock.move_to(waiting.due_at + timedelta(minutes=1))
    assert overdue.sweep() == 3
    assert ExpertAssignment.objects.get(pk=first.pk).status == "overdue"


def test_silent_coordinator_accepts_sheets_and_the_score_comes_by_itself(city: City, clock: Clock) -> None:
    city.register()
    expertise = enter(city)
    for assignment in gather(city, expertise):
        city.open_materials(assignment)
        city.score(assignment, *SEVENTY)
    clock.move_to(step(expertise.case, "accept_sheet").due_at + timedelta(minutes=1))
    while sweeping.sweep():
        continue
    assert again(expertise).score == Decimal("70.00")


def tied_expert(city: City, organization: Organization) -> Expert:
    """An expert who works in one house and has a contract with an entrant."""
    expert = city.expert(home=make_organization(f"Дом при {organization.short_name}"))
    register.add_affiliation(
        expert, by=city.coordinator, organization=organization, kind="contract", valid_from=date(2020, 1, 1)
    )
    return expert


def test_competitors_people_are_kept_out(city: City) -> None:
    rival = make_organization("Пекарня")
    expert = tied_expert(city, rival)
    expertise = enter(city, competitors=[rival, city.applicant])
    [candidate] = [one for one in selection.candidates(expertise) if one.expert == expert]
    assert [(one.rule, one.text) for one in candidate.findings] == [
        ("е", "связан с соревнующимся участником номинации — Пекарня: договор, сейчас")
    ]
    assert not candidate.can_be_asked
    with pytest.raises(IntegrityError, match="conflict of interest"), transaction.atomic():
        ExpertAssignment.objects.create(expertise=expertise, expert=expert, proposed_at=timezone.now())
    elsewhere = enter(city, title="Заявка другой номинации")
    assert conflicts(elsewhere, expert) == []


class Exchange:
    """Two entries of one series, and an expert of each entrant's house."""

    def __init__(self, city: City, series: tuple[str, str] = ("contest:1", "contest:1")) -> None:
        self.other = make_organization("Клиника")
        self.ours, self.theirs = tied_expert(city, city.applicant), tied_expert(city, self.other)
        self.entry = enter(city, series=series[0])
        self.other_entry = enter(city, title="Клиника добрых практик", applicant=self.other, series=series[1])

    def ask(self, expertise: Expertise, expert: Expert) -> ExpertAssignment:
        """An assignment past all forms: only the database is left to object."""
        with transaction.atomic():
            return ExpertAssignment.objects.create(expertise=expertise, expert=expert, proposed_at=timezone.now())


def test_two_entrants_people_do_not_assess_each_other(city: City) -> None:
    both = Exchange(city)
    assert conflicts(both.entry, both.theirs) == []
    asked = both.ask(both.other_entry, both.ours)
    assert [(one.rule, one.text) for one in conflicts(both.entry, both.theirs)] == [
        ("д", "взаимное оценивание в одном конкурсе — Клиника: договор, сейчас")
    ]
    with pytest.raises(IntegrityError, match="conflict of interest"):
        both.ask(both.entry, both.theirs)
    move(asked.decline, "Отказ", reason="занят")
    assert conflicts(both.entry, both.theirs) == []
    assert both.ask(both.entry, both.theirs).pk


def test_mutual_assessment_is_judged_within_one_series(city: City) -> None:
    both = Exchange(city, series=("contest:1", "contest:2"))
    both.ask(both.other_entry, both.ours)
    assert conflicts(both.entry, both.theirs) == []
    assert both.ask(both.entry, both.theirs).pk


def test_mutual_assessment_that_appears_later_is_a_question(city: City) -> None:
    city.register(professional=3)
    other = make_organization("Клиника")
    ours = tied_expert(city, city.applicant)
    entry, other_entry = enter(city), enter(city, title="Клиника добрых практик", applicant=other)
    [first, *others] = gather(city, entry)
    with transaction.atomic():
        ExpertAssignment.objects.create(expertise=other_entry, expert=ours, proposed_at=timezone.now())
    city.open_materials(first)
    join(first.expert.person, other)
    city.score(first, 7)
    assert "взаимное оценивание" in first.tie_questions.get().facts
    for row in others:
        city.assess(row, 7)
    city.take(first)
    assert again(entry).score is None
    city.do(entry, "decide_tie", verdict="keep", ground="Заявки разных отраслей.")
    run_pending()
    assert again(entry).score == Decimal("70.00")


@pytest.mark.django_db(transaction=True)
def test_two_assignments_at_once_do_not_slip_past_each_other(city: City) -> None:
    both = Exchange(city)
    errors: list[BaseException] = []

    def ask() -> None:
        try:
            both.ask(both.entry, both.theirs)
        except IntegrityError as error:
            errors.append(error)
        finally:
            connection.close()

    other = threading.Thread(target=ask)
    with transaction.atomic():
        both.ask(both.other_entry, both.ours)
        other.start()
        until(somebody_waits_for_a_lock)  # for this transaction, instead of not seeing its row
    other.join()
    assert len(errors) == 1 and ExpertAssignment.objects.count() == 1


def test_nothing_about_scores_or_names_reaches_anybody_else_while_sheets_come_in_and_after(city: City, client) -> None:
    city.register(professional=5)
    expertise = enter(city)
    assignments = gather(city, expertise)
    reader, *others = assignments
    city.open_materials(reader)
    office = {role: make_person(role=role) for role in ("contest_secretary", "auditor", "platform_secretary")}
    watchers = {
        "applicant": city.head,
        "expert": reader.expert.person,
        "stranger": make_person(),
        "nobody": None,
        **office,
    }
    urls = [expertise.get_absolute_url(), "/inbox/", "/notifications/", "/deadlines/", "/expert/"]
    before = {name: pages(client, person, urls) for name, person in watchers.items()}
    for assignment in others:
        scored_by(city, expertise, assignment)
    after = {name: pages(client, person, urls) for name, person in watchers.items()}
    assert {name for name in watchers if before[name] != after[name]} == set()
    assert CANARY not in pages(client, city.coordinator, urls)

    city.score(reader, *SEVENTY_TWO)
    city.take(reader)
    run_pending()
    assert again(expertise).score == Decimal("64.00")
    over = {name: pages(client, person, urls) for name, person in watchers.items()}
    hidden = [row.expert.person.last_name for row in others]
    for name, text in over.items():
        assert CANARY not in text and "64,00" not in text and "60,00" not in text, name
        assert not [one for one in hidden if f">{one} " in text or f" {one}<" in text], name
    answers = {name: text.splitlines()[0].split()[1] for name, text in over.items()}
    assert answers == {
        "applicant": "200", "expert": "200", "stranger": "404", "nobody": "404", "contest_secretary": "200", "auditor": "200",
        "platform_secretary": "404",
    }  # fmt: skip
    for name in ("applicant", "contest_secretary", "auditor", "expert"):
        assert "Оценка собрана" in over[name] and "Балл заявки" not in over[name]
    told = pages(client, city.coordinator, [expertise.get_absolute_url()])
    assert "64,00" in told and CANARY in told and "Балл заявки: (72,00 + 60,00 + 60,00) / 3 = 64,00" in told


def test_visible_to_says_the_same_as_the_pages(city: City) -> None:
    expertise = scored(city, SIXTY, SEVENTY, EIGHTY_FIVE)
    first, *_ = city.assignments(expertise, "final")
    auditor, secretary = make_person(role="auditor"), make_person(role="contest_secretary")
    people = [first.expert.person, city.coordinator, city.head, auditor, secretary, make_person()]

    def seen(rows: Any) -> list[int]:
        return [rows.visible_to(fresh(person)).count() for person in people]

    assert seen(Expertise.objects) == [1, 1, 1, 1, 1, 0]
    assert seen(ExpertAssignment.objects) == [1, 3, 0, 0, 0, 0]
    assert seen(ScoreSheet.objects) == [1, 3, 0, 0, 0, 0]
    assert not ExpertAssignment.objects.reading(first.expert.person).exists()


def test_journal_and_notices_hold_no_scores(city: City) -> None:
    expertise = scored(city, SIXTY, SEVENTY, EIGHTY_FIVE)
    subjects = [key(expertise), *(key(row) for row in city.assignments(expertise))]
    said = " ".join(f"{row.title} {row.ground} {row.payload}" for row in Entry.objects.filter(subject__in=subjects))
    said += " ".join(f"{row.title} {row.text}" for row in Notification.objects.all())
    assert not [figure for figure in ("71,67", "71.67", "60.00", "60,00", "85.00", "85,00") if figure in said]
    notices = Notification.objects.filter(person=city.head).values_list("event", "text")
    assert dict(notices) == {
        f"expertise:{expertise.pk}:group": "Мастерская звуковых прогулок. Состав: Эксперт № 1, Эксперт № 2, Эксперт № 3. "
        "Имена экспертов не раскрываются."
    }


@pytest.mark.parametrize(
    "harm",
    [
        {"status": "consolidating"},
        {"score": Decimal(1)},
        {"series": "contest:2"},
        {"kind": "full"},
        {"outcome": "recommend"},
    ],
)
def test_the_database_keeps_a_light_expertise_light(city: City, harm: dict[str, Any]) -> None:
    expertise = scored(city, SEVENTY, SEVENTY, SEVENTY)
    with pytest.raises(DatabaseError), transaction.atomic():
        Expertise.objects.filter(pk=expertise.pk).update(**harm)


def test_a_full_one_cannot_take_the_short_course(city: City) -> None:
    city.register()
    expertise = city.request()
    for assignment in city.gather(expertise):
        city.assess(assignment, 7)
    expertise = again(expertise)
    assert expertise.status == "deviation"
    with pytest.raises(Exception, match="tally_up"):
        expertise.tally_up(score=Decimal(70), at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Expertise.objects.filter(pk=expertise.pk).update(status="concluded")


@pytest.mark.parametrize(
    ("harm", "title"),
    [
        ("UPDATE expertise_expertise SET score = score - 0.01", "балл конкурсной заявки равен пересчитанному из листов, и листов достаточно"),
        ("UPDATE expertise_expert SET track = 'public'", "конкурсную заявку оценивают только профессиональные эксперты"),
        ("UPDATE viewflow_process SET finished = NULL", "у идущей экспертизы дело открыто, у завершённой — закрыто"),
    ],
)  # fmt: skip
def test_each_promise_notices_its_own_harm(city: City, harm: str, title: str) -> None:
    scored(city, SEVENTY, SEVENTY_TWO, EIGHTY_FIVE)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(harm)
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    assert title in broken()


def test_words_of_the_steps_speak_of_an_entry(city: City, client) -> None:
    city.register(professional=5)
    rival = make_organization("Пекарня")
    expertise = enter(city, competitors=[rival])
    client.force_login(fresh(city.coordinator))
    page = client.get(city.open(expertise, "form_group")[0].get_absolute_url()).content.decode()
    assert "КН-4" in page and "Запрос к городу" not in page and "Общественные эксперты" not in page
    first, *_ = city.form(expertise)
    client.force_login(fresh(first.expert.person))
    page = client.get(city.of(expertise, "declare", first).get_absolute_url()).content.decode()
    assert (
        "конкурсную заявку" in page and "Соревнуется в той же номинации" in page and "Сторона переговоров" not in page
    )
    assert "до публикации заключения" not in page
    for assignment in city.assignments(expertise, "proposed"):
        city.accept(assignment)
    city.open_materials(first)
    page = client.get(city.of(expertise, "score", first).get_absolute_url()).content.decode()
    assert "основание дисквалифицировать заявку" in page and "доработать" not in page
    assert Waiting.objects.open().filter(process=expertise.case.pk).count() == 3
