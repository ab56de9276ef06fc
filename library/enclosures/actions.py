"""Files come into an edition: the bytes are kept, the edition says their name, size and hash."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile

from documents import files
from library.cards.models import Card, CardEdition
from library.enclosures.models import CardFile


def _names(card: Card) -> list[str]:
    return [rule.name for rule in card.kind.rule.fields if rule.type == "file"]


def take_in(card: Card, payload: dict[str, Any]) -> dict[str, Any]:
    """The answers with their files as data; where none was handed in, the one before stays. Raises Refused for what does not open."""
    before = card.current or (card.based_on.current if card.based_on else None)
    known = before.payload if before else {}
    given = {
        name: files.take(payload[name]) if isinstance(payload[name], UploadedFile) else payload[name] or known.get(name)
        for name in _names(card)
        if name in payload
    }
    return {**payload, **given}


def enclose(edition: CardEdition) -> None:
    """A row a file, so that whoever looks after bytes knows of them."""
    for name in _names(edition.card):
        if kept := edition.payload.get(name):
            CardFile.objects.create(edition=edition, field=name, **kept)
