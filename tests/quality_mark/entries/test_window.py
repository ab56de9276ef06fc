"""The window of intake: opens and closes by itself, is extended once, keeps its length; what may not enter."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from casework import sweeping, workdays
from casework.door import Refused
from casework.models import Notification
from casework.queue import run_pending
from programme.models import PaperAnswer
from quality_mark.contests import actions as contests
from quality_mark.contests.flow import ContestFlow
from quality_mark.entries import actions as entries
from quality_mark.entries.forms import CreateForm
from quality_mark.models import Contest
from tests.access.of_contests import accepting, entered, planned
from tests.quality_mark.contest import application, fresh, open_nodes
from tests.settled import is_refused, slack
from tests.story import answer, make_member, make_organization, make_person, post, step

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(db, clock):
    return make_person("contest_secretary"), [make_person("jury_member") for _ in range(9)]


def head_of(name="ТОС «Утёс»", **facts):
    head = make_member(make_organization(name, **facts))
    return head, head.memberships.get().organization


def plan_form(people, **changes):
    secretary, jury = people
    opens = workdays.add(workdays.local_date(), 3)
    data = {"title": "Знак", "opens_on": opens.isoformat(), "closes_on": workdays.add(opens, 20).isoformat(), "act": "акт",
            "chair": jury[0].pk, "quota_N01": 3,
            **{f"quota_N{n:02d}": 0 for n in range(2, 13)},
            **{f"seat_{n}": person.pk for n, person in enumerate(jury, 1)},
            **{f"sector_{n}": ("authority", "business", "community")[n % 3] for n in range(1, 10)}}  # fmt: skip
    return ContestFlow.plan.form(post(data | changes), by=secretary)


@pytest.mark.dated
def test_a_window_shorter_than_twenty_working_days_is_refused(people):
    assert plan_form(people).is_valid()
    opens = workdays.add(workdays.local_date(), 3)
    form = plan_form(people, closes_on=workdays.add(opens, 19).isoformat())
    assert "не меньше 20 рабочих дней" in str(form.errors["closes_on"])


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({f"seat_{n}": "" for n in range(7, 10)} | {f"sector_{n}": "" for n in range(7, 10)}, "от 7 до 11"),
        ({f"sector_{n}": "authority" for n in range(1, 10)}, "все три сектора"),
    ],
)
def test_a_jury_needs_seven_people_of_three_sectors(people, changes, words):
    assert words in str(plan_form(people, **changes).errors)


def test_the_window_opens_and_closes_by_itself(people, clock):
    contest = planned(*people)
    from journal.record import move
    from tests.access.of_contests import issue  # the same short way past the committee as the access table takes

    contest.announcement = issue(
        kind="announcement", title="О конкурсе", snapshot={"lines": [], "contest": {"number": "1"}},
        template="quality_mark/pdf/word.html", register="announcements", is_public=True,
    )  # fmt: skip
    move(contest.announce, "Объявлен")
    contests.open_window(contest)
    contest = fresh(contest)
    assert contest.status == "accepting"
    contests.close_window(contest)
    assert (fresh(contest).status, fresh(contest).fail_reason) == ("failed", "не подано ни одной заявки")


def test_an_announced_window_moves_by_an_extension_alone(people, clock):
    contest = accepting(*people)
    rows, later = Contest.objects.filter(pk=contest.pk), workdays.add(contest.closes_on, 5)
    earlier = workdays.back(contest.closes_on, 5)
    other = {"opens_on": workdays.back(contest.opens_on, 1), "closes_on": later, "extended_from": earlier, "title": "Другой",
             "year": contest.year + 1, "results_at": timezone.now()}  # fmt: skip
    assert slack(rows, other) == []
    assert slack(contest.nominations.all(), {"title": "Другая", "quota": 9, "criteria": "KN9", "area": "hr"}) == []
    assert is_refused(rows, closes_on=later, extended_from=earlier), "the announced day is remembered as it was"
    contests.extend(fresh(contest), by=people[0], closes_on=later, ground="много вопросов")
    assert slack(rows, {"closes_on": workdays.add(later, 1), "extended_from": None}) == []
    assert is_refused(rows, closes_on=workdays.add(later, 1), extended_from=later), "once"


@pytest.mark.dated
def test_an_extension_is_granted_once_moves_the_drafts_deadline_and_is_announced(people, clock):
    secretary = people[0]
    contest = accepting(*people)
    head, organization = head_of()
    draft = entries.create(
        organization=organization, nomination=contest.nominations.get(code="N10"), title="Двор", by=head
    )
    from casework import door
    from quality_mark.entries.flow import EntryFlow

    door.begin_case(EntryFlow.enter, draft, head)
    later = workdays.add(contest.closes_on, 10)
    with pytest.raises(Refused, match="от 1 до 10"):
        contests.extend(
            fresh(contest), by=secretary, closes_on=workdays.add(contest.closes_on, 11), ground="много вопросов"
        )
    contests.extend(fresh(contest), by=secretary, closes_on=later, ground="много вопросов")
    waiting = step(draft.case)
    assert waiting.due_at == workdays.end_of(later)
    assert Notification.objects.filter(person=head, title__contains="продлён").count() == 1
    with pytest.raises(Refused, match="второй раз"):
        contests.extend(fresh(contest), by=secretary, closes_on=workdays.add(later, 1), ground="ещё немного")
    # the old last day passes and nothing closes; after the new one the draft lapses
    clock.move_to(workdays.end_of(contest.closes_on) + timedelta(hours=10))
    while sweeping.sweep():
        pass
    assert open_nodes(draft.case) == ["submit"]
    clock.move_to(workdays.end_of(later) + timedelta(hours=10))
    while sweeping.sweep():
        pass
    assert (open_nodes(draft.case), fresh(draft).status) == ([], "draft")


@pytest.mark.dated
def test_groups_enter_only_their_nominations_and_nobody_enters_younger_than_a_year(people, clock):
    contest = accepting(*people)
    head, organization = head_of()
    with pytest.raises(Refused, match="Соседская инициатива"):
        entries.create(organization=organization, nomination=contest.nominations.get(code="N01"), title="Урок", by=head)
    entry = entries.create(
        organization=organization, nomination=contest.nominations.get(code="N11"), title="Двор", by=head
    )
    from casework import door
    from quality_mark.entries.flow import EntryFlow

    door.begin_case(EntryFlow.enter, entry, head)
    young = (workdays.local_date() - timedelta(days=300)).isoformat()
    form = answer(head, entry.case, "submit", refused=True, **application(entry, works_since=young))
    assert "не меньше года" in str(form.errors["works_since"])


def test_one_object_stands_in_one_nomination_and_may_come_again_after_withdrawal(people, clock):
    contest = accepting(*people)
    head, organization = head_of()
    first = entered(head, organization, contest, "Двор без ступеней")
    second = entries.create(
        organization=organization, nomination=contest.nominations.get(code="N11"), title="двор без ступеней", by=head
    )
    from casework import door
    from quality_mark.entries.flow import EntryFlow

    door.begin_case(EntryFlow.enter, second, head)
    form = answer(head, second.case, "submit", refused=True, **application(second))
    assert "уже подали" in str(form.errors["title"])
    entries.withdraw(fresh(first), by=head, ground="подаём в другой номинации")
    answer(head, second.case, "submit", **application(second))
    run_pending()
    assert [fresh(one).status for one in (first, second)] == ["withdrawn", "registered"]


def test_only_a_signer_submits_and_withdraws(people, clock):
    contest = accepting(*people)
    head, organization = head_of()
    entry = entered(head, organization, contest, "Двор")
    stranger = make_member(make_organization("ТОС «Чужой»"))
    with pytest.raises(Refused, match="подписант"):
        entries.withdraw(fresh(entry), by=stranger, ground="просто так")


def test_with_two_windows_open_a_nomination_says_whose_it_is(people):
    head, _ = head_of()
    first = accepting(*people)
    assert all("—" not in name for name in nominations(head))
    second = accepting(*people)
    expected = [
        f"{row.code} {row.title} — {contest.title}" for contest in (first, second) for row in contest.nominations.all()
    ]
    assert sorted(nominations(head)) == sorted(expected)


def nominations(head):
    return [str(label) for _, label in CreateForm(by=head).fields["nomination"].choices]


def test_an_entry_on_paper_is_typed_by_one_compared_by_another_and_stays_sealed(people, client):
    secretary, jury = people
    contest = accepting(secretary, jury)
    clerk, second = make_person("clerk"), make_person("clerk")
    group = make_organization("ТОС «Причал»", checked_at=timezone.now(), checked_by=clerk)
    client.force_login(clerk)
    nomination = contest.nominations.get(code="N10")
    begun = {
        "organization": group.pk,
        "nomination": nomination.pk,
        "title": "Причал",
        "received_on": f"{workdays.local_date()}",
    }
    tomorrow = f"{workdays.local_date() + timedelta(days=1)}"
    assert client.post("/on-paper/new/entry/", begun | {"received_on": tomorrow}).status_code == 422
    assert client.post("/on-paper/new/entry/", begun | {"organization": ""}).status_code == 422
    assert client.post("/on-paper/new/entry/", begun).status_code == 302
    entry = contest.entries.get()
    url = f"/on-paper/steps/{step(entry.case, 'submit').pk}/"
    told = application(entry) | {
        "signed_by": "председатель Причалова А. И.",
        "received_on": begun["received_on"],
        "is_agreed": "on",
    }
    scan = SimpleUploadedFile("entry.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 64 + b"IEND")
    assert client.post(url, told | {"scan": scan}).status_code == 302
    client.force_login(second)
    assert client.post(f"/on-paper/{PaperAnswer.objects.get().pk}/", {"answer": "yes"}).status_code == 302
    entry = fresh(entry)
    assert (entry.status, entry.version.snapshot["applicant"]["name"]) == ("registered", "ТОС «Причал»")
    receipt = entry.version.document
    assert receipt.snapshot["submitted_by"] == "председатель Причалова А. И."
    assert receipt.by_post.addressee == entry.member_key
    client.force_login(secretary)
    assert client.get(entry.get_absolute_url()).status_code == 404  # the seal holds for what came on paper, too
