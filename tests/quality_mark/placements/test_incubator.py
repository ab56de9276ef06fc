"""A resident of the incubator: a team whose age the secretary has checked, reports every quarter, one prolongation."""

from datetime import timedelta

from django.test import Client
from django.urls import reverse

from casework import door, workdays
from execution.models import Undertaking
from quality_mark.entries.flow import EntryFlow
from quality_mark.months import later
from quality_mark.placements.page import reports
from tests.paper import text_of
from tests.quality_mark.contest import TEXT, fresh, open_nodes
from tests.story import BACKEND, answer, make_person, post, press, waiting_of


def enter(town, contest, title, person, **who: str):
    """CA-01."""
    form = EntryFlow.enter.form(
        post({"nomination": contest.nominations.get(code="01").pk, "title": title, **who}), by=person
    )
    assert form.is_valid(), form.errors
    entry = door.start_case(EntryFlow.enter, by=person, form=form, token=None)
    assert entry is not None, form.errors
    texts = dict.fromkeys(("summary", "idea", "economy", "members", "done"), TEXT)
    people = {"team_people": "Гончарова Анна\nГлинин Пётр"} if entry.team else {}
    since = (workdays.local_date() - timedelta(days=200)).isoformat()
    answer(
        person,
        entry.case,
        "submit",
        nomination=entry.nomination_id,
        title=title,
        statement="on",
        works_since=since,
        **texts,
        **people,
    )
    return fresh(entry)


def seen(person, address: str) -> tuple[int, str]:
    """The status and the words of a page."""
    browser = Client(raise_request_exception=False)
    browser.force_login(person, BACKEND)
    response = browser.get(address)
    return response.status_code, response.content.decode()


def test_a_team_lives_in_the_incubator(town):
    contest = town.accepting(kind="incubator", title="Инкубатор — 2027", quota_01=1, quota_02=0, quota_03=0)
    leader, head = make_person(last_name="Гончарова"), town.entrant("Мастерская")
    clay = enter(town, contest, "Глина", leader, team="Глина")
    enter(town, contest, "Починка", head, organization=head.memberships.get().organization_id)
    contest = town.closed(contest)
    refused = answer(town.secretary, clay.case, "check", refused=True, outcome="admit")
    assert "условие проверено" in str(refused.errors["is_verified"])
    assert "от 18 до 35 лет" in refused.fields["is_verified"].label
    answer(town.secretary, clay.case, "check", outcome="admit", is_verified="on")
    contest = town.results(town.admitted(contest), Глина=(8,), Починка=(7,))

    place = fresh(clay).placement
    answer(leader, place.case, "answer", decision="accept", has_read="on", is_public="on")
    place, paper = fresh(place), town.awarded(contest)[0]
    assert "Резидент" in text_of(paper) and "команда «Глина», руководитель Гончарова" in text_of(paper)
    commitment = Undertaking.objects.get(kind="commitment")
    assert (commitment.person, commitment.period, commitment.due_on) == (leader, "quarter", place.ends_on)

    town.until(town.days_after(90))
    shown = seen(leader, place.get_absolute_url())[1]
    assert reports(place)["overdue"] and "отчёт просрочен" in shown
    prolong = reverse("placement_prolong", args=[place.pk])
    assert "сначала обладатель места отчитывается" in press(
        town.secretary, prolong, status=422, ground="Мастерская набрала учеников."
    )
    while reports(place)["overdue"]:
        done = "Слепили и продали первую партию посуды, набрали учеников."
        answer(leader, commitment.case, "report", done_text=done, link="https://example.org/glina")
        answer(town.secretary, commitment.case, "check", outcome="accepted")
    assert "отчёт просрочен" not in seen(leader, place.get_absolute_url())[1]
    press(town.secretary, prolong, status=422, ground="мало")
    press(town.secretary, prolong, ground="Мастерская набрала учеников.")
    place = fresh(place)
    assert place.prolonged_to == later(place.ends_on, 6) == fresh(commitment).due_on
    assert seen(town.secretary, prolong)[0] == 403, "only once"

    town.until(place.ends_on + timedelta(days=1))
    assert fresh(place).status == "active"
    town.until(place.prolonged_to + timedelta(days=1))
    assert (fresh(place).status, open_nodes(place.case)) == ("ended", [])
    assert waiting_of(leader, commitment.case, "report"), "the last quarter is still to be told of"
