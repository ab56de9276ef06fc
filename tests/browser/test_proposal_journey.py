"""The chairwoman of a ТОС without ИНН, on a phone and without scripts, brings a proposal through the formal check."""

import re

import pytest
from playwright.sync_api import Page, expect

from negotiations.models import Proposal
from tests.browser.conftest import PHONE
from tests.story import LONG, application, make_member, make_organization, make_person, make_platform

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PDF = {
    "name": "Смета.pdf",
    "mimeType": "application/pdf",
    "buffer": b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
}
PNG = {
    "name": "Двор.png",
    "mimeType": "image/png",
    "buffer": b"\x89PNG\r\n\x1a\n" + bytes(64) + b"\0\0\0\0IEND\xaeB`\x82",
}
TEXTS = ("Аннотация", "Проблема", "Цель", "Задачи", "Календарный план", "Измеримые результаты", "Команда и опыт")
TITLE = "Двор без ступеней"


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def begin_draft(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Подать предложение").click()
    page.get_by_label("Название проекта").fill(TITLE)
    press(page, "Создать черновик")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"Двор без\sступеней"))
    page.get_by_role("link", name="Перейти к задаче").click()


def fill_in(page: Page) -> None:
    for label in TEXTS:
        page.get_by_label(label, exact=True).fill(LONG)
    data = application(TITLE)
    for name in ("cluster", "direction", "level"):
        page.locator(f"input[name={name}][value={data[name]}]").check()
    page.get_by_label("Отраслевая область").select_option(data["area"])
    page.get_by_label("Свердловский").check()
    page.get_by_label("Бюджет проекта, ₽").fill("3 150 000")
    for row in range(3):
        if row:
            press(page, "Строка бюджета: сохранить черновик и добавить пустую")
        page.locator(f"[name=budget-{row}-article]").fill(data[f"budget-{row}-article"])
        page.locator(f"[name=budget-{row}-source]").select_option(data[f"budget-{row}-source"])
        page.locator(f"[name=budget-{row}-amount]").fill(data[f"budget-{row}-amount"])


def save_with_files(page: Page) -> None:
    """A draft saved halfway keeps the words and both files."""
    page.get_by_label("Аннотация", exact=True).fill("Начало")
    page.get_by_label(re.compile("Добавить файлы")).set_input_files([PDF, PNG])
    press(page, "Сохранить черновик")
    expect(page.get_by_text("Черновик сохранён в")).to_be_visible()
    expect(page.get_by_label("Аннотация", exact=True)).to_have_value("Начало")
    for file in (PDF, PNG):
        expect(page.get_by_role("link", name=file["name"])).to_be_visible()


def submit(page: Page) -> str:
    press(page, "Проверить и отправить")
    expect(page.get_by_role("heading", level=1)).to_have_text("Проверьте ответы")
    expect(page.get_by_text("Двор.png")).to_be_visible()
    press(page, "Подать заявку")
    expect(page.get_by_text("Заявка подана и зарегистрирована")).to_be_visible()
    number = page.locator("[aria-current=page]").filter(has_text="№").inner_text()
    assert re.fullmatch(r"№\sЗ-\d{4}-\d{5}", number)
    return number


def send_back(page: Page) -> None:
    page.goto("/inbox/")
    page.get_by_role("link", name="Проверить заявку").click()
    for place, text in (("goal", "Назовите число и срок."), ("plan", "Кто отвечает за весну?")):
        page.locator(f"#place-remark_{place} ~ details summary").click()
        page.locator(f"[name=remark_{place}]").fill(text)
    page.get_by_label("Вернуть на доработку").check()
    press(page, "Записать результат")
    expect(page.get_by_text("Результат проверки записан")).to_be_visible()


def mend(page: Page) -> None:
    page.goto("/inbox/")
    page.get_by_role("link", name="Исправить заявку по замечаниям").click()
    expect(page.locator("main textarea:not([name^=reply_])")).to_have_count(2)
    assert page.locator("main form [name=title]").count() == 0
    expect(page.get_by_text("Кто отвечает за весну?").first).to_be_visible()
    page.get_by_label("Цель", exact=True).fill(
        "К сентябрю 2027 года все двенадцать подъездов доступны для колясок. " * 3
    )
    page.get_by_label("Календарный план", exact=True).fill(LONG + " За весну отвечает Нина Петрова.")
    press(page, "Проверить и отправить")
    press(page, "Подать повторно")
    expect(page.get_by_text("Исправленная заявка подана повторно")).to_be_visible()


def admit(page: Page) -> None:
    page.goto("/inbox/")
    page.get_by_role("link", name="Проверить заявку").click()
    expect(page.get_by_text("изменено", exact=True)).to_have_count(2)
    expect(page.locator("ins", has_text="За весну отвечает Нина Петрова.")).to_be_visible()
    page.get_by_label("Допустить").check()
    press(page, "Записать результат")
    expect(page.get_by_text("Допущена", exact=True)).to_be_visible()


def test_a_tos_brings_a_proposal_from_a_phone_without_scripts(live_server, reader):
    tos = make_organization()
    assert tos.inn == ""
    make_platform(tos)
    phone = reader(make_member(tos), width=PHONE, has_scripts=False).page()
    desk = reader(make_person("platform_secretary")).page()

    begin_draft(phone)
    save_with_files(phone)
    fill_in(phone)
    number = submit(phone)
    desk.goto("/proposals/")
    expect(desk.get_by_text(number)).to_be_visible()
    send_back(desk)
    mend(phone)
    admit(desk)

    proposal = Proposal.objects.get()
    assert (proposal.status, proposal.returns, proposal.versions.count()) == (Proposal.Status.ADMITTED, 1, 2)
    assert proposal.attachments.filter(removed_at=None).count() == 2


def test_words_typed_on_a_desk_are_kept_by_themselves(live_server, reader):
    tos = make_organization()
    make_platform(tos)
    page = reader(make_member(tos)).page()
    begin_draft(page)
    page.get_by_label("Проблема", exact=True).fill(LONG)
    expect(page.get_by_text("Сохранено в")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Проблема", exact=True)).to_have_value(LONG)
