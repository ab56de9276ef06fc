"""A code out of Russian words: nobody who writes a kind has to invent Latin names. Pure."""

import re
from collections.abc import Collection

LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "y", "к": "k",
    "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts",
    "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip
MOST = 24


def code_of(words: str, taken: Collection[str]) -> str:
    """A name of Latin letters for the words that none of the taken ones has."""
    latin = "".join(LATIN.get(sign, sign) for sign in words.lower())
    name = re.sub(r"[^a-z]+", "_", latin)[:MOST].strip("_")
    name = name if len(name) > 1 else f"field_{name}".strip("_")
    while name in taken:
        name = f"{name}_x"
    return name


def coded(lines: list[str], known: Collection[tuple[str, str]]) -> list[tuple[str, str]]:
    """Lines of words as (code, words): what was known by the same words keeps its code."""
    codes = {words: code for code, words in known}
    rows: list[tuple[str, str]] = []
    for words in lines:
        code = codes.get(words) or code_of(words, {*codes.values(), *(row[0] for row in rows)})
        rows.append((code, words))
    return rows
