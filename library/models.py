"""The facts of the room, gathered."""

from library.acts.models import CardActFile
from library.cards.cases import CardCase
from library.cards.models import Card, CardEdition
from library.enclosures.models import CardFile
from library.examination.models import CardExamination, RemarkReply
from library.kinds.models import CardKind
from library.links.models import CardLink
from library.outside.cases import MatterCase
from library.outside.models import ExternalMatter, OutsideFile, OutsidePaper

__all__ = [
    "Card", "CardActFile", "CardCase", "CardEdition", "CardExamination", "CardFile", "CardKind", "CardLink", "ExternalMatter", "MatterCase",
    "OutsideFile", "OutsidePaper", "RemarkReply",
]  # fmt: skip
