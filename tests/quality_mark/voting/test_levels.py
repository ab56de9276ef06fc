"""A citizen of a real installation: from signing up to a counted vote, by a telephone or a document; totals say by which levels."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import InternalError, ProgrammingError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casework import workdays
from casework.queue import run_pending
from programme.identity import actions as identity
from programme.identity import desk
from programme.models import Level, Person, Regulation
from quality_mark.models import PublicVote
from quality_mark.voting.counting import levels
from tests.quality_mark.holders import Holders, again
from tests.story import answer, make_person

PASSWORD = "кедровая-шишка-42"
REST = {"middle_name": "", "password1": PASSWORD, "password2": PASSWORD, "first_name": "Вера"}


@pytest.fixture
def box(settings: Any, tmp_path: Path) -> Path:
    settings.DEMO = False
    settings.SMS_BACKEND, settings.SMS_FILE_PATH = "programme.identity.sms.FileGateway", str(tmp_path / "sms")
    return tmp_path / "sms"


@pytest.fixture
def town(db: None, clock: Any) -> Holders:
    return Holders(clock)


@pytest.fixture
def vote(town: Holders) -> Any:
    town.bread, town.honey = town.entry("Хлеб"), town.entry("Мёд")
    return town.voting()


class Citizen:
    """Somebody at a browser, who follows the links the pages give."""

    def __init__(self, email: str, last_name: str) -> None:
        self.client, self.email = Client(), email
        self.client.post(reverse("account_signup"), REST | {"email": email, "last_name": last_name, "next": "/"})
        mail.outbox.clear()
        run_pending()
        [link] = re.findall(r"https?://[^/\s]+(/accounts/confirm\S+)", mail.outbox[-1].body)
        self.client.post(link)
        self.person = Person.objects.get(email=email)

    def post(self, url: str, **fields: object) -> Any:
        return self.client.post(url, {"_token": uuid4(), **fields})

    def next_step(self, page: str) -> str:
        """The button under the notice of what is missing."""
        text = self.client.get(page).content.decode()
        notice = re.search(r'<div class="notice notice-warning.*?</div>\s*</div>', text, re.S)
        return re.search(r'href="([^"]+)"', notice[0])[1].replace("&amp;", "&") if notice else ""

    def code(self, box: Path) -> str:
        run_pending()
        return sorted(box.iterdir())[-1].read_text(encoding="utf-8").splitlines()[1].partition(" ")[0]


def test_from_signing_up_to_a_counted_vote_by_telephone_and_by_document(town, vote, box) -> None:
    ballot = reverse("vote", args=[vote.pk, town.nomination.pk])
    vera, oleg = Citizen("vera@example.org", "Верина"), Citizen("oleg@example.org", "Олегова")

    # A stranger is led to log in, a newcomer to the consent, then to the level; nobody votes before.
    assert Client().get(vote.get_absolute_url()).content.decode().count(reverse("account_login")) > 1
    assert vera.next_step(ballot).startswith(reverse("consent_page", args=["participation"]))
    vera.post(vera.next_step(ballot), agreed="on", seen="1")
    assert vera.next_step(ballot) == f"{reverse('identity')}?next={ballot.replace('/', '%2F')}"
    refused = vera.post(ballot, entry=town.bread.pk)
    assert refused.status_code == 422 and "Подтвердите личность" in refused.content.decode()
    assert not PublicVote.objects.exists()

    # By telephone: the page leads back to the ballot.
    vera.client.get(vera.next_step(ballot))
    vera.post(reverse("identity_telephone"), number="+7 913 000-11-22")
    assert vera.post(reverse("identity_code"), code=vera.code(box)).url == ballot
    assert vera.next_step(ballot) == ""
    assert vera.post(ballot, entry=town.bread.pk).status_code == 302

    # The same telephone serves nobody else, not even when it has been taken off.
    oleg.post(reverse("consent_page", args=["participation"]), agreed="on", seen="1")
    vera.post(reverse("identity_give_up"))
    oleg.post(reverse("identity_telephone"), number="+7 913 000-11-22")
    taken = oleg.post(reverse("identity_code"), code=oleg.code(box))
    assert taken.status_code == 422 and "недавно служил" in taken.content.decode()
    assert oleg.post(ballot, entry=town.honey.pk).status_code == 422

    # By a document, at the desk.
    clerk = Client()
    clerk.force_login(town.clerk)
    names = {"last_name": "Олегова", "first_name": "Вера"}
    clerk.post(desk.address_of(oleg.person), {"_token": uuid4(), "document": "passport", "is_same": "on", **names})
    assert oleg.post(ballot, entry=town.honey.pk).status_code == 302

    assert dict(PublicVote.objects.values_list("person__email", "level")) == {
        "vera@example.org": Level.TELEPHONE, "oleg@example.org": Level.DOCUMENT,
    }  # fmt: skip
    call_command("check_invariants")


def voted(town: Holders, vote: Any, documents: int, telephones: int) -> str:
    """So many vote at each level, the window passes; the page of the results as a stranger reads it."""
    for n in range(documents):
        person = make_person(last_name=f"Документова{n}")
        identity.see_document(person, by=town.clerk, document="passport")
        town.cast(vote, town.honey, person)
    for _ in range(telephones):
        town.cast(vote, town.bread)
    town.until(workdays.local_date(vote.closes_at) + timedelta(days=1))
    vote = again(vote)
    if not vote.is_over:
        answer(town.secretary, vote.case, "review_votes", excluded=[], reason="")
    return " ".join(
        re.sub("<[^>]+>", " ", Client().get(vote.get_absolute_url()).content.decode()).replace("\u00a0", " ").split()
    )


def test_the_totals_say_by_which_levels_they_were_reached(town, vote) -> None:
    page = voted(town, vote, documents=5, telephones=6)
    assert "11 голосов. Личность голосовавших подтверждена: документом — 5, телефоном — 6." in page
    assert levels(town.contest) == {town.nomination.pk: "документом — 5, телефоном — 6"}


def test_a_small_group_is_not_shown_apart(town, vote) -> None:
    page = voted(town, vote, documents=4, telephones=6)
    assert "документом —" not in page and "10 голосов" in page and "выдала бы людей" in page
    assert levels(town.contest) == {town.nomination.pk: ""}


def test_the_database_knows_the_level_of_a_voter(town, vote) -> None:
    person = next(town.residents)
    for level in (Level.DOCUMENT, Level.EMAIL):
        with pytest.raises((InternalError, ProgrammingError), match="not a confirmed citizen"), transaction.atomic():
            PublicVote.objects.create(
                person=person, nomination=town.nomination, entry=town.bread, at=timezone.now(), address="", level=level
            )


def test_a_city_may_ask_for_a_document_and_a_telephone_is_then_not_enough(town, vote) -> None:
    rules = town.contest.regulation
    own = rules.data["identity"]
    stricter = rules.data | {"identity": own | {"levels": own["levels"] | {"citizens_vote": "document"}}}
    other = Regulation.objects.create(
        code="main", version=2, title="Строже", valid_from=rules.valid_from, data=stricter, fingerprint="x"
    )
    case = town.contest.case
    type(case).objects.filter(pk=case.pk).update(regulation=other)
    person, client = next(town.residents), Client()
    client.force_login(person)
    page = client.get(reverse("vote", args=[vote.pk, town.nomination.pk])).content.decode()
    assert "нужен уровень личности «документ»" in page.replace("\u00a0", " ") and 'type="radio"' not in page
