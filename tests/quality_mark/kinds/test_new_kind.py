"""A kind nobody has programmed: written by the secretary on pages, adopted by the committee, one contest of it run to its papers."""

from django.test import Client
from django.urls import reverse

from documents.models import Document
from quality_mark.kinds.flow import KindFlow
from quality_mark.kinds.models import ContestKind
from quality_mark.models import Diploma, QualityMark
from tests.committee import conftest as table
from tests.paper import text_of
from tests.quality_mark.contest import TEXT, fresh, open_nodes
from tests.settled import is_refused
from tests.story import answer, press, settle, waiting_of

YARD = {
    "title": "Лучший двор", "about": "Дворы, которые жители сделали сами и держат в порядке.", "entrants": ["organization", "team"],
    "requires_head_act": "on", "experts_min": "4", "blind": "never",
    "statement": "двор открыт для всех жителей",
    "nomination_1_title": "Зелёный двор", "nomination_1_area": "social", "nomination_1_criteria": "KN4", "nomination_1_quota": "1",
    "nomination_2_title": "Двор для детей", "nomination_2_area": "youth", "nomination_2_criteria": "KN11", "nomination_2_quota": "2",
    "level_1_title": "Лучший двор года", "level_1_threshold": "80", "level_1_gives": "support", "level_1_quota": "1", "level_1_per": "nomination",
    "level_2_title": "Похвальный лист", "level_2_threshold": "60", "level_2_gives": "diploma",
    "place_1_label": "Двор", "place_1_section": "О дворе", "place_1_type": "line", "place_1_required": "on", "place_1_name": "title",
    "place_2_label": "Что сделали жители", "place_2_section": "О дворе", "place_2_type": "text", "place_2_required": "on",
    "place_3_label": "Когда начали", "place_3_section": "О дворе", "place_3_type": "day", "place_3_required": "on",
    "place_4_label": "Кто помогал", "place_4_section": "Соседи", "place_4_type": "choice", "place_4_choices": "школа; управляющая компания",
}  # fmt: skip


def adopted(town) -> ContestKind:
    """CK-01, CK-02 by pages: what is wrong is said and kept, then the committee decides."""
    begin = reverse("contest_kind_begin")
    assert "Назовите вид." in press(town.secretary, begin, status=422)
    assert "уже занят" in press(town.secretary, begin, status=422, title="Знак", code="mark")
    press(town.secretary, begin, title="Лучший двор", code="best-yard")
    kind = ContestKind.objects.get(code="best-yard")
    assert Client().get(kind.get_absolute_url()).status_code == 404, "a draft is the office's"
    describe = waiting_of(town.secretary, kind.case, "describe").get_absolute_url()
    wrong = press(
        town.secretary,
        describe,
        status=422,
        **YARD | {"blind": "завтра", "nomination_1_criteria": "", "level_2_threshold": "90", "_send": "1"},
    )
    assert "Укажите набор критериев." in wrong and 'value="Лучший двор года"' in wrong, "nothing typed is lost"
    assert "Пороги идут сверху вниз" in press(
        town.secretary, describe, status=422, **YARD | {"level_2_threshold": "90", "_send": "1"}
    )
    press(town.secretary, describe, **YARD | {"_send": "1"})
    answer(town.secretary, kind.case, "propose", decision="edit")
    press(town.secretary, waiting_of(town.secretary, kind.case, "describe").get_absolute_url(), **YARD | {"_send": "1"})
    kind = fresh(kind)
    answer(town.secretary, kind.case, "propose", **put(kind))
    drop = reverse("contest_kind_drop", args=[kind.code, kind.version])
    assert "Подтвердите" in press(town.secretary, drop, status=422)
    assert "на рассмотрении комитета" in press(town.secretary, drop, status=422, is_sure="on")
    town.decide("enact")
    return fresh(kind)


def put(kind: ContestKind) -> dict[str, str]:
    """What the form of the question suggests."""
    return dict(KindFlow.propose.form.initial_for(kind))


def enter(town, contest, code, title, **facts):
    """CA-01 on the form of the kind."""
    person = town.entrant(f"ООО «{title}»", **facts)
    entry = town.begin(person, contest, code, title)
    told = {
        "nomination": entry.nomination_id,
        "title": title,
        "place_2": TEXT,
        "place_3": "2024-05-01",
        "place_4": "школа",
    }
    assert "подтверждения" in str(answer(person, entry.case, "submit", refused=True, **told).errors)
    answer(person, entry.case, "submit", **told, statement="on")
    return fresh(entry)


def approve_by_an_act(town, contest):
    """CT-14 in a kind whose results are bound to an act of the Head: until it is entered nothing is in force."""
    secretary = town.committee.secretary.person
    meeting = town.sit(town.committee, ("approve",))
    table.answer(secretary, "draw_up")
    decision = Document.objects.filter(kind="decision").latest("pk")
    town.sign(decision)
    assert fresh(contest).status == "committee", "it waits for the act"
    table.answer(secretary, "request_act", points="Признать лучшие дворы.")
    table.answer(town.clerk, "enter_act", **table.act_of_the_head(fresh(decision).date))
    table.released(town.committee, meeting)


def test_a_new_kind_needs_no_code(town):
    kind = adopted(town)
    assert (kind.status, kind.paper.is_public) == ("in_force", True)
    settle()
    assert "Лучший двор года" in text_of(kind.paper)
    for page in (reverse("contest_kinds"), kind.get_absolute_url()):
        assert "Лучший двор" in Client().get(page).content.decode()
    assert is_refused(ContestKind.objects.filter(pk=kind.pk), data={})

    contest = town.accepting(kind="best-yard", title="Лучший двор — 2027", quota_01=1, quota_02=2)
    assert (contest.kind, contest.nominations.count()) == (kind, 2)
    green, grey, poor = (enter(town, contest, "01", title) for title in ("Двор тополей", "Двор лип", "Двор ив"))
    group = enter(town, contest, "02", "Двор детства", legal_form="ТОС", sector="community")
    contest = town.admitted(town.closed(contest))
    assert not hasattr(contest, "voting"), "the kind has no vote"
    town.assess_all(contest, **{green.title: (9,), grey.title: (8,), poor.title: (5,)})
    contest = fresh(contest)
    assert (contest.status, open_nodes(contest.case)) == ("ranking", ["put_to_jury"]), "and no visits"
    answer(town.secretary, contest.case, "put_to_jury")
    town.judge(contest, "by_ranking")
    contest = fresh(contest)
    assert [fresh(row).get_level_display() for row in (green, grey, poor, group)] == [
        "Лучший двор года", "Похвальный лист", "Участник", "Похвальный лист",
    ]  # fmt: skip
    answer(town.secretary, contest.case, "to_committee", **town.suggested(contest, "to_committee"))
    approve_by_an_act(town, contest)
    answer(town.secretary, contest.case, "publish")
    town.until(town.days_after(9))
    answer(town.clerk, contest.case, "award")
    settle()
    contest = fresh(contest)
    assert (contest.status, fresh(green).get_status_display()) == ("completed", "Лучший двор года")
    papers = Document.objects.filter(register="contest_awards").order_by("number")
    assert [paper.number for paper in papers] == [f"КС-{contest.number}-{n:03d}" for n in (1, 2, 3)]
    assert not QualityMark.objects.exists() and Diploma.objects.count() == 3
    town.sign(papers[0])
    assert "Лучший двор года" in text_of(fresh(papers[0]))
    page = Client().get(contest.get_absolute_url()).content.decode()
    assert "Лучший двор года" in page and "Знак качества" not in page.partition("<main")[2].partition("</main")[0]
