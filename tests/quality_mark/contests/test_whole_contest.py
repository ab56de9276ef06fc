"""A contest from its plan to the certificates: every status of CT and the winning statuses of CA, in one story."""

from journal.models import Entry
from journal.record import key
from quality_mark.models import Diploma, QualityMark
from quality_mark.voting import actions as voting
from tests.dossiers import checked_case, checked_outside
from tests.paper import text_of
from tests.quality_mark.contest import fresh, open_nodes
from tests.story import answer, make_citizen, make_person, settle

BEST_RESULT = (10, *(8,) * 8)  # 2,00 × 10 + 8,00 × 8 = 84


def moves(one) -> list[str]:
    """The verbs of the lawful changes, in order."""
    return list(
        Entry.objects.filter(subject=key(one))
        .exclude(after="")
        .exclude(before="")
        .order_by("id")
        .values_list("verb", flat=True)
    )


def assert_sheet_says_why(contest, tea, cedar) -> None:
    """The visit decides (rule 2) before the votes (3) and the day of registration (4), and the paper says so in words."""
    settle()
    words = text_of(fresh(contest.ranking_sheet))
    code, lines = checked_outside(contest.ranking_sheet)
    assert (code, any("пересчёт" in line for _, line in lines)) == (0, True), lines
    assert f"Заявки № {cedar.number}" in words or f"Заявки № {tea.number}" in words
    for said in (
        "набрали поровну — 80,00 балла", "итог проверки на месте — «9 из 10» против «7 из 10» (правило 2)",
        "Не ниже 80, но квота номинации (3) исчерпана заявками выше.", "84,00", "номинация не состоялась",
    ):  # fmt: skip
        assert said in words, said


def test_a_contest_from_its_plan_to_the_certificates(town):
    """Four of eighty and more for three Marks, two of them equal; a single entry of 84 in another nomination."""
    contest = town.accepting()
    bread = town.enter(contest, "N08", "Хлеб «Левобережный»")
    honey = town.enter(contest, "N08", "Мёд с Николаевской сопки")
    tea = town.enter(contest, "N08", "Таёжный чай")
    cedar = town.enter(contest, "N08", "Кедровое масло")
    walk = town.enter(contest, "N03", "Звуковые прогулки")
    entries = (bread, honey, tea, cedar, walk)
    citizens = [make_citizen(last_name="Горожанкина") for _ in range(2)]
    contest = town.closed(contest)
    assert contest.status == "checking"
    contest = town.admitted(contest)
    assert contest.status == "evaluating"
    assert [fresh(one).status for one in entries] == ["scoring"] * 5
    assert (contest.nominations.get(code="N03").is_single, contest.nominations.get(code="N01").status) == (
        True,
        "failed",
    )

    for person in citizens:  # the citizens like the tea, and it was registered before the oil
        voting.cast_vote(contest.voting, by=person, entry=tea, address=f"10.0.0.{person.pk}")
    equal, higher = (8,), (9, *(8,) * 7)  # a product is judged by eight criteria
    town.assess_all(
        contest,
        **{bread.title: (9,), honey.title: higher, tea.title: equal, cedar.title: equal, walk.title: BEST_RESULT},
    )
    assert open_nodes(contest.case) == ["plan_visits"]
    town.visit_all(contest, **{tea.title: 7, cedar.title: 9})
    town.voted(contest)
    contest = fresh(contest)
    assert (contest.status, open_nodes(contest.case)) == ("ranking", ["put_to_jury"])
    answer(town.secretary, contest.case, "put_to_jury")
    contest = fresh(contest)
    assert contest.status == "jury"
    assert_sheet_says_why(contest, tea, cedar)
    town.judge(contest, "by_ranking")
    contest = fresh(contest)
    assert (contest.status, [fresh(one).level for one in entries]) == (
        "committee",
        ["mark", "mark", "diploma_1", "mark", "diploma_1"],
    )
    answer(town.secretary, contest.case, "to_committee", **town.suggested(contest, "to_committee"))
    town.decide("approve")
    assert fresh(contest).status == "results"
    answer(town.secretary, contest.case, "publish")
    contest = fresh(contest)
    assert contest.status == "appeals"
    town.until(town.days_after(9))  # five to appeal, four until the last of them is heard of
    assert fresh(contest).status == "awarding"
    answer(town.clerk, contest.case, "award")
    contest = fresh(contest)
    assert (contest.status, open_nodes(contest.case)) == ("completed", [])
    assert [fresh(one).status for one in entries] == ["laureate", "laureate", "diploma_1", "laureate", "diploma_1"]
    given = Diploma.objects.filter(degree="diploma_1").values_list("entry__title", flat=True)
    assert set(given) == {tea.title, walk.title}
    assert set(QualityMark.objects.values_list("entry", flat=True)) == {bread.pk, honey.pk, cedar.pk}
    settle()
    auditor = make_person("auditor")
    assert {"minutes", "announcement"} <= set(checked_case("contest", contest, auditor))
    assert checked_case("entry", bread, auditor)
    assert {"certificate", "decision"} <= set(checked_case("mark", QualityMark.objects.get(entry=bread.pk), auditor))
    assert moves(contest) == [
        "announce",
        "open_window",
        "close_window",
        "begin_check",
        "finish_admission",
        "finish_assessment",
        "put_to_jury",
        "recommend",
        "approve",
        "open_appeals",
        "close_appeals",
        "complete",
    ]
    assert moves(bread) == [
        "submit",
        "register",
        "begin_check",
        "admit",
        "send_to_experts",
        "appoint_visit",
        "complete_score",
        "shortlist",
        "become_laureate",
    ]
