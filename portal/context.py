"""What every page needs around its content: city, appearance, menus. Nothing asks the database until shown."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any
from urllib.parse import urlencode

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from casework import installation, roles, rooms
from casework.announcements import Desk, MenuItem
from casework.installation import City
from portal.demo.window import living_day
from portal.templatetags.look import href
from programme.entrance.accounts import BACK_TO

APPEARANCE_COOKIE = "appearance"


HOW = MenuItem("Как это работает", "how", is_second=True)


def main_menu() -> list[MenuItem]:
    """What the rooms want everybody to find (`main_menu` of their AppConfig), and how it all works."""
    return [*rooms.announcements("main_menu", MenuItem), HOW]


def menu_lines(*, is_second: bool | None = None) -> list[tuple[str, str]]:
    """(label, address) of the main menu: all of it, or what stands in the row or under «Ещё»."""
    items = [item for item in main_menu() if is_second in (None, item.is_second)]
    return [(item.label, url) for item in items if (url := href(item.page))]


def desks(keys: set[str]) -> "list[Item]":
    """The desks of the rooms for those who hold one of their keys (`desks` of their AppConfig)."""
    rows = rooms.announcements("desks", Desk)
    return [Item(desk.label, desk.page, desk.icon) for desk in rows if not keys.isdisjoint(desk.holders)]


@dataclass(frozen=True)
class Item:
    """A line of the cabinet's menu. `badge` is a callable: the template counts only what it draws."""

    label: str
    page: str
    icon: str
    badge: Callable[[], int] | None = None
    badge_words: str = ""

    @property
    def url(self) -> str:
        """Empty when this installation has no such page."""
        return href(self.page)


class Appearance:
    """How this person wants the pages: remembered in a cookie, applied on the server, so it works without scripts."""

    def __init__(self, request: HttpRequest) -> None:
        words = request.COOKIES.get(APPEARANCE_COOKIE, "").split(".")
        self.theme = next((theme for theme in ("dark", "light") if theme in words), "auto")
        self.vision = "large" if "large" in words else "normal"
        self.here = request.get_full_path()

    @property
    def color_scheme(self) -> str:
        """What the browser's own controls look like; "light dark": as the device wants it."""
        return "light dark" if self.theme == "auto" else self.theme

    @property
    def themes(self) -> list[tuple[str, str, str, str]]:
        """Links to the other theme: its name, address, words, icon. Who has chosen none gets both, and sees the other of the two."""
        rows = [("dark", "Тёмная тема", "moon"), ("light", "Светлая тема", "sun")]
        return [(name, self.switch(theme=name), words, icon) for name, words, icon in rows if name != self.theme]

    @property
    def is_large(self) -> bool:
        return self.vision == "large"

    @property
    def vision_url(self) -> str:
        """The address that turns the version for the visually impaired on or off and returns here."""
        return self.switch(vision="normal" if self.is_large else "large")

    def switch(self, **wish: str) -> str:
        address = href("appearance")
        return f"{address}?{urlencode(wish | {'next': self.here})}" if address else ""


class SideMenu:
    """The cabinet's menu of one person: built once a request, and only if a page draws it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.user: Any = getattr(request, "user", None)

    @cached_property
    def counts(self) -> Any:
        """What waits, what is unread and what lies in baskets (`inbox.Counts`), unless the page has counted it with its own questions."""
        from casework import inbox  # noqa: PLC0415 - here: templates are loaded before the apps' models are

        return getattr(self.request, "counts", None) or inbox.Counts.asked_for(self.user)

    @property
    def waiting_count(self) -> int:
        return self.counts.waiting

    @property
    def unread_count(self) -> int:
        return self.counts.unread

    def baskets(self) -> "list[Item]":
        """What may be answered together, as long as something waits."""
        from casework.baskets import named  # noqa: PLC0415 - here: templates are loaded before the apps' models are

        sizes = self.counts.baskets
        return [Item(named(page).title, page, named(page).icon, sizes[page].__int__, "ждут вас") for page in sizes]

    @cached_property
    def items(self) -> list[Item]:
        lines = [
            Item("Мои задачи", "inbox", "inbox", lambda: self.waiting_count, "ждут вас"),
            *self.baskets(),
            Item("Мои дела", "cases", "folder2-open"),
            Item("Сроки", "deadlines", "calendar3"),
            Item("Уведомления", "notifications", "bell", lambda: self.unread_count, "не прочитано"),
            Item("Организация", "organisation", "building"),
        ]
        keys = set(self.user.capacity_keys())
        if keys & set(roles.SECRETARIES):
            lines.append(Item("Стол секретариата", "board", "kanban"))
        lines += desks(keys)
        if keys & set(roles.OFFICES):
            lines.append(Item("Исполнители", "executors", "people"))
        if keys & {roles.ADMIN, roles.CLERK}:
            lines.append(Item("Письма", "letters", "envelope"))
        if keys & {roles.ADMIN, roles.AUDITOR}:
            lines.append(Item("Готовность города", "readiness", "clipboard-check"))
            lines += [Item("Назначения", "roles", "person-badge"), Item("Календарь", "calendar", "calendar-week")]
        if roles.AUDITOR in keys:
            lines.append(Item("Журнал", "journal", "journal-text"))
        lines += [Item("Кто вы", "identity", "fingerprint"), Item("Согласия", "consent", "check2-square")]
        lines.append(Item("Безопасность", "mfa_index", "shield-lock"))
        return [item for item in lines if item.url]


@cache
def release() -> str:
    """The version people quote when they report something; it is written down in pyproject.toml and nowhere else."""
    return str(tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]["version"])


def surface(request: HttpRequest, city: City | None = None) -> dict[str, Any]:
    """The part that needs no database and no session: error pages stand on it alone, with the city as it was last known."""
    city = city or installation.known()
    return {
        "demo": settings.DEMO,
        "rehearsal_now": timezone.localtime() if settings.REHEARSAL else None,
        "living_day": living_day() if settings.DEMO else None,
        "city": city,
        "city_name": city.bare_name,
        "owner_name": city.organisation,
        "source_url": city.source_url or f"{href('how')}#source",
        "site_url": settings.SITE_URL,
        "release": release(),
        "appearance": Appearance(request),
        "main_menu": menu_lines(),
        "menu_row": menu_lines(is_second=False),
        "menu_more": menu_lines(is_second=True),
    }


def way_back(request: HttpRequest) -> str:
    """Where the account pages lead back to once the second factor that was asked for is there; empty if nobody waits for it."""
    return href("second_factor_done") if request.session.get(BACK_TO) and is_mfa_enabled(request.user) else ""


def site(request: HttpRequest) -> dict[str, Any]:
    """The context of every page."""
    menu = SideMenu(request)
    known = menu.user is not None and menu.user.is_authenticated
    return surface(request, installation.current()) | {
        "side_menu": SimpleLazyObject(lambda: menu.items if known else []),
        "waiting_count": SimpleLazyObject(lambda: menu.waiting_count if known else 0),
        "unread_count": SimpleLazyObject(lambda: menu.unread_count if known else 0),
        "way_back": SimpleLazyObject(lambda: way_back(request) if known else ""),
    }
