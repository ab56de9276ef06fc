"""What a body has resolved stays with it until the whole sitting goes out at once, after a page that shows what goes to whom."""

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casework import door
from casework.door import Refused
from casework.models import Notification, Waiting
from casework.queue import run_pending
from committee.models import AgendaItem, Decision, Meeting
from committee.release import actions as release
from documents.models import Document
from tests.committee.conftest import (
    act_of_the_head,
    again,
    answer,
    closed,
    convened,
    decided,
    form_of,
    opened,
    person,
    released,
    sign_by_all,
    task_of,
)

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
TELLING = ["Отклонить проект", "Не хватает вкладов", "Об отклонении", "тклон"]
RESOLUTIONS = [
    {"code": "support", "title": "Поддержать проект", "outcome": "О поддержке проекта"},
    {
        "code": "decline",
        "title": "Отклонить проект",
        "needs_reasons": True,
        "outcome": "Об отклонении проекта",
        "tone": "bad",
    },
]


@pytest.fixture
def applicant(db):
    return person(last_name="Заявителев")


@pytest.fixture
def signed(committee, item, clock, applicant):
    """A refusal and a support, voted on and on signed minutes; the decisions have still to be drawn up."""
    item("О дворе", concerned=[f"person:{applicant.pk}"], resolutions=RESOLUTIONS)
    item("О сквере", resolutions=RESOLUTIONS)
    convened(committee)
    meeting = opened(committee, clock)
    first, second = meeting.lines.order_by("number")
    decided(committee, first, resolution="decline", text="Отклонить проект.", reasons="Не хватает вкладов сторон.")
    decided(committee, second)
    meeting = closed(committee, meeting)
    sign_by_all(meeting.minutes)
    return again(meeting)


def drawn_up(committee, meeting):
    """Every decision is drawn up and signed."""
    who = committee.secretary.person
    for decision in Decision.objects.filter(line__meeting=meeting, document=None):
        task = Waiting.objects.open().get(process=decision.case.pk)
        door.act_on_task(task.pk, by=who, token=None, form_of=lambda step, subject: form_of(step, subject, who, {}))
        sign_by_all(again(decision).document)
    run_pending()


def pages(client, meeting, applicant):
    """All that an outsider, and whom it concerns, may ask for: sittings, papers, search, messages."""
    decision = Decision.objects.filter(item__title="О дворе", document__isnull=False).first()
    papers = [paper for paper in (meeting.lines.get(number=1).extract, decision and decision.document) if paper]
    text = " ".join(f"{row.title} {row.text}" for row in Notification.objects.filter(person=applicant))
    for who in (None, applicant):
        browser = Client()
        if who:
            browser.force_login(who, backend=BACKEND)
        addresses = [
            "/",
            "/sittings/",
            f"/sittings/{meeting.pk}/",
            f"/sittings/{meeting.pk}/now/",
            "/documents/",
            "/search/?q=дворе",
            "/inbox/",
        ]
        for paper in papers:
            addresses += [paper.get_absolute_url(), f"/v/?q={paper.number}"]
        for address in addresses:
            answered = browser.get(address)
            text += answered.content.decode() if answered.status_code == 200 else ""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_nobody_outside_knows_the_verdict_until_the_whole_sitting_goes_out(client, committee, signed, applicant):
    assert not [word for word in TELLING if word in pages(client, signed, applicant)]
    with pytest.raises(AssertionError, match="0 tasks"):
        task_of(committee.secretary.person, "publish")
    with pytest.raises(DatabaseError), transaction.atomic():
        Meeting.objects.filter(pk=signed.pk).update(status="published", published_at=timezone.now())
    with pytest.raises(Refused, match="Ещё оформляются решения по вопросам: 1, 2"):
        release.release(signed, by=committee.secretary.person)
    drawn_up(committee, signed)
    assert set(Decision.objects.values_list("status", flat=True)) == {"in_force"}
    assert not [word for word in TELLING if word in pages(client, signed, applicant)]
    declined = AgendaItem.objects.get(title="О дворе")
    assert (declined.is_effective, declined.is_concluded) == (False, False)
    assert not Decision.objects.visible_to(applicant).exists()

    meeting = released(committee, signed)
    assert set(Decision.objects.values_list("status", flat=True)) == {"published"}
    declined = again(declined)
    assert (meeting.status, declined.is_effective, declined.is_concluded) == ("published", True, True)
    text = pages(client, meeting, applicant)
    assert [word for word in TELLING if word in text] == TELLING
    [told] = Notification.objects.filter(person=applicant, event=f"item:{declined.pk}:extract")
    assert told.text.startswith("Отклонить проект.")
    assert Document.objects.visible_to(applicant).filter(pk=meeting.lines.get(number=1).extract.pk).exists()


def test_the_page_shows_exactly_what_goes_to_whom(client, committee, signed, applicant):
    drawn_up(committee, signed)
    secretary = committee.secretary.person
    client.force_login(secretary, backend=BACKEND)
    task = task_of(secretary, "publish")
    page = client.get(task.get_absolute_url()).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    extract = signed.lines.get(number=1).extract
    decision = Decision.objects.get(item__title="О дворе").document
    for words in (
        "1. О дворе",
        "Отклонить проект",
        "2. О сквере",
        "Не хватает вкладов сторон.",
        str(decision),
        str(extract),
        applicant.get_full_name(),
        "Выпустить",
    ):
        assert words in page, words
    assert f"протокол № {signed.minutes.number} с поимённым голосованием" in page
    sent = client.post(task.get_absolute_url(), {"_token": "6f1c1c1e-2222-4c4c-8888-123456789abc"})
    assert sent.status_code == 302 and again(signed).status == "published"


@pytest.mark.dated
def test_what_waits_for_an_act_stays_inside_and_follows_by_itself(client, committee, item, clock, settings, applicant):
    settings.REQUIRES_HEAD_ACT = ["decline"]
    clerk = person("clerk")
    item("О дворе", concerned=[f"person:{applicant.pk}"], resolutions=RESOLUTIONS)
    item("О сквере", resolutions=RESOLUTIONS)
    convened(committee)
    meeting = opened(committee, clock)
    first, second = meeting.lines.order_by("number")
    decided(committee, first, resolution="decline", text="Отклонить проект.", reasons="Не хватает вкладов сторон.")
    decided(committee, second)
    sign_by_all(closed(committee, meeting).minutes)
    drawn_up(committee, meeting)
    meeting = released(committee, meeting)
    statuses = dict(Decision.objects.values_list("item__title", "status"))
    assert statuses == {"О дворе": "pending_act", "О сквере": "published"}
    assert not [word for word in TELLING if word in pages(client, meeting, applicant)]
    assert "откроется, когда издан акт Главы города" in Client().get(meeting.get_absolute_url()).content.decode()
    answer(committee.secretary.person, "request_act")
    answer(clerk, "enter_act", **act_of_the_head(meeting.day))
    assert not [word for word in TELLING if word in pages(client, meeting, applicant)]
    answer(committee.secretary.person, "publish_decision")
    assert [word for word in TELLING if word in pages(client, meeting, applicant)] == TELLING


def test_a_recommendation_stays_inside_even_when_its_sitting_is_out(committee, item, clock):
    item("О рекомендации", stays_inside=True)
    convened(committee)
    meeting = opened(committee, clock)
    decided(committee, meeting.lines.get())
    sign_by_all(closed(committee, meeting).minutes)
    drawn_up(committee, meeting)
    line = released(committee, meeting).lines.get()
    assert not line.is_released
    page = Client().get(reverse("sitting", args=[meeting.pk])).content.decode()
    assert "Поддержать проект" not in page and "Её объявит тот, кто принимает решение" in page
