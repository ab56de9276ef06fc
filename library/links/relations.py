"""How a card may stand to something else, in words for both ends. Pure."""

from django.db import models


class Relation(models.TextChoices):
    """The relations of programme 8.2; the label goes after the card."""

    BELONGS = "belongs", "относится к"
    SOLVES = "solves", "решает"
    REPEATS = "repeats", "повторяет"
    BASED_ON = "based_on", "основана на"
    ENCOURAGES = "encourages", "стимулирует"
    USES = "uses", "использует"
    DISPUTES = "disputes", "спорит с"

    @property
    def from_the_other_end(self) -> str:
        """What the page of the other end says before the card."""
        return BACKWARDS[self]


BACKWARDS = {
    Relation.BELONGS: "сюда относится",
    Relation.SOLVES: "решается карточкой",
    Relation.REPEATS: "повторяется карточкой",
    Relation.BASED_ON: "на этом основана",
    Relation.ENCOURAGES: "стимулируется карточкой",
    Relation.USES: "используется карточкой",
    Relation.DISPUTES: "спорит с этим",
}
