"""Russian typography for the whole of a paper: what must stay together on a line stays together (domain 4.2)."""

import re

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
TAG = re.compile(r"(<(?:style|svg|title)\b.*?</(?:style|svg|title)>|<[^>]*>)", re.DOTALL)


def bind(text: str) -> str:
    """Plain text with non-breaking spaces where the language wants them."""
    for pattern, replacement in RULES:
        text = pattern.sub(replacement, text)
    return text


def bind_html(html: str) -> str:
    """The same for the text between the tags of a page."""
    return "".join(piece if number % 2 else bind(piece) for number, piece in enumerate(TAG.split(html)))
