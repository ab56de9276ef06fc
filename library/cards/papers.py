"""The papers of a card: the receipt with its number, the sheet of a card in force, the notices to its author."""

from typing import Any

from django.utils import timezone

from casework import roles
from documents import letters
from documents.models import Document
from documents.papers.issuing import issue
from documents.registers.kinds import Kind
from expertise.models import Expertise
from library.cards.keeping import keeper_of
from library.cards.models import Card, CardEdition
from library.kinds import fields
from programme.models import Person
from programme.regulations.recourse import recourse
from programme.regulations.terms import term_count

RECEIPT, SHEET = "library/pdf/receipt.html", "library/pdf/card.html"


def snapshot(card: Card, edition: CardEdition, *, is_inside: bool) -> dict[str, Any]:
    """What an edition says, in the words of its kind. `is_inside`: with the fields that are not public."""
    statement = edition.statement
    return {
        "card": {
            "kind": card.kind.title,
            "kind_version": card.kind.version,
            "kind_fingerprint": card.kind.fingerprint,
            "title": statement["title"],
            "owner": card.owner_name if is_inside else card.owner_title,
            "edition": edition.number,
            "sha256": edition.sha256,
            "previous": card.based_on.number if card.based_on else "",
            "act": card.act,
            "rows": [
                {"label": rule.label, "lines": words if isinstance(words, list) else words.splitlines()}
                for rule, words in fields.rows(card.kind.rule, statement["fields"], is_inside=is_inside)
            ],
        }
    }


def _readers(card: Card) -> list[str]:
    return [card.owner_key, keeper_of(card), roles.AUDITOR]


def receipt(card: Card, edition: CardEdition, by: Person) -> Document:
    """CARD-02: the paper that gives the card its number, with the edition annexed."""
    return issue(
        kind=Kind.RECEIPT,
        title=f"О приёме карточки «{edition.statement['title']}»",
        snapshot=snapshot(card, edition, is_inside=True),
        template=RECEIPT,
        register=card.kind.rule.register,
        number_parts={"prefix": card.kind.rule.prefix},
        readers=_readers(card),
        by=by,
    )


def entry(card: Card, edition: CardEdition, by: Person) -> Document:
    """CARD-03: the sheet of a card written into a plain register; it gives the card its number."""
    return issue(
        kind=Kind.PASSPORT,
        title=edition.statement["title"],
        snapshot=snapshot(card, edition, is_inside=False),
        template=SHEET,
        register=card.kind.rule.register,
        number_parts={"prefix": card.kind.rule.prefix},
        is_public=True,
        by=by,
        supersedes=_sheet_before(card),
    )


def sheet(card: Card, edition: CardEdition, by: Person | None) -> Document:
    """CARD-11, CARD-18, CARD-22, CARD-27: the paper of a card in force, of a kind that has one."""
    return issue(
        kind=Kind.PASSPORT,
        title=edition.statement["title"],
        snapshot=snapshot(card, edition, is_inside=False),
        template=SHEET,
        register="library_papers",
        number_parts={"paper": f"{card.number}/К"},
        is_public=True,
        by=by,
        supersedes=_sheet_before(card),
    )


def text(card: Card, edition: CardEdition, by: Person | None) -> Document:
    """CARD-10, CARD-15, CARD-17: the text of an edition as the committee is asked about it; a draft that everybody reads."""
    number = f"{card.number}/{edition.number}"
    known = Document.objects.filter(register="library_papers", number=number).first()
    return known or issue(
        kind=Kind.PASSPORT,
        title=f"Проект карточки «{edition.statement['title']}»",
        snapshot=snapshot(card, edition, is_inside=False),
        template=SHEET,
        register="library_papers",
        number_parts={"paper": number},
        is_public=True,
        by=by,
    )


def request(card: Card, edition: CardEdition, by: Person, *, replies: list[tuple[str, str]]) -> Document:
    """CARD-09, CARD-14: what the experts read, with the author's answers to remarks; open to everybody like the card itself."""
    content = snapshot(card, edition, is_inside=False)
    rows = [[row["label"], "\n".join(row["lines"])] for row in content["card"]["rows"]]
    sections = [{"title": edition.statement["title"], "rows": rows}]
    if replies:
        sections.append({"title": "Ответы автора на замечания", "rows": [list(pair) for pair in replies]})
    return issue(
        kind=Kind.PASSPORT,
        title=f"Материалы экспертизы карточки «{edition.statement['title']}»",
        snapshot={**content, "sections": sections, "replies": [list(pair) for pair in replies]},
        template=SHEET,
        register="library_papers",
        number_parts={"paper": f"{card.number}/Э{card.examinations.count() + 1}"},
        is_public=True,
        by=by,
    )


def _sheet_before(card: Card) -> Document | None:
    before = card.based_on
    return before.document if before and before.is_in_force else None


def _notice(card: Card, event: str, title: str, by: Person | None, *, lead: str, **text: Any) -> Document:
    """Issue a notice to whoever answers for the card and tell them of it."""
    return letters.send(
        card.owner_key,
        f"card:{card.pk}:{event}",
        card.get_absolute_url(),
        [card.owner_name],
        title,
        lead,
        readers=[keeper_of(card), roles.AUDITOR],
        by=by,
        reference=f"по карточке № {card.number}",
        **text,
    )


def returned(card: Card, remarks: str, by: Person) -> Document:
    """CARD-04."""
    term = term_count(card.case.regulation, "card.fix")
    return _notice(
        card, f"returned:{card.returns}", "О возвращении карточки", by, lead=f"Карточка «{card}» возвращена на исправление.",
        grounds=remarks.splitlines(), until=term["outputs"]["due"], counts=[term],
        what_to_do="Исправьте карточку и внесите её снова. После последнего дня она будет отклонена.",
    )  # fmt: skip


def declined(card: Card, ground: str, explanation: str, by: Person) -> Document:
    """CARD-07: the paper that may be appealed. A card an appeal has brought back may be refused again: an event of its own."""
    return _notice(
        card, f"declined:{card.refusal_id or 0}", "Об отказе в принятии карточки", by,
        lead=f"Карточка «{card}» не принята. Основание: {ground}.", grounds=explanation.splitlines(),
        appeal=recourse("card_refusal", card.get_absolute_url(), received_at=timezone.now()),
    )  # fmt: skip


def not_recommended(card: Card, expertise: Expertise) -> Document:
    """CARD-19: the conclusion is what may be appealed, on its own page."""
    return _notice(
        card, f"not_recommended:{expertise.pk}", "Об отклонении карточки", None, lead=f"Карточка «{card}» отклонена по заключению экспертизы.",
        grounds=[card.ground], appeal=recourse("card_conclusion", expertise.get_absolute_url(), received_at=expertise.published_at),
        what_to_do="Карточку можно переработать и внести заново.",
    )  # fmt: skip


def not_enacted(card: Card, ground: str, by: Person) -> Document:
    """CARD-28."""
    return _notice(
        card, "not_enacted", "О непринятии акта", by, lead=f"Акт по карточке «{card}» не принят, карточка отклонена.", grounds=[ground],
        what_to_do="Карточку можно переработать и внести заново.",
    )  # fmt: skip


def let_go(card: Card) -> Document:
    """CARD-06."""
    return _notice(
        card, "let_go", "Об отклонении карточки", None, lead=f"Карточка «{card}» отклонена: срок исправления прошёл.",
        what_to_do="Карточку можно внести заново.",
    )  # fmt: skip


def repealed(card: Card, ground: str, by: Person | None) -> Document:
    """CARD-30."""
    return _notice(
        card, "repealed", "О прекращении карточки", by, lead=f"Карточка «{card}» прекращена.", grounds=[ground]
    )
