"""Every page of the city and of the cabinet passes axe in both themes, on a desk and on a phone, and never scrolls sideways."""

from typing import Any

import pytest
from playwright.sync_api import Page

from casework.models import Waiting
from negotiations.models import Proposal
from programme.models import Person
from programme.organizations import actions as organizations
from tests.browser.conftest import AXE, DESK, PHONE, Reader, log_in
from tests.documents.conftest import made
from tests.documents.signatures.test_sign import EXTRACT
from tests.story import (
    answer,
    application,
    begin,
    make_member,
    make_organization,
    make_person,
    make_platform,
    skip_negotiations,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OPEN_EVERYTHING = "document.querySelectorAll('main details').forEach((one) => { one.open = true; })"
BEGIN = """() => { window.looking = axe.run(document, {resultTypes: ["violations"]}); }"""
END = """async () => {
    const found = await window.looking;
    return found.violations.map((one) => `${one.id}: ${one.nodes.slice(0, 2).map((node) => node.html.slice(0, 200)).join(" | ")}`);
}"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

PUBLIC = [
    "/",
    "/how/",
    "/how/proposal/",
    "/how/signing/",
    "/proposals/",
    "/documents/",
    "/districts/",
    "/districts/sver/",
    "/sittings/",
    "/search/?q=ступеней",
    "/v/",
    "/accounts/login/",
    "/nowhere/",
]
CABINET = [
    "/inbox/",
    "/cases/",
    "/deadlines/",
    "/notifications/",
    "/notifications/letters/",
    "/organisation/",
    "/consent/",
    "/proposals/new/",
]


def task_of(person: Person, proposal: Proposal) -> str:
    return Waiting.objects.open().of(person).get(process=proposal.case).get_absolute_url()


@pytest.fixture
def rounds(live_server: Any) -> list[tuple[Person | None, list[str]]]:
    """Who reads which pages: one proposal is being written, one is back from the check, one waits for it."""
    tos = make_organization()
    chairwoman, secretary, chair = make_member(tos), make_person("platform_secretary"), make_person("committee_chair")
    platform = make_platform(tos)
    draft, returned, mended, admitted = (
        begin(chairwoman, tos, platform, f"{title} ступеней")
        for title in ("Двор без", "Сквер без", "Дом без", "Школа без")
    )
    for proposal in (returned, mended, admitted):
        answer(chairwoman, proposal.case, "submit", **application(proposal.title))
    remarks = {"remark_goal": "Назовите число и срок.", "remark_budget": "Распишите подрядные работы."}
    for proposal in (returned, mended):
        answer(secretary, proposal.case, "check", outcome="send_back", **remarks)
    answer(secretary, admitted.case, "check", outcome="admit")
    skip_negotiations(secretary, admitted)
    changes = {"goal": "К сентябрю 2027 года все двенадцать подъездов доступны. " * 4, "budget-2-article": "Бетон"}
    answer(chairwoman, mended.case, "fix", **application(mended.title, **changes))
    made(**{**EXTRACT, "signatories": [(chair, "Председатель", 1)]})
    proposal_page = returned.get_absolute_url()
    newcomer = make_person(last_name="Новикова")
    tos_of_hers = organizations.add_organization(
        by=newcomer, full_name="ТОС «Маяк»", short_name="ТОС «Маяк»", legal_form="ТОС", sector="community",
        address="г. Красноярск", position="председатель", ground="решение собрания",
    )  # fmt: skip
    claimed = tos_of_hers.memberships.get()
    asked = Waiting.objects.get(process=claimed.case).get_absolute_url()
    first_pages = ["/inbox/", "/organisation/new/", tos_of_hers.get_absolute_url()]
    return [
        (None, [*PUBLIC, proposal_page, admitted.get_absolute_url()]),
        (newcomer, [*first_pages, f"/organisation/representatives/{claimed.pk}/evidence/"]),
        (chairwoman, [*CABINET, proposal_page, task_of(chairwoman, draft), task_of(chairwoman, returned), f"{proposal_page}withdraw/"]),
        (secretary, ["/inbox/", "/board/", task_of(secretary, mended), asked]),
        (chair, [task_of(chair, admitted), "/documents/signing/?all", "/inbox/"]),
    ]  # fmt: skip


def complaints_about(reader: Reader, paths: list[str]) -> list[str]:
    """What axe, and the page's width, have to say about each page; while axe looks at one page the next one is fetched."""
    found, pages, looked = [], (reader.page(), reader.page()), None
    for number, path in enumerate(paths):
        page = pages[number % 2]
        page.goto(path)
        page.evaluate(OPEN_EVERYTHING)
        page.evaluate(BEGIN)
        if looked:
            found += verdict(*looked)
        looked = page, path
    found += verdict(*looked) if looked else []
    for page in pages:
        page.close()
    return found


def verdict(page: Page, path: str) -> list[str]:
    """What has been found on a page axe has begun to look at."""
    found = [f"{path} {text}" for text in page.evaluate(END)]
    return [*found, f"{path} scrolls sideways"] if page.evaluate(SIDEWAYS) > 0 else found


def test_a_barrier_is_told_with_the_page_it_stands_on(reader):
    """Two pages are looked at in turn: what is wrong with one is not told of the other."""
    one = reader()
    one.context.add_init_script(path=AXE)
    whole = "data:text/html,<!doctype html><html lang=ru><title>А</title><main><h1>А</h1>{}</main>"
    nameless, sound, wide = (
        whole.format(more) for more in ("<input>", "", "<div style='width:3000px;height:1px'></div>")
    )
    found = complaints_about(one, [sound, nameless, sound, wide])
    assert [text.removeprefix(nameless).split(":")[0] for text in found[:-1]] == [" label"]
    assert found[-1] == f"{wide} scrolls sideways"


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_page_has_a_barrier(reader, live_server, rounds, theme, width):
    one = reader(width=width, theme=theme)
    one.context.add_init_script(path=AXE)
    found = []
    for person, paths in rounds:
        log_in(one, live_server.url, person)
        found += complaints_about(one, paths)
    assert found == []


def test_the_narrowest_phone_and_the_largest_letters_scroll_only_down(reader, live_server, rounds):
    narrow, large = reader(width=360), reader(width=PHONE, theme="large")
    found = []
    for person, paths in rounds:
        for one in (narrow, large):
            log_in(one, live_server.url, person)
            page = one.page()
            for path in paths:
                page.goto(path)
                if page.evaluate(SIDEWAYS) > 0:
                    found.append(path)
            page.close()
    assert found == []
