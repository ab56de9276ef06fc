"""A contest from its plan to the certificates: every status of CT and the winning statuses of CA, in one story."""

from journal.models import Entry
from journal.record import key
from tests.quality_mark.contest import fresh, open_nodes
from tests.story import answer


def moves(one) -> list[str]:
    """The verbs of the lawful changes, in order."""
    return list(
        Entry.objects.filter(subject=key(one))
        .exclude(after="")
        .exclude(before="")
        .order_by("id")
        .values_list("verb", flat=True)
    )


def test_a_contest_from_its_plan_to_the_certificates(town):
    contest = town.accepting()
    bread = town.enter(contest, "N08", "Хлеб «Левобережный»")
    honey = town.enter(contest, "N08", "Мёд с Николаевской сопки")
    walk = town.enter(contest, "N03", "Звуковые прогулки")
    contest = town.closed(contest)
    assert contest.status == "checking"
    contest = town.admitted(contest)
    assert contest.status == "evaluating"
    assert [fresh(one).status for one in (bread, honey, walk)] == ["scoring"] * 3
    assert (contest.nominations.get(code="N03").is_single, contest.nominations.get(code="N01").status) == (
        True,
        "failed",
    )

    town.assess_all(contest, **{bread.title: (9,), honey.title: (7,), walk.title: (8,)})
    assert open_nodes(contest.case) == ["plan_visits"]
    town.visit_all(contest)
    town.voted(contest)
    contest = fresh(contest)
    assert (contest.status, open_nodes(contest.case)) == ("ranking", ["put_to_jury"])
    answer(town.secretary, contest.case, "put_to_jury")
    assert fresh(contest).status == "jury"
    town.judge(contest, "by_ranking")
    contest = fresh(contest)
    assert (contest.status, [fresh(one).level for one in (bread, honey, walk)]) == (
        "committee",
        ["mark", "diploma_1", "diploma_1"],
    )
    answer(town.secretary, contest.case, "to_committee", **town.suggested(contest, "to_committee"))
    town.decide("approve")
    assert fresh(contest).status == "results"
    answer(town.secretary, contest.case, "publish")
    contest = fresh(contest)
    assert contest.status == "appeals"
    town.until(town.days_after(5))
    assert fresh(contest).status == "awarding"
    answer(town.clerk, contest.case, "award")
    contest = fresh(contest)
    assert (contest.status, open_nodes(contest.case)) == ("completed", [])
    assert [fresh(one).status for one in (bread, honey, walk)] == ["laureate", "diploma_1", "diploma_1"]
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
