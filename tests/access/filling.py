"""Every form that pages of the site show, as it stands on the page, and the ways to fill it in, wrong and right."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve
from django.utils import timezone
from lxml import html

from casework.models import Waiting
from casework.texts import MOST_TEXT, tidy
from journal.models import Entry
from programme.models import Person
from tests.access.rooms import TABLE
from tests.access.world import BACKEND, PDF, World
from tests.story import LONG

UNKNOWN = "такого-нет"
RUSSIAN = re.compile("(?![A-Za-z ]+: ).*[а-яё]{2}", re.DOTALL)  # nor does a field have a Latin name
WRITTEN = {"text", "email", "tel", "url", "search", "number", "date", "datetime-local", "time", "textarea"}
CHOSEN = {"radio", "checkbox", "select"}
DRAFT = "_draft"


@dataclass(frozen=True)
class Way:
    """One way to fill a form in: what is typed by kind of field ("" for any other), which of the offered answers is chosen, what is attached."""

    title: str
    choice: str  # "none", "unknown", "first", "last"
    typed: dict[str, str]
    file: bytes = b""

    def answer(self, kind: str, offered: list[str], *, is_group: bool) -> list[str]:
        """The values of one field; `offered`: those a person may choose from."""
        if kind not in CHOSEN:
            return [self.typed.get(kind, self.typed[""])]
        if kind == "checkbox" and not is_group:
            return offered if self.choice == "first" else []
        given = [value for value in offered if value]
        chosen = {"none": [], "unknown": [UNKNOWN], "first": given[:1], "last": given[-1:]}[self.choice]
        return chosen or ([""] if kind == "select" else [])


def days(day: str, hour: str = "00:00") -> dict[str, str]:
    """A day in fields of days and of moments."""
    return {"date": day, "datetime-local": f"{day}T{hour}"}


WRONG = (
    Way("nothing", "none", {"": ""}),
    Way("nonsense", "unknown", {"": "я" * (MOST_TEXT + 1), "number": "двенадцать", **days("32.13.2026")}, b"MZ\x90\x00 not a paper"),
    Way("beyond all calendars", "first", {"": "<b>а\0б", "number": "-" + "9" * 40, **days("9999-12-31")}),
    Way("long ago", "first", {"": LONG, "number": "0", **days("1600-01-01")}, b"%PDF-1.4\n%%EOF\n"),
    Way("in another age", "last", {"": LONG, "number": "2147483647", **days("2200-12-31")}),
)  # fmt: skip


def right_ways(world: World) -> Iterator[Way]:
    """What somebody of good will answers on the day the world has come to."""
    texts = {
        "": "Двор без ступеней", "textarea": LONG * 3, "email": world.people["citizen"].email, "tel": "+7 (391) 200-00-00",
        "url": "https://example.org/dvor",
    }  # fmt: skip
    for ahead in (35, 0):
        moment = timezone.localtime() + timedelta(days=ahead)
        for choice, number in (("first", "3"), ("last", "60")):
            typed = {**texts, "number": number, **days(f"{moment:%Y-%m-%d}", f"{moment:%H:%M}")}
            yield Way(f"well, the {choice} answer, {ahead:+} days", choice, typed, PDF)


@dataclass(frozen=True)
class Shown:
    """A form on a page: whose browser shows it, where, and where it goes."""

    title: str
    browser: Client
    place: str
    form: html.FormElement

    @property
    def target(self) -> str:
        """The address it is sent to."""
        return urldefrag(urljoin(self.place, self.form.get("action") or self.place)).url

    @property
    def kind(self) -> tuple[Any, ...]:
        """Alike are forms of one address, or of one step of a flow, with the same fields and the same words on the button."""
        names = tuple(re.sub(r"\d+", "", name) for name in self.fields())
        buttons = tuple(" ".join(one.text_content().split()) for one in self.form.iter("button"))
        return self.title if "." in self.title else mark_of(self.target)[:1], names, buttons

    def fields(self) -> dict[str, list[html.HtmlElement]]:
        """What a person fills in, by name."""
        named: dict[str, list[html.HtmlElement]] = {}
        for element in self.form.xpath(".//input[@name]|.//textarea[@name]|.//select[@name]"):
            if kind_of(element) not in {"hidden", "submit"} and element.get("disabled") is None:
                named.setdefault(element.get("name"), []).append(element)
        return named

    def data(self, way: Way) -> dict[str, Any]:
        """What is sent."""
        sent: dict[str, Any] = {
            one.get("name"): one.get("value") or "" for one in self.form.xpath(".//input[@type='hidden'][@name]")
        }
        buttons = [one for one in self.form.iter("button") if one.get("type") != "button" and one.get("name") != DRAFT]
        if buttons and buttons[0].get("name"):
            sent[buttons[0].get("name")] = buttons[0].get("value") or ""
        for name, elements in self.fields().items():
            if (kind := kind_of(elements[0])) == "file":
                if way.file:
                    sent[name] = SimpleUploadedFile("Отчёт.pdf", way.file)
            else:
                sent[name] = way.answer(kind, offered(elements), is_group=len(elements) > 1)
        return sent


def kind_of(element: html.HtmlElement) -> str:
    """What a field is: the type of an input, or its tag; a number that is typed as a text is a number."""
    if element.get("inputmode") == "decimal":
        return "number"
    return str(element.get("type") or "text") if element.tag == "input" else str(element.tag)


def offered(elements: list[html.HtmlElement]) -> list[str]:
    """The answers a choice offers."""
    if elements[0].tag == "select":
        return [str(one.get("value") or "") for one in elements[0].iter("option")]
    return [str(one.get("value", "on")) for one in elements]


def mark_of(url: str) -> tuple[str, ...]:
    """What an address is for, whatever object it is about; empty if it is none of ours."""
    try:
        match = resolve(urlsplit(url).path)
    except Resolver404:
        return ()
    return (match.url_name or "", *(str(value) for value in match.kwargs.values() if not str(value).isdecimal()))


def pages(world: World) -> Iterator[tuple[str, Client, str]]:
    """A page of every kind for somebody who may open it: every open step, every row of the table, and what they lead to."""
    browsers: dict[int, Client] = {}
    nodes = set()
    for waiting in Waiting.objects.open().select_related("task").order_by("pk"):
        node = waiting.task.flow_task
        person = Person.objects.holding(waiting.addressee).first()
        if person and (mark := f"{node.flow_class.__name__}.{node.name}") not in nodes:
            nodes.add(mark)
            if person.pk not in browsers:
                browsers[person.pk] = Client(raise_request_exception=False)
                browsers[person.pk].force_login(person, backend=BACKEND)
            yield mark, browsers[person.pk], waiting.get_absolute_url()
    roles = {role: world.browser(role, raise_request_exception=False) for role in world.people}
    for name, page in TABLE.items():
        for thing in page.things if "GET" in page.methods and name != "task" else ():
            for role in sorted(thing.may - {"superuser"})[:1]:
                yield name, roles[role], world.address(name, thing)


def shown_forms(world: World) -> Iterator[Shown]:
    """Every form that is sent, once: those of the pages, and of the pages that stand behind their links."""
    opened: set[tuple[str, ...]] = set()
    seen: set[tuple[Any, ...]] = set()
    waiting = list(pages(world))[::-1]
    while waiting:
        title, browser, place = waiting.pop()
        answer = browser.get(place)
        if answer.status_code != 200 or "html" not in answer["Content-Type"]:
            continue
        opened.add(mark_of(place))
        main = html.fromstring(answer.content.decode()).find(".//main")
        if main is None:
            continue  # a part of a page
        for link in main.xpath(".//a/@href"):
            target = urldefrag(urljoin(place, link)).url
            mark = mark_of(target) if target.startswith("/") else ()
            if mark and mark not in opened and mark[0] in TABLE and "POST" in TABLE[mark[0]].methods:
                opened.add(mark)
                waiting.append((mark[0], browser, target))
        for form in main.xpath(".//form[translate(@method, 'POST', 'post')='post']"):
            one = Shown(title, browser, place, form)
            if one.kind not in seen:
                seen.add(one.kind)
                yield one


@dataclass(frozen=True)
class Answer:
    """What came of a form: whether it was taken, and what is wrong with the answer itself."""

    is_taken: bool
    faults: list[str]


def send(one: Shown, way: Way) -> Answer:
    """Send a form filled in one way; nothing of it stays."""
    sent = one.data(way)
    with transaction.atomic():
        before = Entry.objects.count()
        response = one.browser.post(one.target, sent, headers={"referer": f"http://testserver{one.place}"})
        written = Entry.objects.count() - before
        is_silent = not written and not list(get_messages(response.wsgi_request))
        transaction.set_rollback(True)
    one.browser.cookies.pop("messages", None)
    where = f"{one.title} {one.place} → {one.target}, {way.title}"
    if response.status_code == 302:
        stays = is_silent and urljoin(one.place, response.url) == one.place
        return Answer(not stays, [f"{where}: nothing has happened, and nobody says why"] if stays else [])
    if response.status_code not in (200, 422):
        return Answer(False, [f"{where}: {response.status_code}"])
    main = html.fromstring(response.content.decode()).find(".//main")
    errors = [" ".join(line.text_content().split()) for line in main.xpath(".//*[contains(@class, 'error')]//li")]
    if response.status_code == 200 and not errors:
        return Answer(True, [])
    faults = [*complaints(errors), *losses(one, sent, main)]
    if written and not any(isinstance(value, SimpleUploadedFile) for value in sent.values()):  # files are kept at once
        faults.append("refused, but the journal has grown")
    return Answer(False, [f"{where}: {words}" for words in faults])


def complaints(errors: list[str]) -> Iterator[str]:
    """What is wrong with the words of a refusal."""
    if not errors:
        yield "refused without a word"
    yield from (f"not in Russian: {text}" for text in errors if not RUSSIAN.match(text))


def losses(one: Shown, sent: dict[str, Any], main: html.HtmlElement) -> Iterator[str]:
    """What was typed or chosen and is not there when the form comes back."""
    again = Shown(one.title, one.browser, one.place, main).fields()
    for name, elements in one.fields().items():
        if name not in again:
            yield f"the field {name} is gone"
        elif kind_of(elements[0]) in WRITTEN:
            typed, stands = seen(sent[name][0]), seen(written_in(again[name][0]))
            if typed != stands:
                yield f"{name}: {typed[:30]!r} was typed, {stands[:30]!r} stands there"
        elif kind_of(elements[0]) in CHOSEN:
            lost = set(sent[name]) & set(offered(elements)) - {""} - chosen_in(again[name])
            yield from (f"{name}: {value!r} was chosen, now it is not" for value in lost)


def seen(text: str) -> str:
    """A text as the house puts it in order; NUL has no place on a page."""
    return tidy(text.replace("\ufffd", "").replace("\0", ""), is_long=True)


def written_in(element: html.HtmlElement) -> str:
    """What stands in a field."""
    return str((element.text if element.tag == "textarea" else element.get("value")) or "")


def chosen_in(elements: list[html.HtmlElement]) -> set[str]:
    """The answers that are chosen."""
    if elements[0].tag == "select":
        return {str(one.get("value") or "") for one in elements[0].iter("option") if one.get("selected") is not None}
    return {str(one.get("value", "on")) for one in elements if one.get("checked") is not None}
