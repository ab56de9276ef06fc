"""The numbers by which a body votes, and the comparisons its arithmetic is written with (регламент 3.0, «Голосование»). Pure."""

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from programme.models import Regulation


@dataclass(frozen=True)
class Rules:
    """The numbers of the regulation."""

    quorum_share: Fraction = Fraction(1, 2)
    persons_min: int = 5
    sectors_min: int = 2
    simple_share: Fraction = Fraction(1, 2)
    qualified_share: Fraction = Fraction(2, 3)
    participation: Fraction = Fraction(2, 3)

    @classmethod
    def of(cls, regulation: "Regulation") -> "Rules":
        """Read from a `programme.Regulation`."""
        quorum, majority = regulation.value("committee.quorum"), regulation.value("committee.majority")
        return cls(
            quorum_share=Fraction(quorum["share"]),
            persons_min=int(quorum["persons_min"]),
            sectors_min=int(quorum["sectors_min"]),
            simple_share=Fraction(majority["simple"]),
            qualified_share=Fraction(majority["qualified"]),
            participation=Fraction(regulation.value("committee.absentee.participation")),
        )


@dataclass(frozen=True)
class Step:
    """One line of the arithmetic: what was compared, and whether it holds."""

    text: str
    holds: bool = True


def more_than(share: Fraction, base: int) -> int:
    """The least whole number that is more than a share of the base."""
    return share.numerator * base // share.denominator + 1


def at_least(share: Fraction, base: int) -> int:
    """The least whole number that is not less than a share of the base."""
    return -(-share.numerator * base // share.denominator)


def compared(present: int, needed: int) -> str:
    """Whether there are enough, in words (Russian)."""
    return f"есть {present} — достаточно" if present >= needed else f"есть {present} — недостаточно"


def share_in_words(share: Fraction) -> str:
    """A share in the genitive: «половины», «2/3» (Russian)."""
    return "половины" if share == Fraction(1, 2) else f"{share.numerator}/{share.denominator}"
