"""A real Chromium against a live server: one browser for the run, a fresh context for each reader."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from programme.models import Person

PHONE, DESK = 390, 1280
PATIENCE = 120_000  # milliseconds: pages are waited for, not timed
expect.set_options(timeout=PATIENCE)
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]
AXE = settings.NODE_MODULES / "axe-core" / "axe.min.js"


def chromium_path() -> str | None:
    """The machine's own Chromium; None lets Playwright use the one it has brought."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("CHROMIUM") or next((path for name in names if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all browser tests of a worker."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path(), args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module", autouse=True)
def _copies_are_read(whole_queue: None) -> None:
    """Pages lead to signed papers with their marks."""


@dataclass
class Reader:
    """Somebody at a browser: pages they open, and what their console complained about."""

    context: BrowserContext
    complaints: list[str] = field(default_factory=list)

    def page(self) -> Page:
        page = self.context.new_page()
        page.on("console", lambda message: self._hear(message.type, f"{page.url}: {message.text}"))
        page.on("pageerror", lambda error: self._hear("error", f"{page.url}: {error}"))
        page.on(
            "response", lambda answer: answer.status >= 500 and self.complaints.append(f"{answer.status} {answer.url}")
        )
        page.set_default_timeout(PATIENCE)
        return page

    def _hear(self, kind: str, text: str) -> None:
        # A status the page answered with on purpose (404, 422) is reported to the console too.
        if kind in ("error", "warning") and "the server responded with a status of" not in text:
            self.complaints.append(text)


@pytest.fixture
def reader(browser: Browser, live_server: Any) -> Iterator[Callable[..., Reader]]:
    """Open a browser as a person or a stranger: `reader(person, width=390, theme="dark", has_scripts=False)`.

    At the end no page may have complained: broken scripts and blocked resources (CSP) fail the test.
    """
    opened: list[Reader] = []

    def make(
        person: Person | None = None, *, width: int = DESK, theme: str = "light", has_scripts: bool = True
    ) -> Reader:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 844 if width <= PHONE else 900},
            java_script_enabled=has_scripts,
            locale="ru-RU",
        )
        one = Reader(context)
        opened.append(one)
        look(one, live_server.url, theme)
        log_in(one, live_server.url, person)
        return one

    yield make
    for one in opened:
        one.context.close()
    assert [text for one in opened for text in one.complaints] == []


def look(one: Reader, url: str, theme: str) -> None:
    """Wear a theme."""
    one.context.add_cookies([{"name": "appearance", "value": theme, "url": url}])


def log_in(one: Reader, url: str, person: Person | None) -> None:
    """Become a person by a session of theirs: logging in by form has its own tests."""
    one.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    if person is not None:
        one.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session_of(person), "url": url}])


def session_of(person: Person) -> str:
    """The key of a new session in which the person has logged in."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return str(session.session_key)
