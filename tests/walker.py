"""Somebody at a plain browser without scripts: reads pages, follows their links, fills in their forms, presses their buttons.

Nothing is asked of the site that its pages do not offer, and every page on the way must be one: neither missing nor broken.
"""

import re
import time
from urllib.parse import urljoin, urlsplit

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html

FINE = (200, 422)  # a form that came back with words


class DeadEnd(AssertionError):
    """What a person looks for is not on the page; the message says what is."""


def words(element: html.HtmlElement) -> str:
    """What is read there, in one line."""
    return " ".join(element.text_content().replace("\xa0", " ").split())


def letter_link(email: str, subject: str, address: str) -> str:
    """The path of a link in the last letter of that subject to an address. Raises DeadEnd."""
    told = [letter for letter in mail.outbox if subject in letter.subject and letter.to == [email]]
    link = told and re.search(rf"{re.escape(settings.SITE_URL)}({address}\S*)", str(told[-1].body))
    if not link:
        raise DeadEnd(f"no «{subject}» to {email} with {address}; {[(one.subject, one.to) for one in mail.outbox]}")
    return str(link[1])


def one_time_code(secret: str) -> str:
    """What an application for one-time codes shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


class Walker:
    """A session of one person; `email` and `password` are what they log in with."""

    def __init__(self, email: str = "", password: str = "") -> None:
        self.email, self.password = email, password
        self.client = Client(enforce_csrf_checks=True)
        self.place, self.page = "/", html.fromstring("<main></main>")

    def open(self, place: str) -> "Walker":
        """Type an address, or follow one."""
        return self._arrive(self.client.get(urljoin(self.place, place), follow=True), urljoin(self.place, place))

    def link(self, name: str) -> "Walker":
        """Follow the first link of that name, in the text of the page or above it."""
        called = re.compile(rf"{re.escape(name)}( \d+ .+)?")  # a line of the menu says how much waits there
        found = [a for a in self.page.iter("a") if a.get("href") and called.fullmatch(words(a))]
        found.sort(key=lambda a: not any(True for _ in a.iterancestors("main")))
        if not found:
            raise DeadEnd(f"{self.place}: no link «{name}» among {sorted({words(a) for a in self.page.iter('a')})}")
        return self.open(found[0].get("href"))

    def press(self, name: str, said: str = "", **fields: object) -> "Walker":
        """Fill fields in by their names, press the button, and hear what has been done."""
        button = next((one for one in self.page.iter("button") if words(one) == name), None)
        if button is None:
            raise DeadEnd(f"{self.place}: no button «{name}» among {[words(one) for one in self.page.iter('button')]}")
        form = next(button.iterancestors("form"))
        for field, value in fields.items():
            self._fill(form, field, value)
        data: dict[str, object] = {}
        for field, value in form.form_values():
            data.setdefault(field, []).append(value)  # type: ignore[attr-defined]
        files = {field: value for field, value in fields.items() if isinstance(value, SimpleUploadedFile)}
        if button.get("name"):
            data[button.get("name")] = button.get("value") or ""
        target = urljoin(self.place, form.get("action") or self.place)
        if form.method == "POST":
            answer = self.client.post(
                target, {**data, **files}, follow=True, headers={"referer": self._full(self.place)}
            )
        else:
            answer = self.client.get(target, data, follow=True)
        self._arrive(answer, target)
        if said and said not in self.text:
            raise DeadEnd(f"{self.place} does not say «{said}» but: {self.text}")
        return self

    def take(self, title: str) -> "Walker":
        """Open the first task of that name from the list of one's own."""
        return self.open("/inbox/").link(title)

    def is_asked(self, title: str) -> bool:
        """Does a task of that name wait?"""
        self.open("/inbox/")
        return any(words(a) == title and str(a.get("href")).startswith("/tasks/") for a in self.page.iter("a"))

    @property
    def text(self) -> str:
        """What is read on the page."""
        main = self.page.find(".//main")
        return words(main if main is not None else self.page)

    def has(self, name: str) -> bool:
        """Is there such a field on the page?"""
        return bool(self.page.xpath(f"//main//*[@name='{name}']"))

    def names(self) -> list[str]:
        """The fields of the page."""
        return list(dict.fromkeys(str(one.get("name")) for one in self.page.xpath("//main//*[@name]")))

    def field(self, name: str) -> list[str]:
        """The answers a choice offers."""
        return [str(one.get("value")) for one in self.page.xpath(f"//main//*[@name='{name}']") if one.get("value")]

    @property
    def proof(self) -> dict[str, object]:
        """The password, where the page asks for it."""
        return {"password": self.password} if self.has("password") else {}

    def join_agreement(self) -> "Walker":
        """Accept the agreement on signatures where a page asks for it first; it leads back."""
        if any(words(a) == "Прочитать и принять" for a in self.page.iter("a")):
            self.link("Прочитать и принять")
            self.press("Принять соглашение", "Соглашение принято.", agreed=True, **self.proof)
        return self

    def sign(self) -> "Walker":
        """Read and sign the paper that waits."""
        self.take("Подписать документ").join_agreement()
        return self.press("Подтвердить", "Ответ принят.", answer="sign", **self.proof)

    def sign_together(self) -> "Walker":
        """Everything that waits for a signature, by one confirmation."""
        self.open("/inbox/").link("На подпись").join_agreement().link("Отметить все")
        return self.press("Подписать отмеченные", "Подписано", **self.proof)

    def read_letter(self, subject: str, address: str) -> "Walker":
        """Follow a link of the last letter of that subject."""
        return self.open(letter_link(self.email, subject, address))

    def sign_up(self, last_name: str, first_name: str) -> "Walker":
        """From the form of an account through the letter that confirms the address."""
        given = {
            "last_name": last_name,
            "first_name": first_name,
            "password1": self.password,
            "password2": self.password,
        }
        return self.press("Зарегистрируйтесь", email=self.email, **given)

    def add_second_factor(self) -> "Walker":
        """From the page that asks for one to where one was going."""
        self.link("Подключить приложение")
        self.press("Подтвердить", **self.proof) if self.has("password") else None
        secret = self.page.xpath("//main//input[@id='authenticator_secret']/@value")[0]
        self.press("Включить", code=one_time_code(secret))
        return self.link("Продолжить")

    def _arrive(self, answer: object, place: str) -> "Walker":
        chain = getattr(answer, "redirect_chain", [])
        for target, _ in chain:
            place = urljoin(place, target)
        split = urlsplit(place)
        self.place = split.path + (f"?{split.query}" if split.query else "")
        if answer.status_code not in FINE:  # type: ignore[attr-defined]
            raise DeadEnd(f"{answer.status_code} at {self.place}")  # type: ignore[attr-defined]
        self.page = html.fromstring(answer.content.decode())  # type: ignore[attr-defined]
        return self

    def _full(self, place: str) -> str:
        return f"http://testserver{place}"

    def _fill(self, form: html.FormElement, name: str, value: object) -> None:
        if name not in form.inputs:
            raise DeadEnd(f"{self.place}: no field «{name}» among {sorted(form.inputs.keys())}")
        if isinstance(value, SimpleUploadedFile):
            return
        field = form.inputs[name]
        if getattr(field, "type", "") == "checkbox" and isinstance(value, bool):
            field.checked = value
        elif isinstance(value, list):
            field.value = set(map(str, value))
        else:
            field.value = str(value)
