"""How well an expert suits a case: what speaks for the pair in points, and the sentence that says so (регламент 3.2 «Подбор»)."""

import hashlib
from dataclasses import asdict, dataclass
from typing import Any

from casework.formats import counted

FULL = 100


def ticket(seed: str, key: int) -> int:
    """The odd whole number that a case (its key with a minus) or an expert draws: 64 bits of SHA-256 of the seed and the key."""
    return int.from_bytes(hashlib.sha256(f"{seed}:{key}".encode()).digest()[:8], "big") | 1


def lot_of(seed: str, case: int, expert: int) -> int:
    """0…255, the smaller wins: the highest eight of the lowest 64 bits of the product of both tickets."""
    return (ticket(seed, -case) * ticket(seed, expert) & (2**64 - 1)) >> 56


@dataclass(frozen=True)
class Weights:
    """The points of the regulation (`expertise.distribution`)."""

    area: int
    likeness: int
    wish: int
    again: int
    crowding: int
    alternates: int


@dataclass(frozen=True)
class Pair:
    """What is known of an expert and a case; `likeness`: 0…100, `held`: cases in hand, `wish`: the answer to a call for wishes, if any."""

    is_in_area: bool
    likeness: int
    held: int
    is_again: bool
    wish: str = ""
    lot: int = 0

    def points(self, weights: Weights) -> int:
        """0…100."""
        wish = {"want": weights.wish, "can": weights.wish // 2}.get(self.wish, weights.wish // 2)
        sum_of = self.is_in_area * weights.area + self.likeness * weights.likeness // FULL + wish
        return max(0, min(FULL, sum_of - self.is_again * weights.again))

    @property
    def facts(self) -> dict[str, Any]:
        """As they are kept."""
        return asdict(self)

    @property
    def words(self) -> str:
        """The sentence (Russian)."""
        parts = [
            "область совпадает" if self.is_in_area else "область другая",
            f"близость к тексту {self.likeness} из {FULL}",
            f"в работе {counted(self.held, 'дело,дела,дел')}" if self.held else "других дел в работе нет",
        ]
        if self.wish:
            parts.append({"want": "хочет оценить", "can": "может оценить"}[self.wish])
        if self.is_again:
            parts.append("этого заявителя уже оценивал")
        return f"{', '.join(parts)}; жребий {self.lot}."
