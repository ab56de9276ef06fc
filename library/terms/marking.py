"""Where terms stand in a text, whatever their endings: each is linked where it comes first. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

# Endings of nouns and adjectives: what is left of a word without the longest of them is compared.
ENDINGS = (
    "иями|ыми|ими|ями|ами|его|ого|ему|ому|ией|иях|иям|ием|ёй|ём|ёв|ия|ии|ию|ой|ей|ою|ею|ом|ем|ам|ям|ах|ях|ов|ев|ий|ый|ая|яя|ое|ее|"
    "ые|ие|ым|им|ых|их|ую|юю|а|я|о|е|ё|у|ю|ы|и|ь|й"
)
LEAST_STEM = 3
ENDING = re.compile(f"(?:{ENDINGS})$")
ANY_ENDING = f"(?:{ENDINGS})?"


@dataclass(frozen=True)
class Term:
    """What it is called in every way, where its card is, what it means."""

    names: tuple[str, ...]
    url: str
    meaning: str


def pattern_of(name: str) -> str:
    """A pattern of the name in any of its forms; an abbreviation stands as it is."""
    return r"[\s\xa0]+".join(_word(word) for word in name.split())


def _word(word: str) -> str:
    if word.isupper() or not word.isalpha():
        return f"(?-i:{re.escape(word)})" if word.isupper() else re.escape(word)
    stem = ENDING.sub("", word.lower())
    if len(stem) < LEAST_STEM:
        return re.escape(word)
    return re.sub("[её]", "[её]", re.escape(stem)) + ANY_ENDING


@dataclass
class Marker:
    """The terms of a day, for all texts of one page: each is linked once."""

    terms: list[Term]
    linked: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        """One pattern of all names, the longest first: «встречный вклад» before «вклад»."""
        names = [(name, number) for number, term in enumerate(self.terms) for name in term.names if name.strip()]
        names.sort(key=lambda row: -len(row[0]))
        self.numbers = [number for _, number in names]
        found_by = "|".join(f"({pattern_of(name)})" for name, _ in names)
        self.pattern = re.compile(rf"(?<!\w)(?:{found_by})(?!\w)", re.IGNORECASE) if names else None

    def mark(self, text: str) -> SafeString:
        """The text, escaped, with links where terms come first."""
        if self.pattern is None:
            return escape(text)
        pieces: list[str] = []
        end = 0
        for match in self.pattern.finditer(text):
            number = self.numbers[(match.lastindex or 1) - 1]
            if number not in self.linked:
                self.linked.add(number)
                term = self.terms[number]
                link = format_html('<a class="term" href="{}" title="{}">{}</a>', term.url, term.meaning, match.group())
                pieces += [escape(text[end : match.start()]), link]
                end = match.end()
        return mark_safe("".join([*pieces, escape(text[end:])]))  # noqa: S308 - every piece has been escaped


def names_of(title: str, synonyms: Iterable[str]) -> tuple[str, ...]:
    """Everything a term is called."""
    return tuple(dict.fromkeys([title, *synonyms]))
