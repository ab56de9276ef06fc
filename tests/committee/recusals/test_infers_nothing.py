"""Two worlds that differ only in what the committee knows and decides on an item its chair takes no part in: to the chair they are one."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import count

import pytest
from django.db import connection, transaction
from django.test import Client

from casework import door
from casework.models import Waiting
from casework.queue import run_pending
from committee.agenda import actions as agenda
from committee.models import Meeting
from committee.voting import actions as voting
from documents.models import Document
from documents.papers.issuing import issue
from documents.registers.kinds import Kind
from programme.models import Organization, Person
from tests import belonging
from tests.belonging import belong
from tests.clock import CITY, world_from
from tests.committee import conftest as table
from tests.committee.conftest import (
    Committee,
    again,
    answer,
    cast,
    closed,
    form_of,
    lead,
    opened,
    plan,
    sign_by_all,
)
from tests.leaks.crawl import crawl, numbers

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
RANDOM = [
    r'(?<=name="csrfmiddlewaretoken" value=")[^"]+',
    r'(?<=name="_token" value=")[^"]+',
    r"(?<=nonce=\")[^\"]+",
    r"'nonce-[^']+'",
    r"\d\d:\d\d(:\d\d(\.\d+)?)?(\+\d\d:\d\d)?|T\d{6}Z",  # how long a story takes is no secret
    r"[0-9A-Z]{4}(-[0-9A-Z]{4}){3}|[0-9a-f]{64}",  # the code and the hash of a paper, whose bytes hold a moment
    r"PDF, \d+,\d КБ",  # whose picture of the code is compressed a little better or worse
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
]


@dataclass(frozen=True)
class Secret:
    """What the chair must not learn."""

    title: str
    question: str
    resolution: str
    choices: tuple[str, ...]
    reasons: str = ""


WORLDS = (
    Secret("О поддержке набережной", "Вопрос-первый", "support", ("for",) * 16),
    Secret(
        "О чём-то совсем другом и длиннее",
        "Вопрос-второй, подробнее",
        "decline",
        ("for",) * 9 + ("against",) * 7,
        "Не нужно.",
    ),
)
RESOLUTIONS = [
    {"code": "support", "title": "Поддержать"},
    {"code": "decline", "title": "Отклонить", "needs_reasons": True, "tone": "bad"},
]


@contextmanager
def world() -> Iterator[None]:
    """Whatever is done inside is undone, the counters of the database included."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT schemaname || '.' || sequencename, coalesce(last_value, start_value), last_value IS NOT NULL FROM pg_sequences"
        )
        counters = cursor.fetchall()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    with connection.cursor() as cursor:
        for name, value, is_called in counters:
            cursor.execute("SELECT setval(%s::regclass, %s, %s)", [name, value, is_called])


def story(clock, secret: Secret) -> tuple[Committee, Meeting]:
    """The chair is staff of the applicant; the item is decided, on paper and signed, and nothing is published yet."""
    committee = Committee()
    tos = Organization.objects.create(
        full_name="ТОС «Утёс»", short_name="ТОС «Утёс»", sector="community", legal_form="ТОС", address="Красноярск"
    )
    partner = Organization.objects.create(
        full_name="Партнёр", short_name="Партнёр", sector="community", legal_form="ТОС", address="Красноярск"
    )
    belong(committee.chair.person, tos)
    text = {"addressee": [], "reference": "", "lead": secret.question, "appeal": "", "grounds": [], "what_to_do": "", "until": "",
            "executor": {}}  # fmt: skip
    paper = issue(
        kind=Kind.NOTICE, register="notices", title=secret.title, template="documents/pdf/notice.html", snapshot=text,
        readers=[f"member:{partner.pk}", *(f"role:committee_{office}" for office in ("chair", "member", "secretary"))],
    )  # fmt: skip
    run_pending()
    shared = {"draft_resolution": secret.question, "reporter": "докладчик", "by": None, "resolutions": RESOLUTIONS}
    agenda.propose_item(
        title=secret.title,
        question=secret.question,
        conflicted_organizations=[tos, partner],
        materials=[paper],
        **shared,
    )
    agenda.propose_item(title="Открытый вопрос", question="Для всех", **{**shared, "draft_resolution": "Поддержать."})
    plan(committee)
    answer(committee.secretary.person, "assemble")
    answer(committee.deputy.person, "approve")
    answer(committee.secretary.person, "notify_members", short_notice_ground="по поручению председателя")
    meeting = opened(committee, clock)
    secret_line, open_line = meeting.lines.order_by("number")
    decide(secret_line, committee.deputy.person, secret.resolution, secret.choices, secret.reasons)
    decide(open_line, committee.chair.person, "support", ("for",) * 17)
    meeting = closed(committee, meeting)
    sign_by_all(meeting.minutes)
    for decision in committee.body.items.order_by("pk"):
        answer_draw_up(committee, decision)
    return committee, again(meeting)


def decide(line, leader: Person, resolution: str, choices: tuple[str, ...], reasons: str = "") -> None:
    lead(line.meeting, voting.discuss, line, by=leader)
    ballot = lead(
        line.meeting, voting.put_motion, again(line), by=leader, resolution=resolution, text="Решить.", reasons=reasons
    )
    cast(ballot, dict(zip((seat.member for seat in ballot.seats.order_by("pk")), choices, strict=True)))
    answer(leader, "close_voting")


def answer_draw_up(committee: Committee, item) -> None:
    secretary = committee.secretary.person
    waiting = Waiting.objects.open().get(process=item.decision.case.pk)
    form = door.act_on_task(
        waiting.pk, by=secretary, token=None, form_of=lambda step, subject: form_of(step, subject, secretary, {})
    )
    assert form.is_valid(), form.errors.as_text()
    sign_by_all(again(item.decision).document)


def pages(who: Person) -> dict[str, str]:
    """Everything the person can reach, random tokens and codes evened out."""
    client = Client()
    client.force_login(Person.objects.get(pk=who.pk), backend=BACKEND)
    codes = dict(Document.objects.values_list("code", "pk"))
    found = crawl(client, *(url for url in numbers() if not url.startswith("/v/")))  # a code of 80 bits is not guessed
    return {_even(url, codes): _even(text, codes) for url, text in found.items()}


def _even(text: str, codes: dict[str, int]) -> str:
    for code, pk in codes.items():
        text = text.replace(code, f"code-{pk}")
    for pattern in RANDOM:
        text = re.sub(pattern, "·", text)
    return text


def test_a_conflicted_chair_can_infer_nothing(monkeypatch):
    seen, members, start = [], [], datetime.now(CITY)
    for secret in WORLDS:
        for module in (table, belonging):  # people are numbered alike in both
            monkeypatch.setattr(module, "NUMBERS", count(1))
        with world_from(start) as clock, world():
            committee, meeting = story(clock, secret)
            seen.append(pages(committee.chair.person))
            client = Client()
            client.force_login(Person.objects.get(pk=committee.members[0].person_id), backend=BACKEND)
            members.append(client.get(meeting.get_absolute_url()).content)
    one, other = seen
    assert sorted(one) == sorted(other)
    assert {url: _first_difference(text, other[url]) for url, text in one.items() if text != other[url]} == {}
    assert not [url for url, text in one.items() if WORLDS[0].title in text]
    assert len(one) > 30 and members[0] != members[1]


def _first_difference(one: str, other: str) -> tuple[str, str]:
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[max(0, at - 80) : at + 80], other[max(0, at - 80) : at + 80]
