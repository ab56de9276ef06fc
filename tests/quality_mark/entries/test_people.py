"""A person enters the reserve for themselves: from the announcement to a place that ends by itself; whoever has lost is never shown."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casework import workdays
from casework.door import Refused
from casework.models import Draft
from documents.models import Document
from expertise.models import ExpertAssignment
from expertise.panels import selection
from portal.management.commands.check_invariants import broken
from programme.models import PaperAnswer, PaperPerson
from quality_mark.entries import actions as entries
from quality_mark.entries import late_papers
from quality_mark.models import ContestApplication, Placement
from tests.belonging import belong
from tests.paper import text_of
from tests.quality_mark.contest import TEXT, fresh, open_nodes
from tests.story import answer, make_organization, make_person, press, settle, status_of, step, waiting_of

NAMES = ("Лидерова", "Следующева", "Тихонова")
WORK = "Руководить районной администрацией"


def enter(town, contest, person, code="01"):
    """CA-01 by pages, each form once wrong."""
    create, nomination = reverse("entry_create"), contest.nominations.get(code=code).pk
    assert "не открыт" in press(person, create, status=422, nomination=nomination, title=WORK, team="Вдвоём")
    press(person, create, nomination=nomination, title=WORK)
    entry = ContestApplication.objects.get(person=person, contest=contest, status="draft")
    page = waiting_of(person, entry.case, "submit").get_absolute_url()
    texts = dict.fromkeys(("experience", "motives", "solution", "people"), TEXT)
    asked = {"nomination": nomination, "title": WORK, "statement": "on", **texts}
    press(person, page, status=422, **asked | {"motives": "мало"})
    press(person, page, status=200, **asked)
    press(person, page, _confirmed="1", _version=str(Draft.objects.get(task__process=entry.case).version))
    return fresh(entry)


def seen(address: str, person=None) -> str:
    """What somebody reads there, be it refused."""
    browser = Client(raise_request_exception=False)
    if person:
        browser.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return browser.get(address).content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_a_person_takes_a_place_in_the_reserve(town):
    employer, juror = make_organization("МКУ «Управление»"), town.jurors[2]
    first, second, third = people = [make_person(last_name=name) for name in NAMES]
    belong(first, employer)
    colleague = town.experts.expert("professional", ("hr",), home=employer)
    contest = town.accepting(
        kind="reserve", title="Кадровый резерв — 2027", quota_01=1, quota_02=0, quota_03=0, quota_04=0
    )
    rows = [enter(town, contest, person) for person in people]
    with pytest.raises(Refused, match="судите этот конкурс"):
        entries.create(nomination=rows[0].nomination, title=WORK, by=juror)
    again = entries.create(nomination=rows[0].nomination, title="Руководить школой", by=first)
    with pytest.raises(Refused, match="участвует в нём один раз"):
        entries.submit(again, by=first)
    with pytest.raises(Refused, match="только тот, кто участвует сам"):
        entries.withdraw(rows[0], by=second, ground="не моя")
    assert not any(name in seen(contest.get_absolute_url(), town.secretary) for name in NAMES), "sealed"

    contest = town.admitted(town.closed(contest))
    expertise = fresh(rows[0]).expertise
    barred = {row.expert.pk: [f.rule for f in row.findings] for row in selection.candidates(expertise) if row.findings}
    assert barred == {colleague.pk: ["а"]}, "whoever works where the person does"
    with pytest.raises(IntegrityError, match="conflict of interest"), transaction.atomic():
        ExpertAssignment.objects.create(expertise=expertise, expert=colleague, proposed_at=timezone.now())
    assert set(expertise.rivals.all()) == {second, third}
    assert NAMES[0] not in seen(rows[0].get_absolute_url()) and NAMES[0] in seen(
        rows[0].get_absolute_url(), town.secretary
    )
    for entry, value in zip(rows, (9, 8, 6), strict=True):
        town.assess(entry, value)
    answer(town.secretary, contest.case, "put_to_jury")
    town.judge(contest, "by_ranking")
    answer(town.secretary, contest.case, "to_committee", **town.suggested(contest, "to_committee"))
    town.decide("approve")
    answer(town.secretary, contest.case, "publish")
    settle()
    contest = fresh(contest)
    results = text_of(contest.results_paper)
    assert "Имена участников не публикуются" in results and not any(name in results for name in NAMES)
    town.until(town.days_after(9))

    lost = fresh(rows[0]).placement
    page = waiting_of(first, lost.case, "answer").get_absolute_url()
    press(first, page, status=422, decision="decline")
    press(first, page, decision="decline", ground="приняла другое предложение")
    place = fresh(rows[1]).placement
    assert (fresh(lost).status, place.status, place.place_no) == ("declined", "granted", 1), "the next in line"
    assert not hasattr(fresh(rows[2]), "placement"), "below the score"
    press(
        second,
        waiting_of(second, place.case, "answer").get_absolute_url(),
        decision="accept",
        has_read="on",
        is_public="on",
    )
    place = fresh(place)
    assert (place.ends_on.year, place.ends_on.month) == (place.starts_on.year + 2, place.starts_on.month)

    answer(town.clerk, contest.case, "award")
    settle()
    papers = Document.objects.filter(register="contest_awards")
    paper = next(row for row in papers if NAMES[1] in str(row.snapshot))
    town.sign(paper)
    assert f"{NAMES[1]} Анна Петровна" in text_of(fresh(paper)) and not paper.is_public
    shown = seen(reverse("reserve"))
    assert NAMES[1] in shown and "Всего в резерве: 1" in shown
    assert status_of(Client(), place.get_absolute_url()) == 200, "agreed to"
    assert "«В резерве»: 1 из 1" in seen(contest.get_absolute_url()), "how many is no secret"
    decision = fresh(contest).results_item.decision.document
    stranger = make_person(last_name="Чужакова")
    pages = [
        contest.get_absolute_url(), reverse("reserve"), reverse("mark_diplomas"), reverse("contests"), place.get_absolute_url(),
        *(entry.get_absolute_url() for entry in rows), lost.get_absolute_url(), papers[0].get_absolute_url(),
        decision.get_absolute_url(), f"{reverse('search')}?q={NAMES[2]}", contest.results_paper.get_absolute_url(),
    ]  # fmt: skip
    for person in (None, stranger, third):
        read = "".join(seen(address, person) for address in pages)
        hidden = [NAMES[0]] if person == third else [NAMES[0], NAMES[2]]
        assert not any(f"{name} Анна" in read or f"{name} А." in read for name in hidden), person
    assert not any(name in text_of(decision) for name in NAMES)

    town.until(place.ends_on + timedelta(days=1))
    assert (fresh(place).status, open_nodes(place.case)) == ("ended", [])
    assert NAMES[1] not in seen(reverse("reserve"))
    assert Placement.objects.count() == 2 and ExpertAssignment.objects.filter(expert=colleague).count() == 0


def test_a_person_without_an_account_enters_on_paper_and_the_office_compares_it_after_the_window(town, client):
    """The day of receipt counts: nobody is admitted before what came in time is compared, or its last day is over."""
    contest = town.accepting(
        kind="reserve", title="Кадровый резерв — 2027", quota_01=1, quota_02=0, quota_03=0, quota_04=0
    )
    clerk, second, online = make_person("clerk"), make_person("clerk"), make_person(last_name=NAMES[0])
    enter(town, contest, online)
    client.force_login(clerk)
    who = {"last_name": "Бумагина", "first_name": "Анна", "middle_name": "", "address": "660049, ул. Береговая, 1"}
    assert client.post("/on-paper/people/new/", who | {"address": ""}).status_code == 422
    assert client.post("/on-paper/people/new/", who).status_code == 302
    assert client.post("/on-paper/people/new/", who).status_code == 422
    client.post("/on-paper/people/new/", who | {"last_name": "Поздняя"})
    early, late = PaperPerson.objects.order_by("pk")
    received, nomination = workdays.local_date(), contest.nominations.get(code="01")
    begun = {"person": early.pk, "nomination": nomination.pk, "title": WORK, "received_on": f"{received}"}
    for wrong in ({"person": ""}, {"received_on": f"{workdays.back(contest.opens_on, 1)}"}):
        assert client.post("/on-paper/new/entry/", begun | wrong).status_code == 422
    assert client.post("/on-paper/new/entry/", begun).status_code == 302
    entry = ContestApplication.objects.get(person=early.person)
    page = f"/on-paper/steps/{step(entry.case, 'submit').pk}/"
    texts = dict.fromkeys(("experience", "motives", "solution", "people"), TEXT)
    scan = SimpleUploadedFile("entry.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 64 + b"IEND")
    sheet = {
        "nomination": nomination.pk,
        "title": WORK,
        "statement": "on",
        "signed_by": "Бумагина А.",
        "received_on": f"{received}",
        "scan": scan,
    }
    assert client.post(page, {**texts, **sheet}).status_code == 422  # no consent on the paper
    scan.seek(0)
    assert client.post(page, {**texts, **sheet, "is_agreed": "on"}).status_code == 302

    contest = town.closed(contest)
    assert (fresh(entry).status, contest.status, open_nodes(contest.case)) == ("draft", "checking", ["checks"])
    client.force_login(town.secretary)
    answer_page = f"/on-paper/{PaperAnswer.objects.get().pk}/"
    assert client.get(answer_page).status_code == 404  # the seal holds: only whoever types and compares
    client.force_login(clerk)
    again = begun | {"person": late.pk, "received_on": f"{contest.closes_on}"}
    assert client.post("/on-paper/new/entry/", again | {"received_on": f"{workdays.local_date()}"}).status_code == 422
    assert client.post("/on-paper/new/entry/", again).status_code == 302
    client.force_login(second)
    assert client.post(answer_page, {"answer": "yes"}).status_code == 302
    settle()
    entry = fresh(entry)
    assert (entry.status, workdays.local_date(entry.registered_at), entry.entrant_name) == (
        "checking",
        received,
        "Бумагина Анна",
    )
    receipt = entry.version.document
    assert (receipt.by_post.addressee, receipt.snapshot["submitted_by"]) == (f"person:{early.person_id}", "Бумагина А.")
    client.force_login(clerk)
    assert "660049" in client.get("/on-paper/").content.decode()
    for row in contest.entries.filter(status="checking"):
        answer(town.secretary, row.case, "check", outcome="admit")
    assert open_nodes(contest.case) == ["checks"], "the second one is still awaited"
    town.until(late_papers.last_day(contest) + timedelta(days=1))
    assert open_nodes(contest.case) == ["draw_up_admission"], "its last day is over"
    assert client.post("/on-paper/new/entry/", again | {"title": "Ещё"}).status_code == 422
    assert broken() == []
