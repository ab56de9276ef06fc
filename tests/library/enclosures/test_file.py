"""A file of a card: handed in, kept through a correction, handed out while the card is in force (the kind «фирменный материал»)."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client

from casework import door
from library.models import Card, CardFile
from tests.access.world import PDF
from tests.library.cards.test_committee import make_official
from tests.library.cards.test_enter import read
from tests.library.cards.test_route import harmed
from tests.library.conftest import Shelf, now
from tests.mistakes import answered
from tests.story import make_person, post, press, waiting_of

pytestmark = pytest.mark.django_db
MATERIAL = {
    "title": "Знак программы", "area": "", "rights": "Принадлежит городу по договору 12.", "rules": "Не искажать\nНе на товарах без Знака",
}  # fmt: skip


def hand_in(person: Any, card: Card, node: str, file: SimpleUploadedFile | None, *, refused: bool = False) -> Card:
    """The form of the card with a file."""
    waiting = waiting_of(person, card.case, node)
    form = door.act_on_task(
        waiting.pk, by=person, token=None,
        form_of=lambda node, subject: answered(
            node.form(post(MATERIAL), {"file": file} if file else None, subject=subject, by=person, initial=node.form.initial_for(subject))
        ),
    )  # fmt: skip
    assert form.is_valid() != refused, form.errors
    return now(card)


def test_a_brand_material_is_handed_out_while_it_is_in_force(shelf: Shelf):
    official = make_official()
    press(shelf.member, "/library/brand/new/", status=403)
    card = shelf.begin(
        "brand", official, organization=official.memberships.get().organization_id, title="Знак программы"
    )
    hand_in(official, card, "submit", None, refused=True)
    hand_in(official, card, "submit", SimpleUploadedFile("Знак.pdf", b"not a pdf"), refused=True)
    card = hand_in(official, card, "submit", SimpleUploadedFile("Знак.pdf", PDF))
    first = CardFile.objects.get()
    assert card.current.payload["file"] == {"name": "Знак.pdf", "size": len(PDF), "sha256": first.sha256}
    stranger = make_person(last_name="Чужакова")
    read(first.get_absolute_url(), stranger, 404), read(first.get_absolute_url(), None, 404)
    assert first.get_absolute_url() in read(
        waiting_of(shelf.keeper, card.case, "check").get_absolute_url(), shelf.keeper
    )
    card = shelf.check(card, "send_back", remarks="Назовите, где знак применять нельзя.")
    card = hand_in(official, card, "fix", None)
    kept = CardFile.objects.latest("pk")
    assert (CardFile.objects.count(), kept.edition, kept.sha256) == (2, card.current, first.sha256)
    card = shelf.check(card)
    page = read(card.get_absolute_url())
    assert (
        card.is_in_force and kept.get_absolute_url() in page and "Принадлежит городу" in page and "Не искажать" in page
    )
    assert b"".join(Client().get(kept.get_absolute_url()).streaming_content) == PDF
    read(first.get_absolute_url(), None, 404), read("/library/files/0/", None, 404)
    with pytest.raises(DatabaseError), transaction.atomic():
        CardFile.objects.update(sha256="0" * 64)
    assert harmed("DELETE FROM library_cardfile") >= {"L-14"}
    press(shelf.keeper, f"/library/cards/{card.pk}/repeal/", ground="Знак заменён новым, договор закончился.")
    page = read(card.get_absolute_url())
    assert "Знак.pdf" in page and kept.get_absolute_url() not in page
    read(kept.get_absolute_url(), stranger, 404)
    assert "обладатели действующего Знака качества" in read("/library/kinds/brand/1/")
    assert Card.objects.get(pk=card.pk).status == "repealed"
