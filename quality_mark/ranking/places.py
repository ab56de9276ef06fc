"""From scores to places (регламент 3.3): thresholds, the quota of a nomination, ties, the rule of a single entry.

Pure: knows neither the database nor the clock. `rank` takes entries in any order and gives the same ranking; whoever has the
sheet can recompute it with `replay` and compare the fingerprint.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from decimal import Decimal
from itertools import pairwise
from typing import Any

from casework import formats
from documents.snapshots import digest, frozen
from quality_mark.ranking.inputs import Entry, Mean, Rules
from quality_mark.ranking.levels import MARK, Place, placed
from quality_mark.ranking.ties import Tie, in_order, tie_of


@dataclass(frozen=True)
class Ranking:
    """The outcome of one nomination."""

    rules: Rules
    entries: tuple[Entry, ...]
    places: tuple[Place, ...]
    ties: tuple[Tie, ...]
    held: bool
    words: tuple[str, ...] = field(default=())

    @property
    def facts(self) -> dict[str, Any]:
        """Inputs and outputs as JSON: what the fingerprint covers and what `replay` reads."""
        return frozen(
            {
                "inputs": {
                    "rules": _named(asdict(self.rules), "titles"),
                    "entries": [_facts(entry) for entry in self.entries],
                },
                "outputs": {
                    "held": self.held,
                    "places": [_named(asdict(place), "title") for place in self.places],
                    "ties": [asdict(tie) for tie in self.ties],
                    "words": list(self.words),
                },
            }
        )

    @property
    def fingerprint(self) -> str:
        """SHA-256 over the canonical JSON of `facts`."""
        return digest(self.facts)


def rank(entries: Iterable[Entry], rules: Rules) -> Ranking:
    """The ranking of a nomination. Entries are all that were admitted, those that fell out since included."""
    known = tuple(sorted(entries, key=lambda entry: (entry.registered_at, entry.number, entry.pk)))
    standing = in_order([entry for entry in known if not entry.out])
    held = len(known) >= rules.entries_min
    ties = tuple(tie_of(a, b, standing) for a, b in pairwise(standing) if a.score == b.score)
    places, marks = [], 0
    for position, entry in enumerate(standing, 1):
        place = placed(entry, position, marks, held, rules)
        marks += place.level == MARK
        places.append(place)
    return Ranking(rules, known, tuple(places), ties, held, _summary(known, held, rules))


def _named(facts: dict[str, Any], name: str) -> dict[str, Any]:
    """Without what is empty: the names of levels where they are the Mark's, minima where all are reached."""
    return facts if facts[name] else {key: value for key, value in facts.items() if key != name}


def _facts(entry: Entry) -> dict[str, Any]:
    """An entry as JSON keeps it, its moment to the microsecond."""
    return {**_named(asdict(entry), "below"), "registered_at": entry.registered_at.isoformat()}


def replay(facts: dict[str, Any]) -> Ranking:
    """The same ranking, computed anew from what a sheet says about its inputs."""
    inputs = facts["inputs"]
    whole = ("quota", "entries_min")
    rules: dict[str, Any] = {
        name: value if name in whole or value is None else Decimal(value)
        for name, value in inputs["rules"].items()
        if name != "titles"
    }
    rules["titles"] = tuple(inputs["rules"].get("titles", ()))
    return rank([_entry(row) for row in inputs["entries"]], Rules(**rules))


def _entry(row: dict[str, Any]) -> Entry:
    means = tuple(
        Mean(mean["number"], mean["title"], Decimal(mean["weight"]), Decimal(mean["mean"])) for mean in row["means"]
    )
    moment = datetime.fromisoformat(row["registered_at"])
    below = tuple(row.get("below", ()))
    return Entry(**{**row, "score": Decimal(row["score"]), "registered_at": moment, "means": means, "below": below})


def _summary(entries: Sequence[Entry], held: bool, rules: Rules) -> tuple[str, ...]:
    lines = [f"Допущено заявок: {len(entries)}."]
    if not held:
        lines.append(
            f"Допущено меньше {rules.entries_min} заявок: номинация не состоялась. Единственная заявка может получить Знак "
            f"при {formats.plain(rules.single_entry)} баллах и выше решением жюри двумя третями."
        )
    lines += [f"Заявка № {entry.number} места не занимает: {entry.out}." for entry in entries if entry.out]
    return tuple(lines)
