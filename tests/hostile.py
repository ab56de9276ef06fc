"""Texts nobody should type and somebody pastes; shared by the tests of forms, papers and registers."""

from random import Random

SPECIMENS = [
    "Двор\x0bбез ступеней", "Двор\x00без", "\x1f", "Двор\x1fбез", "Дело\u202eлатоп", "Дв\u200bор\u200d", "\ufeffДвор", "\u00a0\u2003\u3000", "",
    " ", "\t", "\r\n", "а\r\nб", "а\rб", "а\u2028б\u2029в\x85г", "\ud800", "Двор \udfff", "\ufffe\uffff", "\U0010ffff", "\ue000", "😀👨‍👩‍👧🏳️‍🌈",
    "𝕊𝕠𝕘𝕝𝕒𝕤𝕚𝕖", "й" * 3, "и\u0306", "а" + "\u0301" * 300, "\u0301", "\u3164", "\u2800\u2800", "\u00ad", "х" * 2000, "x" * 2000, "слово " * 2000,
    "строка\r\n" * 1000, "а" * 7999 + "\r\n", "я" * 30000, "Дoм", "Сoглaсие", "GОOGLE", "ТОС\r\n«Строка»", "\"><script>alert(1)</script>",
    "{{ 7|add:7 }}{% now 'Y' %}", "'; DROP TABLE x; --", "%s%n%d", "\\u0000\\x00", "שלום עולם", "مرحبا", "漢字かな", "नमस्ते", "ﷺ" * 50, "ⓓ①ﬁ",
    "-1", "0", "9" * 400, "1e400", "1e-400", "NaN", "Infinity", "-0", "١٢٣", "1,5", "1 000", "1\u00a0000", "0x10", "2026-02-30", "0000-00-00",
    "9999-12-31", "0001-01-01", "31.12.9999", "9999-12-31T23:59", "0001-01-01T00:00", "2026-11-23T25:00", "null", "None", "[]", "{}", "on",
    "a@b", "a\r\nBcc: x@example.org", "имя@пример.рф", "x" * 250 + "@example.org", "http://", "javascript:alert(1)", "http://[::1", "http://ex ample",
    "../../etc/passwd", "file\x00.pdf", "<!--", "]]>", "&#0;", "&nbsp;", "&lt;", "<b>", "№", "—", "…", "«»", "'", '"', "\\", "/", "?", "#", "%",
    "%00",
]  # fmt: skip
MANY = 200


def hostile_texts(count: int = MANY) -> list[str]:
    """The specimens, and mixtures of them that are the same every time."""
    chance, texts = Random(20261128), list(SPECIMENS)
    while len(texts) < count:
        texts.append("".join(chance.choice(SPECIMENS)[:200] for _ in range(chance.randint(2, 5))))
    step = len(texts) / count
    return [texts[int(number * step)] for number in range(count)]


def printable(text: str) -> str:
    """What a browser sends of a text: half of a surrogate pair has no bytes."""
    return text.encode("utf-8", "replace").decode()
