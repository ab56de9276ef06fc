"""A refusal of admission before the appeals board: CT-10 waits, the entry comes back alone, and nothing of anybody else changes (CA-16)."""

from typing import Any

from casework import appealing
from documents.models import Document
from tests.paper import text_of
from tests.quality_mark.contest import fresh, open_nodes
from tests.quality_mark.verdicts import refused, satisfied, verdict
from tests.recourse import keeps_promise
from tests.story import answer, settle

LETTER = "Об отказе в допуске к конкурсу"
NODE = {"explanation": "Объект не относится к номинации, в которой подана заявка."}


def admitted_but(town: Any, *titles: str) -> tuple[Any, dict[str, Any]]:
    """A contest whose minutes of admission are signed: bread and honey are in, these are not."""
    contest = town.accepting()
    entries = {title: town.enter(contest, "N08", title) for title in ("Хлеб «Левобережный»", "Мёд с сопки", *titles)}
    contest = town.closed(contest)
    town.check_all(contest, **dict.fromkeys(titles, "off_purpose"))
    answer(town.secretary, contest.case, "draw_up_admission")
    town.sign(fresh(contest).admission_minutes)
    return fresh(contest), entries


def standing_of(*entries: Any) -> list[tuple[Any, ...]]:
    return [(row.status, row.score, row.level, row.place) for row in map(fresh, entries)]


def judged_the_others(town: Any, contest: Any) -> None:
    """Assessed, visited, voted for: nothing of theirs is left to wait for."""
    town.assess_all(contest)
    town.visit_all(contest)
    town.voted(contest)


def test_an_entry_an_appeal_brings_back_is_admitted_assessed_and_visited_after_the_others(town):
    contest, entries = admitted_but(town, "Таёжный чай")
    tea, bread, honey = entries["Таёжный чай"], entries["Хлеб «Левобережный»"], entries["Мёд с сопки"]
    letter = Document.objects.get(title=LETTER)
    keeps_promise("not_admitted", letter, tea.created_by, bread.created_by, town.secretary, town.jurors[0])
    [kind] = appealing.standing(fresh(tea))
    signed = {town.secretary.pk, town.jury(contest).chair.person_id}
    assert (
        signed <= set(kind.rules.took_part(fresh(tea)))
        and kind.rules.appellant(fresh(tea), tea.created_by) == tea.organization
    )
    contested = verdict()
    appealing.begin(tea, contested)
    judged_the_others(town, contest)
    assert (fresh(contest).status, open_nodes(contest.case)) == ("evaluating", ["visits"]), "CT-10 waits for the board"
    before = standing_of(bread, honey)
    appealing.end(tea, contested)

    paper = satisfied(fresh(tea))

    letter = fresh(letter)
    assert (letter.status, letter.annulled_reason) == ("annulled", f"Отменено: решение по апелляции № {paper.number}")
    assert (fresh(tea).status, fresh(tea).finding, open_nodes(tea.case)) == ("checking", "", ["check"])
    assert list(appealing.standing(fresh(tea))) == []
    answer(town.secretary, tea.case, "check", outcome="admit")
    minutes = fresh(tea).readmissions.get().minutes
    assert (open_nodes(tea.case), open_nodes(contest.case)) == (["approve"], ["visits"])
    settle()
    words = text_of(Document.objects.get(pk=minutes.pk))
    assert f"решения по апелляции № {paper.number}" in words and "Номинация состоялась: допущено 3" in words
    assert bread.number not in words
    town.sign(minutes)
    tea = fresh(tea)
    assert (tea.status, open_nodes(tea.case)) == ("scoring", ["assess"])
    assert set(tea.expertise.parties.all()) == {bread.organization, honey.organization}
    town.assess(tea, 8)
    assert open_nodes(tea.case) == ["plan_visit"], "it may get the Mark, and the others have had their visits"
    form = answer(town.secretary, tea.case, "plan_visit", refused=True, day="2020-01-01")
    assert "Проверку проводят с" in str(form.errors)
    answer(town.secretary, tea.case, "plan_visit", day=f"{town.days_after(1):%Y-%m-%d}")
    town.visit(tea, 9)
    assert (fresh(contest).status, fresh(tea).status, open_nodes(contest.case)) == (
        "ranking",
        "scored",
        ["put_to_jury"],
    )
    assert standing_of(bread, honey) == before


def test_below_the_score_of_a_visit_it_is_scored_at_once_and_a_second_refusal_has_a_door_of_its_own(town):
    contest, entries = admitted_but(town, "Таёжный чай", "Кедровое масло")
    tea, oil = entries["Таёжный чай"], entries["Кедровое масло"]
    judged_contested = [verdict(), verdict()]
    for entry, paper in zip((tea, oil), judged_contested, strict=True):
        appealing.begin(entry, paper)
    judged_the_others(town, contest)
    for entry, paper in zip((tea, oil), judged_contested, strict=True):
        appealing.end(entry, paper)
        satisfied(fresh(entry))
    answer(town.secretary, tea.case, "check", outcome="admit")
    town.sign(fresh(tea).readmissions.get().minutes)
    town.assess(tea, 6)
    assert (fresh(tea).status, open_nodes(tea.case), fresh(contest).status) == ("scored", ["verdict"], "evaluating")
    answer(town.secretary, oil.case, "check", outcome="refuse", ground="off_purpose", **NODE)
    town.sign(fresh(oil).readmissions.get().minutes)
    assert (fresh(oil).status, open_nodes(oil.case), fresh(contest).status) == ("not_admitted", [], "ranking")
    assert Document.objects.filter(title=LETTER).exclude(status="annulled").count() == 1
    assert list(appealing.standing(fresh(oil))) == [], "the contest has gone on to its ranking"


def test_a_refused_appeal_lets_the_contest_go_on(town):
    contest, entries = admitted_but(town, "Таёжный чай")
    tea, paper = entries["Таёжный чай"], verdict()
    appealing.begin(tea, paper)
    judged_the_others(town, contest)
    assert fresh(contest).status == "evaluating"
    appealing.end(tea, paper)
    refused(fresh(tea))
    assert (fresh(contest).status, fresh(tea).status) == ("ranking", "not_admitted")


def test_a_contest_that_fails_promises_no_appeal_unless_one_could_save_it(town):
    contest = town.accepting()
    bread, honey = (town.enter(contest, "N08", title) for title in ("Хлеб «Левобережный»", "Мёд с сопки"))
    contest = town.closed(contest)
    answer(town.secretary, bread.case, "check", outcome="send_back", remark_title="Назовите точнее.")
    term = town.days_after(4)
    town.check_all(contest)
    town.until(term)  # nobody has mended it: CA-06, and the contest still checks
    assert fresh(bread).status == "not_admitted"
    keeps_promise("not_admitted", Document.objects.get(title=LETTER), bread.created_by, honey.created_by)
    paper = verdict()
    appealing.begin(bread, paper)
    form = answer(town.secretary, contest.case, "draw_up_admission", refused=True)
    assert "дождитесь решения по апелляции" in str(form.errors)
    appealing.end(bread, paper)
    refused(fresh(bread))
    answer(town.secretary, contest.case, "draw_up_admission")
    town.sign(fresh(contest).admission_minutes)
    assert (fresh(contest).status, list(appealing.standing(fresh(bread)))) == ("failed", [])
