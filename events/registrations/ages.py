"""Ages as bands that people name themselves: asked only where an event is for some of them, shown only so that nobody is found. Pure."""

from collections.abc import Iterable, Mapping

BANDS = [
    ("u14", "до 14 лет"), ("14", "14–17 лет"), ("18", "18–24 года"), ("25", "25–35 лет"), ("36", "36–59 лет"), ("60", "60 лет и старше"),
]  # fmt: skip
WORDS = dict(BANDS)


def in_words(codes: Iterable[str]) -> str:
    """«14–17 лет, 18–24 года», in rising order."""
    chosen = set(codes)
    return ", ".join(words for code, words in BANDS if code in chosen)


def shown(counts: Mapping[str, int], smallest: int) -> list[tuple[str, int]]:
    """How many of which age: bands with fewer people than `smallest` are told together with the next larger ones, or not at all.

    What is told together is at least `smallest` people, so that neither a band nor the difference from the whole betrays anybody.
    """
    rising = sorted((code for code in counts if counts[code]), key=lambda code: (counts[code], code))
    together: list[str] = []
    while rising and (counts[rising[0]] < smallest or 0 < sum(counts[code] for code in together) < smallest):
        together.append(rising.pop(0))
    number = sum(counts[code] for code in together)
    if 0 < number < smallest:
        return []
    rows = [(words, counts[code]) for code, words in BANDS if code in rising]
    return [*rows, *([(in_words(together), number)] if together else [])]
