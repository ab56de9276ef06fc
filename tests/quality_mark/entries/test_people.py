"""A person enters the reserve for themselves: from the announcement to a place that ends by itself; whoever has lost is never shown."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casework.door import Refused
from casework.models import Draft
from documents.models import Document
from expertise.models import ExpertAssignment
from expertise.panels import selection
from quality_mark.entries import actions as entries
from quality_mark.models import ContestApplication, Placement
from tests.belonging import belong
from tests.paper import text_of
from tests.quality_mark.contest import TEXT, fresh, open_nodes
from tests.story import answer, make_organization, make_person, press, settle, status_of, waiting_of

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
