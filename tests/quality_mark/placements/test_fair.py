"""A fair: the stands go to the best, whoever declines or is silent is followed by the next, and so is whoever leaves or loses a stand."""

from datetime import date, timedelta

from django.test import Client
from django.urls import reverse

from committee.models import Body
from documents.models import Document
from quality_mark.models import Placement, QualityMark
from tests.paper import text_of
from tests.quality_mark.contest import TEXT, fresh, open_nodes
from tests.settled import is_refused
from tests.story import answer, press, settle, waiting_of

NAMES = ("Тихий трамвай", "Умный фонарь", "Сад на крыше", "Тёплая остановка", "Парта во дворе", "Говорящий музей")


def enter(town, contest, title, **facts):
    """CA-01 on the form of the fair."""
    person = town.entrant(f"Участник «{title}»", **facts)
    entry = town.begin(person, contest, "NKD", title)
    texts = dict.fromkeys(("summary", "shown", "ready", "need", "stand_safety"), TEXT)
    answer(person, entry.case, "submit", nomination=entry.nomination_id, title=title, statement="on", **texts)
    return fresh(entry)


def decided(town):
    """A fair whose results are in force: three stands, five entries that have reached the score, and one that has not."""
    contest = town.accepting(kind="fair", title="Инновационные проекты — 2027", quota_BK=0, quota_NKD=3, quota_SS=0)
    group = enter(town, contest, NAMES[0], legal_form="ТОС", sector="community")
    entries = [group, *(enter(town, contest, name) for name in NAMES[1:])]
    contest = town.admitted(town.closed(contest))
    town.assess_all(contest, **dict(zip(NAMES, ((9,), (8,), (7,), (7,), (7,), (5,)), strict=True)))
    town.voted(contest)
    answer(town.secretary, contest.case, "put_to_jury")
    town.judge(contest, "by_ranking")
    answer(town.secretary, contest.case, "to_committee", **town.suggested(contest, "to_committee"))
    town.decide("approve")
    answer(town.secretary, contest.case, "publish")
    town.until(town.days_after(9))
    return fresh(contest), [fresh(entry) for entry in entries]


def stands() -> list[tuple[str, int, str]]:
    """The stands in the order in which they were given."""
    rows = Placement.objects.order_by("pk").select_related("entry")
    return [(row.entry.title, row.place_no, row.status) for row in rows]


def accepted(entry, **more: str) -> Placement:
    """PL-02."""
    answer(entry.created_by, entry.placement.case, "answer", decision="accept", has_read="on", **more)
    return fresh(entry.placement)


def seen(name: str, *args: int) -> str:
    """What a stranger reads."""
    return Client().get(reverse(name, args=args)).content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_stands_go_to_the_best_and_on_to_the_next(town):
    contest, (tram, lamp, roof, stop, desk, museum) = decided(town)
    assert (contest.status, stop.get_status_display()) == ("awarding", "Участник"), "for want of room"
    assert stands() == [(tram.title, 1, "granted"), (lamp.title, 2, "granted"), (roof.title, 3, "granted")]

    page = waiting_of(tram.created_by, tram.placement.case, "answer").get_absolute_url()
    assert "Прочтите условия" in press(tram.created_by, page, status=422, decision="accept")
    press(tram.created_by, page, decision="accept", has_read="on", is_public="on")
    place = fresh(tram.placement)
    assert (place.ends_on, is_refused(Placement.objects.filter(pk=place.pk), place_no=7)) == (
        date(place.starts_on.year, 12, 31),
        True,
    )
    answer(lamp.created_by, lamp.placement.case, "answer", decision="decline", ground="не успеваем собрать макет")
    assert stands()[1::2] == [(lamp.title, 2, "declined"), (stop.title, 2, "granted")]
    accepted(stop)
    town.until(town.days_after(11))
    assert stands()[2::2] == [(roof.title, 3, "declined"), (desk.title, 3, "granted")], "silence"
    answer(town.clerk, contest.case, "award")
    settle()
    paper = Document.objects.get(register="contest_awards", number=f"КС-{contest.number}-001")
    town.sign(paper)
    assert "Стенд на выставке" in text_of(fresh(paper)) and not QualityMark.objects.exists()

    committee = Body.objects.filter(kind=Body.Kind.COMMITTEE)
    committee = Body.objects.filter(pk=committee.get().pk)
    committee.update(kind="analytical_group")  # for a day nobody leads the committee
    lost = accepted(desk, is_public="on")
    certify = reverse("placement_certify", args=[lost.pk])
    press(town.secretary, reverse("placement_certify", args=[place.pk]), status=403)
    assert "подписать свидетельство некому" in press(town.secretary, certify, status=422)
    committee.update(kind="committee")
    press(town.secretary, certify)
    settle()
    assert fresh(desk).diplomas.count() == 1
    press(town.secretary, certify, status=403)

    shown = seen("exhibition_year", contest.year)
    assert all(entry.title in shown for entry in (tram, desk, museum, lamp)), "the others online"
    assert stop.title not in shown, "it has not agreed to be published"
    assert [Client().get(row.get_absolute_url()).status_code for row in (place, stop.placement)] == [200, 404]
    assert Client().get(reverse("exhibition_year", args=[1999])).status_code == 404

    leave = reverse("placement_leave", args=[stop.placement.pk])
    press(stop.created_by, leave, status=422, ground="")
    press(stop.created_by, leave, ground="переезжаем в другой город")
    revoke = reverse("placement_revoke", args=[lost.pk])
    press(town.secretary, revoke, status=422, ground="мало")
    press(town.secretary, revoke, ground="На стенде показан чужой проект, что подтвердила проверка.")
    town.decide("revoke")
    assert stands()[3:] == [(stop.title, 2, "left"), (desk.title, 3, "revoked")], "nobody else has reached the score"
    town.until(place.ends_on + timedelta(days=1))
    assert {fresh(row).status for row in (place, lost)} == {"ended", "revoked"}
    assert open_nodes(place.case) == open_nodes(lost.case) == []
    assert tram.title in seen("exhibition"), "the archive"
    assert all(seen(name) for name in ("incubator", "reserve"))
