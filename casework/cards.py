"""What a room announces to the library without knowing it: from what a card begins, where it leads, who may bring one; and the other way."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.module_loading import import_string

from casework.rooms import announcements


@dataclass(frozen=True)
class CardSource:
    """`card_sources` of an AppConfig: what a card of the library may be begun from, and with what answers.

    `kind`: the code of the kind; `words`: of the button; `answers_name`: a function of the row and the visitor that gives {"title", "area",
    and fields of the kind as people type them}, or nothing while no card may be begun. `relation`: how the card stands to the row from its
    first day on, a relation of the library; nothing for a card that is not linked to it.
    """

    kind: str
    model: str
    words: str
    answers_name: str
    relation: str = ""

    def answers(self, row: Any, person: Any) -> dict[str, str] | None:
        """With what a card of the row begins."""
        return import_string(self.answers_name)(row, person)  # type: ignore[no-any-return]


@dataclass(frozen=True)
class CardDoor:
    """`card_doors` of an AppConfig: what a visitor may do elsewhere with whoever offers something by a card of a kind.

    `links_name`: a function of what the card offers ({"organization", "number", "answers": {field: answer}}) and the visitor, that gives
    (words, address) of each.
    """

    kind: str
    links_name: str

    def links(self, offer: dict[str, Any], person: Any) -> list[tuple[str, str]]:
        """Where the visitor may go."""
        return import_string(self.links_name)(offer, person)  # type: ignore[no-any-return]


@dataclass(frozen=True)
class Holder:
    """`holders` of an AppConfig: organisations that hold something a kind of cards may ask of whoever brings one (`holder:mark`).

    `title`: who they are, in words. `numbers_name`: a function of no arguments that gives a queryset of their numbers.
    """

    key: str
    title: str
    numbers_name: str

    def numbers(self) -> Any:
        """The organisations that hold it now."""
        return import_string(self.numbers_name)()


@dataclass(frozen=True)
class Course:
    """`courses` of an AppConfig: objects of a lower room that this room leads from their draft to the act, once they are put forward.

    `begin_name`: a function of the object, with `by` and whatever the form has asked.
    """

    model: str
    begin_name: str


def begin_course(subject: Any, **answers: Any) -> None:
    """An object is put forward; whoever leads such objects begins."""
    label = subject._meta.label
    row = next(row for row in announcements("courses", Course) if row.model == label)
    import_string(row.begin_name)(subject, **answers)


@dataclass(frozen=True)
class KnownCard:
    """A card as a room beside the library knows it: its key in the journal, its number, its title, its address."""

    key: str
    number: str
    title: str
    url: str


@dataclass(frozen=True)
class LinkedCards:
    """`linked_cards` of the library's AppConfig: what of a kind holds now and was linked to something after a moment.

    `rows_name`: a function of the code of the kind, the key of the other end in the journal, and the moment.
    """

    rows_name: str

    def rows(self, kind: str, to: str, since: datetime) -> list[KnownCard]:
        """In the order in which they were linked."""
        return import_string(self.rows_name)(kind, to, since)  # type: ignore[no-any-return]


@dataclass(frozen=True)
class CardsInForce:
    """`cards_in_force` of the library's AppConfig: what of a kind holds now. `rows_name`: a function of the code of the kind."""

    rows_name: str

    def rows(self, kind: str) -> list[KnownCard]:
        """The newest first."""
        return import_string(self.rows_name)(kind)  # type: ignore[no-any-return]
