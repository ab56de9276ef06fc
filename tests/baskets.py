"""A basket in a browser's hands: what its page offers to tick, and confirming once."""

import html
import re
from typing import Any


def page_of(client: Any, address: str) -> str:
    """The page as it is read, without entities and non-breaking spaces."""
    return text_of(client.get(address))


def text_of(answer: Any) -> str:
    """The same of an answer."""
    return html.unescape(answer.content.decode()).replace("\N{NO-BREAK SPACE}", " ")


def tickets(page: str, *, checked: bool = False) -> list[str]:
    """The values of the boxes of a page, or of those that are ticked."""
    boxes = re.findall(r'<input class="form-check-input"[^>]*name="item"[^>]*>', page)
    return [
        match[1]
        for box in boxes
        if (match := re.search(r'value="([^"]*)"', box)) and (not checked or " checked" in box)
    ]


def token_of(page: str) -> str:
    """The token of the form on a page."""
    match = re.search(r'name="_token" value="([^"]*)"', page)
    assert match is not None
    return match[1]


def confirm(client: Any, address: str, page: str, **more: Any) -> Any:
    """Tick everything that is on a page and confirm it."""
    return client.post(address, {"item": tickets(page), "_token": token_of(page), **more})
