"""An office opens its city in a browser, without scripts too; its pages have no barriers and wear what the device wears."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from casework import installation
from programme.installation import actions, opening
from programme.models import Person
from tests.browser.conftest import AXE, DESK, PHONE, Reader, log_in
from tests.browser.test_axe import complaints_about
from tests.browser.town import BOSS, PASSWORD, open_city
from tests.story import make_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def address(settings: Any, tmp_path: Any) -> Iterator[str]:
    """The page that opens the city; what the site remembers of it is forgotten afterwards."""
    settings.TIME_ZONE_FILE, settings.KEYS_DIR = tmp_path / "time_zone", tmp_path / "keys"
    settings.INSTALLATION_REMEMBERED_SECONDS = 0
    yield f"/setup/{actions.make_key()}/"
    installation.forget()
    installation._remembered.row = {}


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_its_pages_have_no_barriers(
    reader: Callable[..., Reader], live_server: Any, address: str, theme: str, width: int
) -> None:
    """The dark theme is the device's here: nobody has chosen one."""
    who = reader(width=width, theme="")
    who.context.add_init_script(path=AXE)
    page = who.page
    who.page = lambda: dressed(page(), theme)  # type: ignore[method-assign]
    faults = complaints_about(who, ["/", address, *(f"{address}{slug}/" for slug in opening.BY_SLUG)])
    log_in(who, live_server.url, make_person("admin"))
    faults += complaints_about(
        who, ["/city/settings/", "/city/settings/change/", "/city/settings/letter/", "/city/readiness/"]
    )
    assert faults == []


def dressed(page: Any, theme: str) -> Any:
    page.emulate_media(color_scheme=theme)
    return page


def test_whoever_has_chosen_no_theme_wears_that_of_the_device(reader: Callable[..., Reader]) -> None:
    page = reader(theme="").page()
    seen = []
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        page.goto("/how/")
        paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
        seen.append((paper, page.locator(".util .to-dark").is_visible(), page.locator(".util .to-light").is_visible()))
    assert seen == [("rgb(243, 246, 249)", True, False), ("rgb(14, 22, 30)", False, True)]
    page.locator(".util .to-light").click()
    # the page comes anew, and its style after it
    expect(page.locator("body")).to_have_css("background-color", "rgb(243, 246, 249)")


def test_an_office_opens_its_city_without_scripts(
    reader: Callable[..., Reader], live_server: Any, settings: Any, address: str
) -> None:
    settings.SITE_URL = live_server.url
    page = reader(width=PHONE, has_scripts=False).page()
    open_city(page, address)
    boss = Person.objects.get(email=BOSS)
    assert (boss.check_password(PASSWORD), boss.has_role("admin")) == (True, True)
    page.goto("/city/readiness/")
    assert "office@tyumen.example" in page.locator("main").inner_text()
