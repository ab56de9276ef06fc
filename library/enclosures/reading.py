"""Who may open a file of a card."""

from casework import roles
from library.cards.keeping import keeps
from library.cards.models import CardEdition
from library.enclosures.models import CardFile
from library.kinds.keepers import kept_by
from programme.access import Visitor, holds


def may_open(row: CardFile, person: Visitor) -> bool:
    """Everybody while this very edition is in force and its field is public; else the author, the keeper and the auditor."""
    card = row.edition.card
    public = {rule.name for rule in card.kind.rule.fields if rule.is_public}
    if card.is_in_force and card.current_id == row.edition_id and row.field in public:
        return True
    return holds(person, card.owner_key, roles.AUDITOR) or card.kind.code in kept_by(person) or keeps(card, person)


def file_for(edition: CardEdition | None, field: str, person: Visitor) -> CardFile | None:
    """The file of a field, if the visitor may open it."""
    rows = CardFile.objects.select_related("edition__card__kind")
    row = rows.filter(edition=edition, field=field).first() if edition else None
    return row if row and may_open(row, person) else None
