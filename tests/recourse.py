"""What a paper says of an appeal, tried: its address leads whoever the decision is about to the door, and nobody else."""

import re
from datetime import datetime

from django.test import Client

from documents.models import Document
from portal.templatetags.look import day
from programme.models import Person

SENTENCE = re.compile(
    r" можно обжаловать в апелляционную комиссию "
    r"(?:по (?P<until>\d\d\.\d\d\.\d{4}) включительно \((?P<term>\d+ рабоч\w+ (?:день|дня|дней)) со дня получения\)"
    r"|в течение \d+ рабоч\w+ (?:день|дня|дней) со дня публикации)\. "
    r"Право на обращение .* и в суд сохраняется\. Подать апелляцию: https?://[^/]+(?P<page>/\S+)\Z"
)
LOGIN = "allauth.account.auth_backends.AuthenticationBackend"


def page_for(person: Person | None, address: str) -> str:
    """A page as somebody reads it."""
    client = Client()
    if person is not None:
        client.force_login(person, LOGIN)
    return " ".join(client.get(address).content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def keeps_promise(kind: str, paper: Document, reader: Person, *strangers: Person) -> None:
    """The door of the promised kind stands on the page the paper names, with the day the paper names, for the reader alone."""
    promise = SENTENCE.search(paper.snapshot["appeal"].replace("\N{NO-BREAK SPACE}", " "))
    assert promise, paper.snapshot["appeal"]
    page, door = page_for(reader, promise["page"]), f"kind={kind}&"
    assert "Подать апелляцию" in page and door in page, (promise["page"], kind)
    if promise["until"]:
        until = day(datetime.strptime(promise["until"], "%d.%m.%Y").date()).replace("\N{NO-BREAK SPACE}", " ")  # noqa: DTZ007 - a day
        assert f'<span class="nb">{until}</span>' in page, until
    for stranger in (*strangers, None):
        assert door not in page_for(stranger, promise["page"])
