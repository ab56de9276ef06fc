"""What every page needs around its content: the city, the appearance, the menus. Nothing asks the database until shown."""
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.metadata import PackageNotFoundError, version
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from portal.templatetags.look import href

APPEARANCE_COOKIE = "appearance"
MAIN_MENU = [("Предложения", "proposals"), ("Документы", "documents"), ("Проверить документ", "check"), ("Как это работает", "how")]
SECRETARIES = ("role:platform_secretary", "role:coordinator", "role:committee_secretary", "role:operator")
EXPERTS = ("role:expert", "expert:")
COMMITTEE = ("role:committee", "committee:")


@dataclass(frozen=True)
class Item:
    """A line of the cabinet's menu. `badge` is a callable: the template counts only what it draws."""

    label: str
    url: str
    icon: str
    badge: Callable[[], int] | None = None
    badge_words: str = ""


class Appearance:
    """How this person wants the pages: remembered in a cookie, applied on the server, so it works without scripts."""

    def __init__(self, request: HttpRequest) -> None:
        words = request.COOKIES.get(APPEARANCE_COOKIE, "").split(".")
        self.theme = "dark" if "dark" in words else "light"
        self.vision = "large" if "large" in words else "normal"
        self.here = request.get_full_path()

    @property
    def is_dark(self) -> bool:
        return self.theme == "dark"

    @property
    def is_large(self) -> bool:
        return self.vision == "large"

    @property
    def theme_url(self) -> str:
        """The address that turns the other theme on and returns here."""
        return self.switch(theme="light" if self.is_dark else "dark")

    @property
    def vision_url(self) -> str:
        """The address that turns the version for the visually impaired on or off and returns here."""
        return self.switch(vision="normal" if self.is_large else "large")

    def switch(self, **wish: str) -> str:
        address = href("appearance")
        return f"{address}?{urlencode(wish | {'next': self.here})}" if address else ""


class SideMenu:
    """The cabinet's menu of one person: built once a request, and only if a page draws it."""

    def __init__(self, user: Any) -> None:
        self.user = user

    @cached_property
    def waiting_count(self) -> int:
        from casework.models import Waiting  # here, since error pages import this module when the database may be broken

        return Waiting.objects.open().of(self.user).count()

    @cached_property
    def unread_count(self) -> int:
        return self.user.notifications.filter(read_at=None).count()

    @cached_property
    def keys(self) -> tuple[str, ...]:
        return tuple(self.user.capacity_keys())

    def acts_as(self, prefixes: tuple[str, ...]) -> bool:
        return any(key.startswith(prefixes) for key in self.keys)

    @cached_property
    def items(self) -> list[Item]:
        lines: list[tuple[bool, str, str, str, Callable[[], int] | None, str]] = [
            (True, "Мои задачи", "inbox", "inbox", lambda: self.waiting_count, "ждут вас"),
            (True, "Мои дела", "cases", "folder2-open", None, ""),
            (True, "Сроки", "deadlines", "calendar3", None, ""),
            (True, "Уведомления", "notifications", "bell", lambda: self.unread_count, "не прочитано"),
            (True, "Организация", "organisation", "building", None, ""),
            (self.acts_as(SECRETARIES), "Стол секретариата", "board", "kanban", None, ""),
            (self.acts_as(EXPERTS), "Стол эксперта", "expert_desk", "clipboard-check", None, ""),
            (self.acts_as(COMMITTEE), "Заседания", "sittings", "people", None, ""),
            (True, "Безопасность", "mfa_index", "shield-lock", None, ""),
        ]
        return [Item(label, href(name), *rest) for shown, label, name, *rest in lines if shown and href(name)]


@cache
def release() -> str:
    """The version people quote when they report something."""
    try:
        return version("soglasie")
    except PackageNotFoundError:
        return str(getattr(settings, "VERSION", ""))


def surface(request: HttpRequest) -> dict[str, Any]:
    """The part that needs no database and no session: error pages stand on it alone."""
    return {
        "demo": settings.DEMO,
        "city_name": settings.CITY_NAME.removeprefix("г. "),
        "owner_name": settings.ORGANISATION_NAME,
        "contact_email": getattr(settings, "CONTACT_EMAIL", ""),
        "source_url": getattr(settings, "SOURCE_URL", "") or f"{href('how')}#source",
        "release": release(),
        "appearance": Appearance(request),
        "main_menu": [(label, url) for label, name in MAIN_MENU if (url := href(name))],
    }


def site(request: HttpRequest) -> dict[str, Any]:
    """The context of every page."""
    user = getattr(request, "user", None)
    menu = SideMenu(user)
    known = user is not None and user.is_authenticated
    return surface(request) | {
        "side_menu": SimpleLazyObject(lambda: menu.items if known else []),
        "waiting_count": SimpleLazyObject(lambda: menu.waiting_count if known else 0),
        "unread_count": SimpleLazyObject(lambda: menu.unread_count if known else 0),
    }
