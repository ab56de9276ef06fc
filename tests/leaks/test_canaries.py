"""Scores, comments, names, unfinished texts: words planted where they belong, and looked for everywhere else (I-1, I-41)."""

import json
import re

import pytest
from django.core import mail

from casework.calendar_feed import renew
from casework.models import Notification
from casework.queue import run_pending
from expertise.models import Expert, ExpertAssignment, ScoreSheet
from programme.models import Person
from tests.access.of_contests import FOREIGN_SECRET, SECRET
from tests.access.of_execution import INSIDE
from tests.access.of_execution import SECRET as CLOSED
from tests.access.of_execution import SECRET_REPORT as CLOSED_REPORT
from tests.access.table import APPLICANT, READERS
from tests.access.world import MARKS, World, again, heard
from tests.expertise.conftest import fresh
from tests.leaks.crawl import crawl, guesses

pytestmark = pytest.mark.django_db
READING = ["anonymous", "citizen", "signer", "stranger", "expert", "other_expert", "platform_secretary", "coordinator",
           "committee_member", "working_commission", "clerk", "auditor", "admin", "superuser", "moderator",
           "contest_secretary", "jury_member", "protocol_editor"]  # fmt: skip
HEARS_COMPLAINTS = {"contest_secretary", "auditor"}  # whose work is to answer whoever complains
KNOWS_PEOPLE = {
    "coordinator",
    "auditor",
    "admin",
    "platform_secretary",
    "clerk",
}  # whose work is the registers of people


def figures(world: World) -> list[str]:
    """The totals of the running expertise, as they are written anywhere."""
    rows = ScoreSheet.objects.filter(assignment__expertise=world.scoring.expertise_id)
    totals = {f"{row.total:.2f}" for row in rows}
    return sorted({*totals, *(total.replace(".", ",") for total in totals)})


def names(world: World, role: str) -> list[str]:
    """Surnames of experts somebody must never read: all but their own, for nobody here has agreed to be named."""
    own = {world.people[role].pk} if world.people[role] else set()
    people = Person.objects.filter(pk__in=Expert.objects.values("person")).exclude(pk__in=own)
    return sorted(people.values_list("last_name", flat=True))


def secrets(world: World, role: str) -> list[str]:
    """Everything this role must find nowhere."""
    found = ["Тайна-первая", "Тайна-вторая", *figures(world)]
    if role not in KNOWS_PEOPLE:
        found += names(world, role)
    if role not in {"coordinator", "auditor", *APPLICANT, *in_the_group(world)}:
        found.append("Довод-эксперта")
    if role not in {"expert", "coordinator"}:
        found.append("Тайна-вопроса")
    if role not in {"expert", "coordinator", *APPLICANT}:
        found += ["Вопрос-без-имени", "Ответ-для-экспертов"]
    if role != "expert":
        found.append("Черновик-листа")
    if role not in INSIDE:
        found += [CLOSED, CLOSED_REPORT]
    if role not in {"stranger", "moderator"}:  # the party itself and the moderator
        found.append("Закрытое-стороны")
    if role not in APPLICANT:
        found.append("Недописанная-заявка")
        found.append("Тайный замысел")
    if role not in APPLICANT:
        found.append(SECRET)  # an entry under seal: not even those who will judge it
    if role != "stranger":
        found.append(FOREIGN_SECRET)
    if role not in HEARS_COMPLAINTS:
        found += ["Тайна-жалобщика", "taina@example.org"]
    if role not in READERS:
        found += ["Замысел-для-своих", "Замечание-для-своих"]
    if role in ("anonymous", "citizen", "stranger", "other_expert", "superuser"):
        found += [
            email for email in Person.objects.values_list("email", flat=True) if email != own_address(world, role)
        ]
    return found


def in_the_group(world: World) -> set[str]:
    people = set(
        ExpertAssignment.objects.filter(expertise=world.decided.expertise_id).values_list("expert__person", flat=True)
    )
    return {role for role, person in world.people.items() if person and person.pk in people}


def own_address(world: World, role: str) -> str:
    return world.people[role].email if world.people[role] else ""


def leaks(pages: dict[str, str], words: list[str]) -> list[str]:
    """Which word stands on which page."""
    return [
        f"{word} at {url}"
        for url, text in pages.items()
        for word in words
        if word in text and re.search(rf"(?<!\d){re.escape(word)}\b", text)
    ]


def unfinished_texts(world: World) -> None:
    """An expert and an applicant type something and leave it."""
    score = world.task(world.scoring.expertise.case, "score")
    submit = world.task(world.draft.case, "submit")
    for role, task, field, words in (
        ("expert", score, "conclusion", "Черновик-листа"),
        ("signer", submit, "goal", "Недописанная-заявка"),
    ):
        answer = world.browser(role).post(f"/tasks/{task.pk}/draft/", {field: words}, headers={"X-Draft-Version": "0"})
        assert answer.status_code == 200


def theirs(world: World, role: str) -> list[str]:
    """What this role must find: a search that finds nothing may be a search in the wrong place."""
    return {
        "expert": ["Черновик-листа", "Тайна-вопроса", "Ответ-для-экспертов"],
        "coordinator": ["Тайна-вопроса", "Довод-эксперта", "Замысел-для-своих", *names(world, "coordinator")],
        "stranger": ["Закрытое-стороны", "Открытое-стороны", FOREIGN_SECRET],
        "signer": [
            "Вопрос-без-имени",
            "Ответ-для-экспертов",
            "Довод-эксперта",
            "Недописанная-заявка",
            "Тайный замысел",
            "Замечание-для-своих",
            SECRET,
        ],
        "contest_secretary": ["Тайна-жалобщика", "taina@example.org"],
    }.get(role, [])


@pytest.mark.parametrize("role", READING)
def test_nobody_finds_what_is_not_theirs_however_long_they_look(world, role):
    unfinished_texts(world)
    pages = crawl(world.browser(role), *guesses(READING.index(role)))
    assert leaks(pages, secrets(world, role)) == []
    assert [word for word in theirs(world, role) if not any(word in text for text in pages.values())] == []
    assert len(pages) > 15


def test_an_expert_finds_the_words_and_the_total_of_their_own_sheet_only(world):
    first = ExpertAssignment.objects.get(pk=world.assignments[0].pk)
    world.people["first"] = fresh(first.expert.person)
    own = "\n".join(crawl(world.browser("first"), limit=150).values())
    total = f"{first.sheets.get().total:.2f}".replace(".", ",")
    assert ("Тайна-первая" in own, total in own, "Тайна-вторая" in own) == (True, True, False)


@pytest.mark.parametrize("role", ["anonymous", "signer", "expert", "other_expert", "committee_member"])
def test_when_all_sheets_are_final_only_the_coordinator_has_learned_more(world, role):
    town, expertise = world.town, world.scoring.expertise
    for row in town.assignments(expertise, "accepted"):
        town.submit_sheet(row, *MARKS, word="Тайна-вторая")
    [mine] = town.assignments(expertise, "in_progress")
    town.score(mine, 7)
    for row in town.assignments(expertise, "submitted"):
        town.take(row)
    hidden = [figure for figure in figures(world) if not figure.startswith("70")]
    if role == "expert":
        hidden = []  # the group speaks about its marks now, under numbers: what anybody has written stays closed
    pages = crawl(world.browser(role), expertise.get_absolute_url(), f"/expertise/{expertise.pk}/opinion/")
    assert leaks(pages, ["Тайна-первая", "Тайна-вторая", *hidden, *names(world, role)]) == []
    told = world.browser("coordinator").get(expertise.get_absolute_url()).content.decode()
    assert "Тайна-первая" in told


def shown(world: World) -> dict[str, str]:
    """The pages of the expertise and of the proposal as everybody but the coordinator sees them."""
    urls = [
        world.scoring.get_absolute_url(),
        world.scoring.expertise.get_absolute_url(),
        "/",
        "/proposals/",
        "/inbox/",
        "/notifications/",
    ]
    volatile = r'name="(csrfmiddlewaretoken|_token)" value="[^"]+"'
    return {
        f"{role} {url}": re.sub(volatile, "", world.browser(role).get(url).content.decode())
        for role in READING
        if role != "coordinator"
        for url in urls
    }


def test_neither_words_nor_sizes_tell_how_many_sheets_have_come(world):
    before = shown(world)
    last = world.town.assignments(world.scoring.expertise, "accepted")[0]
    world.town.submit_sheet(last, 8)
    world.town.take(world.assignments[1])
    after = shown(world)
    assert [page for page in before if len(before[page].encode()) != len(after[page].encode())] == []
    assert [page for page in before if before[page] != after[page]] == []


def test_no_message_carries_what_its_reader_must_not_know(world):
    run_pending()
    roles = {person.pk: role for role, person in world.people.items() if person}
    wrong = []
    for row in Notification.objects.select_related("person"):
        role = roles.get(row.person_id, "")
        words = ["Тайна", "Довод-эксперта", *figures(world)]
        words += names(world, role) if role and role != "coordinator" else []
        wrong += [f"{word} to {row.person}: {row.title}" for word in words if word in f"{row.title} {row.text}"]
    for letter in [*world.mails, *mail.outbox]:
        assert len(letter.to) == 1
        text = f"{letter.subject} {letter.body}"
        to_coordinator = letter.to == [world.people["coordinator"].email]
        words = ["Тайна", "Довод-эксперта", *figures(world), *([] if to_coordinator else names(world, "anonymous"))]
        wrong += [f"{word} in a letter to {letter.to}" for word in words if word in text]
    assert wrong == []
    assert len(world.mails) > 20


def test_the_calendar_tells_only_its_owner_s_terms(world):
    for role in ("signer", "expert", "coordinator"):
        key = renew(world.people[role])
        text = world.browser("anonymous").get(f"/deadlines/{key}.ics").content.decode().replace("\r\n ", "")
        words = [word for word in secrets(world, role) if word not in names(world, role)]
        assert leaks({role: text}, words + names(world, role)) == []
        assert "BEGIN:VEVENT" in text


def test_logs_know_nobody_by_name(world):
    """The whole story was logged while it happened; so are errors, refusals and wrong passwords."""
    with heard() as lines:
        for role in ("anonymous", "signer", "expert"):
            browser = world.browser(role, raise_request_exception=False)
            browser.get("/tasks/999999/")
            browser.get("/board/")
            browser.post("/accounts/login/", {"login": world.people["clerk"].email, "password": "Пароль-тайна"})
    text = "\n".join([*world.log, *lines])
    people = Person.objects.values_list("email", "last_name")
    known = [word for person in people for word in person] + [
        "Тайна",
        "Довод-эксперта",
        "Пароль-тайна",
        "Замысел-для-своих",
        *figures(world),
    ]
    assert [word for word in known if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)] == []
    assert "/tasks/999999/" in text


def test_papers_name_no_expert_not_even_the_one_who_signs(world):
    expertise = again(world.decided.expertise)
    snapshot = json.dumps(expertise.conclusion.snapshot, ensure_ascii=False)
    assert leaks({"snapshot": snapshot}, names(world, "anonymous")) == []
    assert f'"name": "{expertise.leading.pseudonym}"' in snapshot
