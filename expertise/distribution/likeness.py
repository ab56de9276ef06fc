"""How near an expert's field is to a case, by their words: weights of words by how rare they are, the angle between the two (TF-IDF, cosine)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log, sqrt
from typing import Any

from django.db import connection

Words = Mapping[str, float]
LONGEST = 20_000  # characters of a text that are looked at


def words_of(texts: Sequence[str]) -> list[Counter[str]]:
    """The words of each text in the form the Russian dictionary of the database gives them, with how often they stand there."""
    counts: list[Counter[str]] = [Counter() for _ in texts]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.n, w.lexeme, cardinality(w.positions) FROM unnest(%s::text[]) WITH ORDINALITY t(text, n), "
            "LATERAL unnest(to_tsvector('russian', t.text)) w",
            [[text[:LONGEST] for text in texts]],
        )
        for number, word, times in cursor.fetchall():
            counts[number - 1][word] = times
    return counts


def weighed(counts: Sequence[Counter[str]]) -> list[Words]:
    """Each text as a vector of length one: a word weighs more the oftener it stands there and the fewer texts have it."""
    has = Counter(word for words in counts for word in words)
    vectors: list[Words] = []
    for words in counts:
        vector = {word: (1 + log(times)) * log((1 + len(counts)) / has[word]) for word, times in words.items()}
        length = sqrt(sum(weight * weight for weight in vector.values()))
        vectors.append({word: weight / length for word, weight in vector.items()} if length else {})
    return vectors


def likeness(first: Words, other: Words) -> float:
    """From 0 (no word in common) to 1 (the same words)."""
    shorter, longer = sorted((first, other), key=len)
    return sum(weight * longer[word] for word, weight in shorter.items() if word in longer)


def percents(row: Sequence[float]) -> list[int]:
    """The likeness of a case to each expert, as a share (0…100) of the nearest one's: texts of different length compare."""
    most = max(row, default=0.0)
    return [round(100 * value / most) if most else 0 for value in row]


def text_of(value: Any) -> str:
    """All words of a frozen paper."""
    if isinstance(value, str):
        return value
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return " ".join(text_of(part) for part in parts)
