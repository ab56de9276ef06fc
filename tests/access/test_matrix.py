"""Every address of the resolver × every role × own, other's, missing object × every method (I-35, I-38, I-43)."""

import os
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote
from zlib import crc32

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from casework.models import Draft
from documents import press
from journal.models import Entry
from portal.management.commands.check_invariants import broken
from tests.access.hostility import QUERIES, forms_of, fullest_papers, pasted
from tests.access.rooms import TABLE
from tests.access.table import ACCOUNTS, ANYBODY, Page, Thing
from tests.hostile import hostile_texts, printable
from tests.mistakes import again_with

pytestmark = pytest.mark.django_db
# Asked of the first object of an address only: the page answers these before it looks for anything.
RARE = ("HEAD", "PUT", "DELETE", "OPTIONS")
EVERY = 4  # of roles that must get the same answer, every fourth asks


def names(resolver: Any = None) -> Iterator[str]:
    """Names of all addresses."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern)
        else:
            yield pattern.name


def send(client: Client, method: str, url: str, data: Any = None) -> Any:
    """One request that leaves nothing behind."""
    if method != "POST":
        answer = client.generic(method, url)
        if answer.streaming:
            list(answer.streaming_content)  # closes the file as a server would
        return answer
    with transaction.atomic():
        before = Entry.objects.count()
        answer = client.post(url, data or {})
        answer.written = Entry.objects.count() - before
        transaction.set_rollback(True)
    return answer


def test_every_address_has_a_row_in_the_table_and_every_row_an_address():
    declared = [*TABLE, *ACCOUNTS]
    assert sorted(declared) == sorted(set(names()))  # a page of ours may stand before the one of allauth


def asks(name: str, page: Page, thing: Thing, role: str, method: str) -> bool:
    """Is this asked of this role? Everybody looks at every page, and whoever may see or do a thing sees and does it.

    What is the same for many — a refusal of what one has just been refused to look at, a method no page knows, a number that
    nothing has — is asked of some of them; of whom, differs from one address to another.
    """
    is_look = method == "GET" and (thing is page.things[0] or role in thing.may)
    is_deed = method == "POST" and (role in thing.may or "GET" not in page.methods)
    if is_look or is_deed:
        return True
    answer = page.expected(thing, role, method)
    alike = [one for one in sorted(ANYBODY) if page.expected(thing, one, method) == answer]
    return alike.index(role) % EVERY == crc32(f"{name} {thing.title} {method}".encode()) % min(EVERY, len(alike))


@pytest.mark.parametrize("role", sorted(ANYBODY))
def test_everybody_gets_exactly_what_the_table_says(world, role):
    client, wrong = world.browser(role, raise_request_exception=False), []
    for name, page in TABLE.items():
        for position, thing in enumerate(page.things):
            url = world.address(name, thing)
            for method in ("GET", "POST", *(RARE if position == 0 else ())):
                if not asks(name, page, thing, role, method):
                    continue
                answer = send(client, method, url)
                expected = page.expected(thing, role, method)
                if answer.status_code not in expected:
                    wrong.append(f"{method} {name} ({thing.title}): {answer.status_code} instead of {expected}")
                elif method == "POST" and answer.status_code >= 400 and answer.written:
                    wrong.append(f"{method} {name} ({thing.title}): {answer.status_code}, but the journal has grown")
                elif answer.status_code == 302 and role == "anonymous" and page.is_private:
                    assert answer.url.startswith(reverse("account_login")), url
    assert wrong == []


def without_the_question(answer: Any, args: tuple[Any, ...]) -> str:
    """A page without what repeats the question, and without what is different every time."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode())
    for value in args:
        for spelt in {str(value), quote(str(value), safe="")}:
            text = re.sub(rf"(/|%2F){re.escape(spelt)}\b", "/…", text)
    return text


def absent(page: Page) -> Thing | None:
    return next((thing for thing in page.things if thing.title == "missing"), None)


@pytest.mark.parametrize("role", ["anonymous", "citizen", "stranger", "other_expert", "superuser"])
def test_what_one_may_not_see_looks_exactly_like_what_does_not_exist(world, role):
    client, different, compared = world.browser(role), [], 0
    for name, page in TABLE.items():
        nothing = absent(page)
        if nothing is None or (page.is_private and role == "anonymous"):
            continue
        method = "GET" if "GET" in page.methods else "POST"
        args = nothing.args(world)
        empty = without_the_question(send(client, method, reverse(name, args=args)), args)
        for thing in page.things:
            if thing is nothing or page.expected(thing, role, method) != (404,):
                continue
            args, compared = thing.args(world), compared + 1
            if without_the_question(send(client, method, reverse(name, args=args)), args) != empty:
                different.append(f"{name} ({thing.title})")
    assert different == []
    assert compared > 8


@pytest.mark.parametrize("role", ["anonymous", "citizen", "signer", "superuser"])
def test_the_pages_of_accounts_ask_who_one_is(world, role):
    wrong = []
    for name, (args, strangers, known) in ACCOUNTS.items():
        client = world.browser(role, raise_request_exception=False)  # logging out is one of the pages
        expected = strangers if role == "anonymous" else known
        for method in ("GET", "POST", "PUT", "DELETE", "OPTIONS"):
            answer = send(client, method, reverse(name, args=args))
            if answer.status_code >= 500 or (method == "GET" and answer.status_code not in expected):
                wrong.append(f"{method} {name}: {answer.status_code} instead of {expected}")
    assert wrong == []


# Pressed by mail programs for their readers, without a page before (RFC 8058): the address itself is signed and opens nothing else.
SIGNED_ADDRESSES = {"letters_stop", "follow_leave"}


def test_nothing_can_be_sent_from_another_site(world):
    """Without the token of the form every POST is refused, and nothing has happened."""
    before, accepted = Entry.objects.count(), []
    for role in ("signer", "platform_secretary", "coordinator", "admin"):
        client = world.browser(role, enforce_csrf_checks=True)
        for name, page in TABLE.items():
            if "POST" not in page.methods or name.startswith("demo") or name in SIGNED_ADDRESSES:
                continue
            addresses = [world.address(name, thing) for thing in page.things if role in thing.may]
            accepted += [f"{role}: {url}" for url in addresses if client.post(url, {}).status_code != 403]
    assert accepted == []
    assert Entry.objects.count() == before


NONSENSE = ["\0", "а\0б", "9" * 40, "-1", "٣", "' OR 1=1 --", "%", "<script>alert(1)</script>", "а" * 3000]
ASKED = [
    "q",
    "before",
    "kind",
    "year",
    "status",
    "area",
    "cluster",
    "sector",
    "platform",
    "track",
    "room",
    "subject",
    "theme",
    "next",
]


@pytest.mark.parametrize("role", ["anonymous", "auditor", "coordinator"])
def test_nonsense_in_the_address_is_never_an_error_of_ours_and_never_comes_back_as_markup(world, role):
    client, wrong = world.browser(role, raise_request_exception=False), []
    for name, page in TABLE.items():
        thing = page.things[0]
        if "GET" not in page.methods or role not in thing.may or thing.args(world):
            continue
        if role != "anonymous" and not page.is_private:
            continue  # it has been asked already
        for value in NONSENSE:
            with transaction.atomic():
                answer = client.get(reverse(name), dict.fromkeys(ASKED, value))
                transaction.set_rollback(True)
            if answer.status_code >= 500 or "<script>alert" in answer.content.decode():
                wrong.append(f"{name}: {answer.status_code} for {value[:20]!r}")
    assert wrong == []


def test_nonsense_in_a_form_is_an_answer_to_correct_not_an_error_of_ours(world):
    client = world.browser("signer", raise_request_exception=False)
    submit, fix = (world.task(one.case, node).pk for one, node in ((world.draft, "submit"), (world.returned, "fix")))
    for pk in (submit, fix):
        for value in NONSENSE:
            fields = {
                "goal": value,
                f"goal{value[:5]}": value,
                "budget-0-amount": value,
                "budget-TOTAL_FORMS": value,
                "_token": value,
            }
            seen = Draft.objects.filter(task=pk).values_list("version", flat=True).first() or 0
            draft = client.post(f"/tasks/{pk}/draft/", fields, headers={"X-Draft-Version": str(seen)})
            assert draft.status_code == 200
            assert client.post(f"/tasks/{pk}/", fields).status_code in (200, 422)  # shown once more, or with complaints
            assert client.get(f"/tasks/{pk}/").status_code == 200


def test_after_all_this_every_promise_holds(world):
    assert broken() == []


def test_whatever_is_pasted_no_form_and_no_page_falls_over(world):
    texts, seen, wrong, asked = hostile_texts(), set(), [], 0
    for number, (page, url, role, form) in enumerate(forms_of(world)):
        if type(form) not in seen:
            seen.add(type(form))
            for position, text in enumerate(texts):
                again_with(form, pasted(form, text, everywhere=position % 4 == 3)).is_valid()
        client = world.browser(role, raise_request_exception=False)
        for shift in range(4):
            text = printable(texts[(number * 4 + shift) % len(texts)])
            answer = send(client, "POST", url, pasted(form, text, everywhere=shift == 3))
            asked += 1
            if answer.status_code >= 500 and answer.status_code != 503:
                wrong.append(f"{page} as {role}: {answer.status_code} for {text[:40]!r}")
    assert wrong == []
    assert len(seen) > 30 and asked > 250


def test_whatever_is_asked_for_no_page_falls_over(world):
    texts, wrong = hostile_texts(), []
    client = world.browser("auditor", raise_request_exception=False)
    for number, (name, page) in enumerate(TABLE.items()):
        if "GET" not in page.methods:
            continue
        url = world.address(name, page.things[0])
        for shift in range(3):
            text = printable(texts[(number * 3 + shift) % len(texts)])
            answer = client.get(url, dict.fromkeys(QUERIES, text[:2000]))
            if answer.status_code >= 500:
                wrong.append(f"{name}: {answer.status_code} for {text[:40]!r}")
    assert wrong == []


def test_every_paper_can_be_made_however_much_was_written_into_it(world):
    """The press sets each kind of paper with texts as long as a field takes; here the heaviest ones, all of them on demand."""
    text = ("Обоснование, которое занимает много места. " * 50 + "ы" * 200 + "\n") * 2
    papers = fullest_papers(world, text)
    assert len(papers) > 15
    for template, html in papers if os.environ.get("SOGLASIE_ALL_PAPERS") else papers[:2]:
        assert press.press(html, 1, b"{}").startswith(b"%PDF"), template
