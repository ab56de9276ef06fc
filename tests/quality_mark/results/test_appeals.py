"""What an appeal does to a contest: it waits, one nomination is judged again, and nothing of anybody else changes (CT-17, CT-20, CA-16, CA-17)."""

from typing import Any

from django.db import connection

from casework import appealing
from documents.models import Document
from portal.management.commands.check_invariants import broken
from quality_mark.models import Diploma, QualityMark
from tests.quality_mark.contest import fresh, open_nodes
from tests.quality_mark.verdicts import verdict
from tests.recourse import keeps_promise
from tests.story import answer

SEVENTY, EIGHTY = (7,), (8,)


def standing_of(entries: Any) -> list[tuple[str, str, int | None]]:
    return [(entry.status, entry.level, entry.place) for entry in map(fresh, entries)]


def published(town) -> tuple[Any, list[Any]]:
    """Two nominations with results: three and two entries."""
    contest = town.accepting()
    entries = [town.enter(contest, code, title) for code, title in (
        ("N08", "Хлеб «Левобережный»"), ("N08", "Мёд с сопки"), ("N08", "Таёжный чай"), ("N03", "Звуковые прогулки"), ("N03", "Музейная ночь"),
    )]  # fmt: skip
    contest = town.admitted(town.closed(contest))
    town.assess_all(contest, **{"Таёжный чай": SEVENTY, "Музейная ночь": (5,), "Хлеб «Левобережный»": EIGHTY, "Мёд с сопки": EIGHTY,
                                "Звуковые прогулки": EIGHTY})  # fmt: skip
    town.visit_all(contest)
    town.voted(contest)
    judged(town, contest)
    return fresh(contest), entries


def broken_by(change: str, pk: int) -> set[str]:
    """Which promises a change behind the law's back would break; it is not kept."""
    with connection.cursor() as cursor:
        cursor.execute("SAVEPOINT before; SET CONSTRAINTS ALL IMMEDIATE; SET session_replication_role = replica")
        cursor.execute(change, [pk])
        cursor.execute("SET session_replication_role = DEFAULT")
        names = {line.split()[0] for line in broken()}
        cursor.execute("ROLLBACK TO SAVEPOINT before")
    return names


def judged(town, contest) -> None:
    """The jury, the committee, the publication."""
    answer(town.secretary, contest.case, "put_to_jury")
    town.judge(contest, "by_ranking")
    answer(town.secretary, contest.case, "to_committee", **town.suggested(contest, "to_committee"))
    town.decide("approve")
    answer(town.secretary, contest.case, "publish")


def test_one_nomination_is_judged_again_and_the_others_do_not_wait(town):
    contest, entries = published(town)
    bread, honey, tea, walk, museum = entries
    assert [status for status, _, _ in standing_of(entries)] == [
        "laureate",
        "laureate",
        "diploma_1",
        "laureate",
        "participant",
    ]
    before = standing_of([bread, honey, walk, museum])
    [kind] = appealing.standing(fresh(tea))
    assert kind.key == "contest_result" and list(appealing.standing(fresh(bread))) == []
    paper = verdict()
    appealing.begin(tea, paper)
    town.until(town.days_after(9))
    assert (fresh(contest).status, open_nodes(contest.case)) == ("appeals", ["await_verdicts"])
    appealing.end(tea, paper)
    letter = kind.rules.paper(fresh(tea))
    kind.rules.satisfy(fresh(tea), remedy="jury", by=None, ground=f"решение по апелляции № {paper.number}", paper=paper)
    town.until(town.days_after(0))
    assert (fresh(contest).status, open_nodes(contest.case)) == ("ranking", ["put_to_jury"])
    assert (fresh(tea).status, fresh(tea).level, open_nodes(tea.case)) == ("scored", "", ["verdict"])
    assert Document.objects.get(pk=letter.pk).status == "annulled"
    assert set(QualityMark.objects.values_list("entry", flat=True)) == {bread.pk, honey.pk, walk.pk}
    assert standing_of([bread, honey, walk, museum]) == before
    first = fresh(contest).results_paper
    told = Document.objects.filter(title="Об итогах конкурса").count()
    judged(town, contest)
    contest = fresh(contest)
    assert (contest.status, fresh(tea).status) == ("appeals", "diploma_1")
    assert standing_of([bread, honey, walk, museum]) == before
    assert Document.objects.filter(title="Об итогах конкурса").count() == told + 1
    assert contest.results_paper.supersedes == first
    town.until(town.days_after(9))
    answer(town.clerk, contest.case, "award")
    assert fresh(contest).status == "completed"
    assert Diploma.objects.get(degree="diploma_1").entry == tea
    assert QualityMark.objects.count() == 3 and list(appealing.standing(fresh(tea))) == []
    behind = "UPDATE quality_mark_contestapplication SET status = 'participant', level = 'participant' WHERE id = %s"
    assert "A5" in broken_by(behind, honey.pk)


def test_an_appeal_that_is_refused_lets_the_contest_go_on(town):
    contest, entries = published(town)
    museum, tea = entries[4], entries[2]
    [kind] = appealing.standing(fresh(museum))
    other = town.entrant("ООО «Чужие»")
    head = museum.created_by
    assert [kind.rules.may_appeal(fresh(museum), person) for person in (head, other, town.secretary)] == [
        True,
        False,
        False,
    ]
    for promise in (kind.rules.paper(fresh(museum)), contest.results_paper, contest.results_item.paper):
        keeps_promise("contest_result", promise, head, other, town.secretary)
    assert kind.rules.took_part(fresh(museum)) >= {
        juror.pk for juror in town.jurors
    } and head.pk not in kind.rules.took_part(fresh(museum))
    paper = verdict()
    appealing.begin(museum, paper)
    town.until(town.days_after(9))
    assert fresh(contest).status == "appeals"
    appealing.end(museum, paper)
    kind.rules.resume(fresh(museum), by=None, ground="в апелляции отказано")
    town.until(town.days_after(0))
    assert (fresh(contest).status, open_nodes(contest.case)) == ("awarding", ["award"])
    another = verdict()
    appealing.begin(tea, another)
    form = answer(town.clerk, contest.case, "award", refused=True)
    assert "обжалуется" in form.errors.as_text()
    assert fresh(contest).status == "awarding"
    appealing.end(tea, another)
