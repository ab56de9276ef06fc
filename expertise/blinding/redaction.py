"""Names in a text, in whatever grammatical case they stand: found by how a word begins, covered for a person to check. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

COVER = "[скрыто]"
WORD = re.compile(r"[0-9A-Za-zА-Яа-яЁё]+(?:-[0-9A-Za-zА-Яа-яЁё]+)*")
QUOTED = re.compile(r"[«\"„]([^«»\"„“]+)[»\"“]")
# Where to write, call or look: these name somebody as surely as a name.
CONTACTS = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?://|www\.)\S+|\b[\w-]+\.(?:ru|рф|com|org)\b\S*|(?:\+7|\b8)[\s(-]*\d{3}[\s)-]*\d{3}[\s-]*\d{2}[\s-]*\d{2}\b"
    r"|\b(?:\d{10}|\d{12}|\d{13}|\d{15})\b",
    re.IGNORECASE,
)
ENDINGS = "аеёиоуыэюяйь"
MOST_ENDING = 3  # letters by which a form may be longer than the part of the word that does not change
SHORTEST = 3
# What stands in many names and tells none of them.
COMMON = {
    "ооо", "ао", "пао", "оао", "зао", "ано", "нко", "ип", "тос", "фгбоу", "во", "муниципальное", "бюджетное", "казённое", "казенное",
    "автономное", "учреждение", "общество", "ограниченной", "ответственностью", "акционерное", "публичное", "общественная", "организация",
    "некоммерческая", "фонд", "города", "город", "красноярска", "красноярск", "красноярский", "края", "край", "имени", "и", "по", "с", "в", "на",
    "полное", "наименование", "индивидуальный", "предприниматель", "территориальное", "самоуправление",
}  # fmt: skip


@dataclass(frozen=True)
class Names:
    """What is to be hidden: organisations by their words in order, people by surname, with given names and patronymics beside it."""

    phrases: tuple[tuple[str, ...], ...]
    surnames: tuple[str, ...]
    given: tuple[str, ...]


def names_of(organizations: Iterable[Sequence[str]], people: Iterable[tuple[str, str, str]]) -> Names:
    """From the names of organisations (each in its spellings) and of people (surname, name, patronymic)."""
    phrases = {phrase for spellings in organizations for name in spellings for phrase in _phrases(name)}
    rows = list(people)
    return Names(
        tuple(sorted(phrases, key=lambda phrase: (-len(phrase), phrase))),
        tuple(sorted({surname for surname, *_ in rows if len(surname) >= SHORTEST})),
        tuple(sorted({part for _, *parts in rows for part in parts if len(part) >= SHORTEST})),
    )


def _phrases(name: str) -> Iterable[tuple[str, ...]]:
    for text in QUOTED.findall(name) or [name]:
        words = [word for word in WORD.findall(text) if _plain(word) not in COMMON]
        if words:
            yield tuple(words)


def covered(text: str, names: Names) -> str:
    """The text with everything covered that looks like one of the names or like a way to reach somebody."""
    spans = [match.span() for match in CONTACTS.finditer(text)]
    words = list(WORD.finditer(text))
    for at, word in enumerate(words):
        for phrase in names.phrases:
            run = words[at : at + len(phrase)]
            if len(run) == len(phrase) and all(
                is_form(row.group(), name) for row, name in zip(run, phrase, strict=True)
            ):
                spans.append((run[0].start(), run[-1].end()))
                break
        if any(is_form(word.group(), name) for name in names.surnames) and word.group()[0].isupper():
            spans.append(_with_given(text, words, at, names))
    return _cover(text, spans)


def _with_given(text: str, words: Sequence[re.Match[str]], at: int, names: Names) -> tuple[int, int]:
    """A surname with the name, the patronymic or the initials that stand beside it."""
    first = last = at
    while first > 0 and _belongs(text, words[first - 1], names) and _touch(text, words[first - 1], words[first]):
        first -= 1
    while (
        last + 1 < len(words) and _belongs(text, words[last + 1], names) and _touch(text, words[last], words[last + 1])
    ):
        last += 1
    end = words[last].end()
    return words[first].start(), end + (text[end : end + 1] == "." and len(words[last].group()) == 1)


def _belongs(text: str, word: re.Match[str], names: Names) -> bool:
    """Is it an initial («С.», not the word «С»), or one of the given names?"""
    part = word.group()
    is_initial = len(part) == 1 and part.isupper() and text[word.end() : word.end() + 1] == "."
    return is_initial or (part[0].isupper() and any(is_form(part, name) for name in names.given))


def _touch(text: str, left: re.Match[str], right: re.Match[str]) -> bool:
    return not text[left.end() : right.start()].strip(" .\u00a0")


def is_form(word: str, name: str) -> bool:
    """Is the word the name in some grammatical case? It begins as the name does, and only its end differs."""
    word, name = _plain(word), _plain(name)
    if word == name:
        return True
    return any(
        len(stem) >= SHORTEST
        and word.startswith(stem)
        and len(word) - len(stem) <= MOST_ENDING
        and not word[len(stem) :].isdigit()
        for stem in _stems(name)
    )


def _stems(name: str) -> Iterable[str]:
    yield name.rstrip(ENDINGS) if len(name.rstrip(ENDINGS)) >= SHORTEST else name
    if name.endswith(("ок", "ек", "ец")):  # Родничок — Родничка, Сибирец — Сибирца
        yield name[:-2] + name[-1]
    if name.endswith(("ий", "ый", "ой", "ая", "яя", "ое", "ее")):
        yield name[:-2]


def _plain(word: str) -> str:
    return word.casefold().replace("ё", "е")


def _cover(text: str, spans: list[tuple[int, int]]) -> str:
    done, at = [], 0
    for start, end in sorted(spans):
        if start < at:
            if end > at:
                at = end
            continue
        done += [text[at:start], COVER]
        at = end
    return "".join([*done, text[at:]])
