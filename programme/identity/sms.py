"""Text messages: files by default where the site is developed or shown, a gateway over HTTPS by settings, else none at all."""

import json
from pathlib import Path
from typing import Protocol
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

TIMEOUT = 15  # seconds a gateway may take to answer
ANSWER = 10_000  # bytes of its answer that are read


class Gateway(Protocol):
    """Whoever carries a message. `number` is +7XXXXXXXXXX; raises an OSError when the message was not taken."""

    def send(self, number: str, text: str) -> None: ...


class FileGateway:
    """A file a message in SMS_FILE_PATH, as Django does with letters."""

    def send(self, number: str, text: str) -> None:
        folder = Path(settings.SMS_FILE_PATH)
        folder.mkdir(parents=True, exist_ok=True)
        name = f"{timezone.now():%Y%m%d-%H%M%S-%f}.txt"
        (folder / name).write_text(f"{number}\n{text}\n", encoding="utf-8")


class HttpGateway:
    """A form posted to SMS_GATEWAY_URL: SMS_GATEWAY_FIELDS (JSON) names its fields, «{phone}» and «{text}» in them are filled in.

    Taken is what is answered with a status below 400 and, where SMS_GATEWAY_OK is set, contains that text.
    """

    def send(self, number: str, text: str) -> None:
        fields = {
            name: value.replace("{phone}", number.removeprefix("+")).replace("{text}", text)
            for name, value in json.loads(settings.SMS_GATEWAY_FIELDS).items()
        }
        headers = {"Authorization": f"Bearer {settings.SMS_GATEWAY_TOKEN}"} if settings.SMS_GATEWAY_TOKEN else {}
        request = Request(settings.SMS_GATEWAY_URL, urlencode(fields).encode(), headers)  # noqa: S310 - checked by `faults`
        with urlopen(request, timeout=TIMEOUT) as response:  # noqa: S310 - the same
            answer = response.read(ANSWER).decode("utf-8", "replace")
        if settings.SMS_GATEWAY_OK not in answer:
            raise OSError("the gateway has not taken the message")


def is_offered() -> bool:
    """Can this installation send messages? If not, nobody is promised a level by telephone."""
    return bool(settings.SMS_BACKEND)


def send(number: str, text: str) -> None:
    """Send one message by the gateway of the settings."""
    gateway: Gateway = import_string(settings.SMS_BACKEND)()
    gateway.send(number, text)


def faults() -> list[str]:
    """What is wrong with the settings of the gateway (Russian), for the checks before an opening."""
    if settings.SMS_BACKEND != HTTP:
        return []
    problems = []
    if not settings.SMS_GATEWAY_URL.startswith(("https://", "http://127.0.0.1:")):
        problems.append("SMS_GATEWAY_URL: адрес шлюза начинается с https://.")
    try:
        fields = json.loads(settings.SMS_GATEWAY_FIELDS)
        filled = " ".join(fields.values())
        if "{phone}" not in filled or "{text}" not in filled:
            raise ValueError
    except (AttributeError, TypeError, ValueError):
        problems.append("SMS_GATEWAY_FIELDS: объект JSON с полями формы, в значениях которых есть {phone} и {text}.")
    return problems


HTTP = f"{__name__}.{HttpGateway.__qualname__}"
