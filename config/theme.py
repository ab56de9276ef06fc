"""The reader's own wish for a dark page: rules of the themes once more, for pages on which nobody has chosen one.

A page says `data-bs-theme="auto"` then, and these copies hold by `prefers-color-scheme`: without scripts and without a flash.
"""

import re
from collections.abc import Iterator

COMMENT = re.compile(r"/\*.*?\*/", re.S)
THEME = re.compile(r"\[data-bs-theme=[\"']?(light|dark)[\"']?\]")


def following(css: str) -> str:
    """The rules of a style sheet that name a theme, for readers who have left it to their device."""
    copies = {"light": list[str](), "dark": list[str]()}
    for selectors, body in _rules(COMMENT.sub("", css)):
        for theme, rules in copies.items():
            named = [
                part.strip() for part in selectors.split(",") if (match := THEME.search(part)) and match[1] == theme
            ]
            if named:
                rules.append(f"{THEME.sub('[data-bs-theme=auto]', ','.join(named))}{{{body}}}")
    blocks = [
        f"@media screen and (prefers-color-scheme:{theme}){{\n" + "\n".join(rules) + "\n}\n"
        for theme, rules in copies.items()
    ]
    return "".join(blocks)


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """Selectors and body of every rule that stands in no block of its own (as those for paper do)."""
    depth = start = 0
    selectors, opened = "", 0
    for place, sign in enumerate(css):
        if sign == "{":
            if depth == 0:
                selectors, opened = css[start:place], place + 1
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth == 0:
                start = place + 1
                if not selectors.strip().startswith("@"):
                    yield selectors, css[opened:place]
