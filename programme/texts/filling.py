"""What stands in a text in braces, checked and filled. Pure.

A placeholder is a name and nothing else: it reaches no object, and what is filled in is never read again for placeholders.
"""

import re
from collections.abc import Mapping

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

PLACEHOLDER = re.compile(r"\{([^{}\n]*)\}")
BRACE = re.compile(r"[{}]")
STRONG = re.compile(r"\*\*([^*\n]+)\*\*")


def names_in(text: str) -> list[str]:
    """The placeholders of a text, in order."""
    return [name.strip() for name in PLACEHOLDER.findall(text)]


def faults(text: str, known: Mapping[str, object]) -> list[str]:
    """What is wrong with the placeholders of a text (Russian); empty if nothing."""
    offered = ", ".join(f"{{{name}}}" for name in known)
    wrong = [
        f"Подстановки {{{name}}} нет. Можно: {offered}." for name in dict.fromkeys(names_in(text)) if name not in known
    ]
    if BRACE.search(PLACEHOLDER.sub("", text)):
        wrong.append("Фигурные скобки — только вокруг подстановок: у одной из них нет пары.")
    return wrong


def filled(text: str, values: Mapping[str, object]) -> str:
    """The text with its placeholders filled. Raises KeyError for one without a value."""
    return PLACEHOLDER.sub(lambda match: str(values[match[1].strip()]), text)


def as_html(text: str) -> SafeString:
    """Paragraphs of a filled text for a page: everything escaped, `**words**` are strong."""
    parts = [part.strip() for part in str(escape(text)).split("\n\n") if part.strip()]
    lines = [STRONG.sub(r"<strong>\1</strong>", part).replace("\n", "<br>") for part in parts]
    return mark_safe("".join(f"<p>{line}</p>\n" for line in lines))  # noqa: S308 - escaped above
