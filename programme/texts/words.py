"""The words in force, filled: what papers, messages and letters are made of."""

from collections.abc import Mapping

from programme.texts.filling import filled
from programme.texts.models import TextVersion


def parts_of(code: str, values: Mapping[str, object]) -> dict[str, str]:
    """{part: its words in force now, with the placeholders filled}; a part without words is left out.

    `values`: {placeholder: what stands for it}, all that the text may name. A paper freezes what it gets.
    """
    text = TextVersion.in_force(code).text
    return {name: filled(words, values) for name, words in text.items() if words}


def words_of(code: str, values: Mapping[str, object]) -> str:
    """The words of a text that has one part."""
    return parts_of(code, values)["text"]
