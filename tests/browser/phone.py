"""What somebody with a phone does in their first hour, from registration to «подано»; every press is counted."""

import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core import mail
from playwright.sync_api import Locator, Page, expect

from tests.browser.town import work
from tests.story import LONG, application

EMAIL, PASSWORD, TITLE = "vera@example.org", "кедровая-шишка-42", "Двор без ступеней"
PHOTO = {
    "name": "Протокол собрания.png",
    "mimeType": "image/png",
    "buffer": b"\x89PNG\r\n\x1a\n" + bytes(64) + b"\0\0\0\0IEND\xaeB`\x82",
}
TEXTS = ("Аннотация", "Проблема", "Цель", "Задачи", "Календарный план", "Измеримые результаты", "Команда и опыт")


class Finger:
    """Whoever presses: every press is counted, and no page on the way is an error."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url, self.clicks = page, url, 0
        page.on("response", lambda answer: self._look_at(answer.status, answer.request.resource_type, answer.url))
        self.dead_ends: list[str] = []

    def _look_at(self, status: int, kind: str, url: str) -> None:
        if kind == "document" and status in (400, 404, 409, 500):
            self.dead_ends.append(f"{status} {url}")

    def _press(self, act: Callable[[], Any]) -> None:
        self.clicks += 1
        act()

    def link(self, name: str) -> None:
        self._press(self.page.locator("main, header").get_by_role("link", name=name, exact=True).first.click)

    def button(self, name: str) -> None:
        self._press(self.page.get_by_role("button", name=name, exact=True).click)

    def tick(self, box: Locator) -> None:
        self._press(box.check)

    def choose(self, box: Locator, value: str) -> None:
        self._press(lambda: box.select_option(value))

    def type(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=True).fill(text)

    def open_letter(self, subject: str, address: str) -> None:
        """The last letter of that subject, and the link in it."""
        work()
        letter = [letter for letter in mail.outbox if subject in letter.subject and letter.to == [EMAIL]][-1]
        path = re.search(rf"{re.escape(settings.SITE_URL)}({address}\S*)", letter.body)
        assert path, letter.body
        self._press(lambda: self.page.goto(self.url + path[1]))


def register(finger: Finger) -> None:
    finger.page.goto("/")
    finger.link("Подать предложение")
    finger.link("зарегистрируйтесь")
    for label, text in (("Фамилия", "Утёсова"), ("Имя", "Вера"), ("Отчество", "Олеговна")):
        finger.page.get_by_label(re.compile(f"^{label}")).fill(text)
    finger.page.locator("[name=email]").fill(EMAIL)
    for name in ("password1", "password2"):
        finger.page.locator(f"[name={name}]").fill(PASSWORD)
    finger.button("Зарегистрируйтесь")
    finger.open_letter("подтвердите адрес", "/accounts/")
    finger.button("Подтвердить")


def add_organisation(finger: Finger) -> None:
    finger.link("Добавить организацию")
    page = finger.page
    finger.choose(page.locator("[name=legal_form]"), "ТОС")
    finger.choose(page.locator("[name=sector]"), "community")
    for name, text in (
        ("full_name", "Территориальное общественное самоуправление «Утёс»"), ("short_name", "ТОС «Утёс»"),
        ("address", "г. Красноярск, ул. Утёсная, д. 1"), ("position", "председатель"), ("ground", "решение собрания"),
    ):  # fmt: skip
        page.locator(f"[name={name}]").fill(text)
    finger._press(lambda: page.locator("[name=evidence]").set_input_files([PHOTO]))
    finger.button("Добавить организацию")
    expect(page.get_by_text("Секретарь площадки ответит до")).to_be_visible()


def agree(finger: Finger) -> None:
    finger.link("Прочитать и дать согласие")
    finger.tick(finger.page.get_by_label("Я прочитал(а) текст и даю согласие"))
    finger.button("Дать согласие")


def write(finger: Finger) -> None:
    """The draft and its form, while the secretary has not answered yet."""
    finger.link("Создать черновик")
    finger.type("Название проекта", TITLE)
    finger.button("Создать черновик")
    page, data = finger.page, application(TITLE)
    expect(page.get_by_text("Ждём подтверждения ваших полномочий")).to_be_visible()
    finger.link("Перейти к задаче")
    expect(page.get_by_text("Ждём подтверждения ваших полномочий")).to_be_visible()
    for label in TEXTS:
        finger.type(label, LONG)
    for name in ("cluster", "direction", "level"):
        finger.tick(page.locator(f"input[name={name}][value={data[name]}]"))
    finger.choose(page.get_by_label("Отраслевая область"), data["area"])
    finger.tick(page.get_by_label("Свердловский"))
    finger.type("Бюджет проекта, ₽", "1 970 000")
    for row in range(2):
        if row:
            finger.button("Строка бюджета: сохранить черновик и добавить пустую")
        article, source, amount = (
            page.locator(f"[name=budget-{row}-{part}]") for part in ("article", "source", "amount")
        )
        article.fill(data[f"budget-{row}-article"])
        finger.choose(source, data[f"budget-{row}-source"])
        amount.fill(data[f"budget-{row}-amount"])
    finger.button("Проверить и отправить")
    expect(page.get_by_text("Ждём подтверждения ваших полномочий")).to_be_visible()
    expect(page.get_by_role("button", name="Подать заявку")).to_have_count(0)


def confirm(desk: Page) -> None:
    """The secretary, at a desk."""
    desk.goto("/inbox/")
    desk.get_by_role("link", name="Подтвердить полномочия", exact=True).click()
    expect(desk.get_by_role("link", name="Протокол собрания.png")).to_be_visible()
    desk.get_by_label("Подтвердить", exact=True).check()
    desk.get_by_role("button", name="Записать ответ").click()
    expect(desk.get_by_text("Ответ записан, человек извещён.")).to_be_visible()


def submit(finger: Finger) -> None:
    finger.open_letter("Полномочия подтверждены", "/")
    finger.link("Заполнить и подать")
    finger.button("Проверить и отправить")
    expect(finger.page.get_by_role("heading", level=1)).to_have_text("Проверьте ответы")
    finger.button("Подать заявку")
    expect(finger.page.get_by_text("Заявка подана и зарегистрирована")).to_be_visible()
