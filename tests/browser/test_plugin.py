"""Signing in the browser: what the page does with a plug-in that answers, and with one that is not there."""

import base64

import pytest
from playwright.sync_api import expect

from documents import archive
from tests.browser.conftest import DESK
from tests.documents.conftest import person  # noqa: F401 - a fixture
from tests.documents.signatures.test_sign import for_signing

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# The stranger's half of the interface: the extension's script gives its object away and answers for it. What it is asked to sign is kept.
EXTENSION = """
const made = {
  "CAdESCOM.Store": () => ({ Open: async () => {}, Close: async () => {}, Certificates: Promise.resolve({
    Count: Promise.resolve(2),
    Item: async (number) => ({ SubjectName: Promise.resolve(`CN="Иванова Анна ${number}", SN=Иванова`),
      ValidToDate: Promise.resolve(number === 1 ? "2001-01-01T00:00:00Z" : "2999-01-01T00:00:00Z") }),
  }) }),
  "CAdESCOM.CPSigner": () => ({ propset_Certificate: async () => {}, propset_Options: async () => {} }),
  "CAdESCOM.CadesSignedData": () => ({
    propset_ContentEncoding: async () => {}, propset_Content: async (text) => { window.signedText = text; },
    SignCades: async (signer, kind, isDetached) => `kind ${kind}, detached ${isDetached}`,
  }),
};
window.cpcsp_chrome_nmcades = { check_chrome_plugin: (done) => {
  window.cadesplugin.set({ CreateObjectAsync: async (name) => made[name]() });
  done();
} };
window.addEventListener("message", ({ data }) => { if (data === "cadesplugin_echo_request") window.postMessage("cadesplugin_loaded", "*"); });
"""


def test_the_plugin_puts_the_signature_into_the_field_and_sends_nothing(reader, live_server, person):  # noqa: F811
    chair = person()
    document = for_signing((chair, 1))
    somebody = reader(chair, width=DESK)
    page = somebody.page()
    page.goto(f"{live_server.url}/documents/{document.pk}/signature/")
    page.evaluate("delete window.chrome")
    page.evaluate(EXTENSION)
    page.get_by_role("button", name="Найти плагин").click()
    expect(page.get_by_label("Сертификат")).to_have_text("Иванова Анна 2, до 01.01.2999")
    page.get_by_role("button", name="Подписать плагином").click()
    expect(page.get_by_text("Подпись готова и стоит в поле")).to_be_visible()
    original = document.original
    assert base64.b64decode(page.evaluate("signedText")) == archive.read(original.sha256, "pdf")
    held = "async () => [document.querySelector('[name=signature]').files[0].name, await document.querySelector('[name=signature]').files[0].text()]"
    assert page.evaluate(held) == ["подпись.sig", "kind 1, detached true"]
    assert not document.signature_requests.filter(uploads__isnull=False).exists()


def test_without_a_plugin_the_page_says_so_and_leaves_the_three_steps(reader, live_server, person):  # noqa: F811
    chair = person()
    document = for_signing((chair, 1))
    somebody = reader(chair, width=DESK)
    page = somebody.page()
    page.goto(f"{live_server.url}/documents/{document.pk}/signature/")
    assert somebody.complaints == []  # nothing is looked for before somebody asks
    page.get_by_role("button", name="Найти плагин").click()
    expect(page.get_by_text("Не получилось: плагина в браузере нет")).to_be_visible()
    expect(page.get_by_label("Сертификат")).to_be_hidden()
    expect(page.get_by_role("button", name="Загрузить подпись")).to_be_enabled()
    assert [text for text in somebody.complaints if "net::ERR_BLOCKED_BY_CLIENT" not in text] == []
    somebody.complaints.clear()
