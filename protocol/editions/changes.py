"""What is new for one signatory in a new edition: only the articles whose words changed, and what became of its reservations."""

from dataclasses import dataclass

from casework import textdiff
from protocol.answers.models import Reservation
from protocol.editions.articles import ArticleText
from protocol.editions.models import ProtocolEdition
from protocol.signatories.models import Signatory


@dataclass(frozen=True)
class Change:
    """A changed article: new, taken out, or with other words."""

    old: ArticleText | None
    new: ArticleText | None
    pieces: list[textdiff.Piece]
    reservation: Reservation | None  # what the signatory had reserved to the old words

    @property
    def title(self) -> str:
        """The article as the new edition calls it, or as the old one did."""
        return str(self.new or self.old)

    @property
    def what(self) -> str:
        """What happened to it (Russian)."""
        if self.old is None:
            return "новая статья"
        if self.new is None:
            return "статья исключена"
        return "стала существенной" if self.new.is_essential and not self.old.is_essential else "изменена"


def texts(edition: ProtocolEdition) -> dict[int, ArticleText]:
    """The living texts of an edition by article."""
    return {text.article_id: text for text in edition.living_texts}


def is_same(old: ArticleText | None, new: ArticleText | None) -> bool:
    """Are the words, the title and the importance of the article the same, and whom it binds?"""
    if old is None or new is None:
        return False
    return (old.title, old.text, old.is_essential, old.binds) == (new.title, new.text, new.is_essential, new.binds)


def between(previous: Signatory, edition: ProtocolEdition) -> list[Change]:
    """Everything that changed since the edition an organisation has signed, in the order of the new one."""
    before, after = texts(previous.edition), texts(edition)
    reserved = {reservation.article_text.article_id: reservation for reservation in accepted(previous)}
    changes = []
    for article in [*after, *(code for code in before if code not in after)]:
        old, new = before.get(article), after.get(article)
        if not is_same(old, new):
            pieces = textdiff.difference(_words_of(old), _words_of(new))
            changes.append(Change(old, new, pieces, reserved.get(article)))
    return changes


def accepted(signatory: Signatory) -> list[Reservation]:
    """The reservations an organisation signed with."""
    rows = signatory.reservations.filter(outcome=Reservation.Outcome.ACCEPTED)
    return list(rows.select_related("article_text__article"))


def carried_over(previous: Signatory, edition: ProtocolEdition) -> list[tuple[Reservation, ArticleText]]:
    """Reservations to articles that did not change: they go over to the new edition as they are."""
    before, after = texts(previous.edition), texts(edition)
    return [
        (reservation, after[article])
        for reservation in accepted(previous)
        if is_same(before.get(article := reservation.article_text.article_id), after.get(article))
        and not after[article].is_essential
    ]


def _words_of(text: ArticleText | None) -> str:
    return text.text if text else ""


def diff_of(signatory: Signatory) -> list[Change]:
    """What changed for a signatory that confirms; nothing for one that signs for the first time."""
    return between(signatory.previous, signatory.edition) if signatory.previous else []
