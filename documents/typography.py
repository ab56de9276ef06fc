"""Russian typography for the whole of a paper: what must stay together on a line stays together (domain 4.2)."""

import re

BREAK = "\N{ZERO WIDTH SPACE}"
LONG_PAPER = 12_000  # signs of text
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
LONGEST, PIECE = 64, 16  # the longest word that is left whole (a hash has 64 signs), and what a longer one is cut into
NBSP = "\N{NO-BREAK SPACE}"
INITIAL = r"[А-ЯЁ]\."
SHORT = "а|без|в|во|для|до|за|и|из|или|к|ко|на|не|ни|но|о|об|от|по|под|при|про|с|со|у"
UNITS = r"руб|₽|%|г\.|год|тыс|млн|млрд|балл|рабоч|календарн|дн|чел|кв\.|мм|час|мин|голос"
MONTHS = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
RULES = [
    (re.compile(r"([№§]) *(?=[\w(])"), rf"\1{NBSP}"),
    (re.compile(rf"(?<![\w-])({SHORT}) (?=\S)", re.IGNORECASE), rf"\1{NBSP}"),
    (re.compile(rf"\b({INITIAL}) ?({INITIAL}) ?(?=[А-ЯЁ][а-яё])"), rf"\1{NBSP}\2{NBSP}"),
    (re.compile(rf"(?<=[а-яё]) ({INITIAL}) ?({INITIAL})(?!\w)"), rf"{NBSP}\1{NBSP}\2"),
    (re.compile(r"\b(ст|п|пп|ч|гл|разд|абз|стр|г|ул|д|оф|кв|тел)\. ?(?=[\dА-ЯЁ])"), rf"\1.{NBSP}"),
    (re.compile(r"\b(тыс|млн|млрд)(\.?) (?=руб|₽|кв|чел)"), rf"\1\2{NBSP}"),
    (re.compile(rf"(?<=\d) (?=\d{{3}}(?!\d)|{UNITS}|{MONTHS})"), NBSP),
    (re.compile(rf"({MONTHS}) (?=\d{{4}})"), rf"\1{NBSP}"),
    (re.compile(r"(?<=\d{4}) (?=г\.|году?\b|года\b)"), NBSP),
    (re.compile(r" (?=[—–] )"), NBSP),
]
# A run that nothing breaks would be tried letter by letter: two thousand of them cost the press a minute and leave the page.
UNBROKEN = re.compile(rf"[^ \n\t\r\f{BREAK}]{{{LONGEST + 1},}}")
QUOTES = re.compile('[«»„“”"]|&quot;')
BLOCK = re.compile(r"</?(?:p|td|th|li|h\d|div|caption|tr|table|title|section|main|body)\b")
ENTITY = re.compile(r"&[#\w]{1,10};|.", re.DOTALL)
TAG = re.compile(r"(<(?:style|svg|title)\b.*?</(?:style|svg|title)>|<[^>]*>)", re.DOTALL)


def paired(pieces: list[str]) -> list[str]:
    """Texts between tags with one kind of quotation marks: «outer», „inner“ inside them, whatever was typed (straight ones too).

    Every second piece is a tag. A mark nobody has closed ends with its block: it spoils no other paragraph.
    """
    depth = 0
    for number, piece in enumerate(pieces):
        if number % 2:
            depth = 0 if BLOCK.match(piece) else depth
        elif QUOTES.search(piece):
            pieces[number], depth = _paired(piece, depth)
    return pieces


def _paired(text: str, depth: int) -> tuple[str, int]:
    signs, end = [], 0
    for mark in QUOTES.finditer(text):
        begins = mark.start() == 0 or text[mark.start() - 1] in " («„\n\N{NO-BREAK SPACE}"
        is_opening = mark[0] in "«„" or (mark[0] not in "»”" and begins)
        signs += [text[end : mark.start()], _mark(mark[0], is_opening, depth)]
        depth = depth + 1 if is_opening else max(depth - 1, 0)
        end = mark.end()
    return "".join([*signs, text[end:]]), depth


def _mark(mark: str, is_opening: bool, depth: int) -> str:
    if is_opening:
        return "„" if depth else "«"
    return "“" if depth > 1 else "»" if depth else mark


def bind(text: str) -> str:
    """Plain text with non-breaking spaces where the language wants them."""
    for pattern, replacement in RULES:
        text = pattern.sub(replacement, text)
    return UNBROKEN.sub(_breakable, text)


def _breakable(match: re.Match[str]) -> str:
    """A long word with places where a line may end; an entity of HTML is one sign."""
    signs = ENTITY.findall(match[0])
    return BREAK.join("".join(signs[start : start + PIECE]) for start in range(0, len(signs), PIECE))


def is_long(html: str) -> bool:
    """Would the press look for the best widths of columns for too long? Such a paper gets columns of fixed widths."""
    pieces = TAG.split(html)[::2]
    return BREAK in html or sum(map(len, pieces)) > LONG_PAPER


def without_controls(html: str) -> str:
    """What XML, and so the metadata of a PDF, cannot hold is left out, whatever has come into the facts."""
    return NOT_XML.sub(" ", html)


def bind_html(html: str) -> str:
    """The same for the text between the tags of a page."""
    pieces = paired(TAG.split(html))
    return "".join(piece if number % 2 else bind(piece) for number, piece in enumerate(pieces))
