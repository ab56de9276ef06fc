"""What a stranger does with a paper: save it, and ask whether it is the very one."""

import re
from base64 import b64encode
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.paper import words_of

DROP = """(zone, [name, bytes]) => {
    const carried = new DataTransfer();
    carried.items.add(new File([Uint8Array.from(atob(bytes), (char) => char.charCodeAt(0))], name, {type: "application/pdf"}));
    zone.dispatchEvent(new DragEvent("drop", {dataTransfer: carried, bubbles: true, cancelable: true}));
}"""


def download(page: Page, name: str) -> bytes:
    """A file of a paper, as the browser saves it."""
    with page.expect_download() as saved:
        page.get_by_role("link", name=re.compile(name)).first.click()
    return Path(saved.value.path()).read_bytes()


def drop(page: Page, name: str, file: bytes) -> None:
    page.locator(".drop").evaluate(DROP, [name, b64encode(file).decode()])


def check_as_a_stranger(page: Page) -> None:
    """The decision is found in the register; the address printed on the paper tells whether a file is the very one."""
    page.goto("/documents/?kind=decision")
    page.locator("main h2 a").first.click()
    paper = download(page, "Подлинник")
    code = re.search(r"код ((?:[0-9A-Z]{4}-?){4})", words_of(paper))
    assert code, words_of(paper)
    page.goto(f"/v/{code[1]}/")
    expect(page.get_by_text("Документ действует")).to_be_visible()
    expect(page.get_by_text("подписано", exact=True)).to_have_count(2)
    drop(page, "Решение.pdf", paper)
    expect(page.locator(".drop-result")).to_contain_text("«Решение.pdf» подлинный")
    changed = bytearray(paper)
    changed[len(changed) // 2] ^= 1
    drop(page, "Решение.pdf", bytes(changed))
    expect(page.locator(".drop-result")).to_contain_text("«Решение.pdf» не подлинный")
