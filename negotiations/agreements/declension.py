"""Positions, names and grounds in the genitive, for «в лице …, действующего на основании …». A person corrects what comes out.

A position or the name of a paper is declined in its leading words only (adjectives and the first noun): what follows them depends on the
noun and stays as it is. The libraries for names were tried: they give «Ольгы», «Никита», «Черныха», so the school rules stand here.
"""

ADJECTIVES = {"ый": "ого", "ой": "ого", "ая": "ой", "яя": "ей", "ое": "ого", "ее": "его"}
FIXED = ("ых", "их", "о", "е", "э", "и", "ы", "у", "ю", "уа", "иа")  # Черных, Бондаренко, Гёте, Моруа
IRREGULAR = {"лев": "льва", "павел": "павла", "пётр": "петра", "петр": "петра"}
HUSHING, BACK = "жчшщ", "кгх"
# These stand for a noun: of the words behind them only a title in the nominative («директор») is declined.
NOUNS_BY_FORM = ("управляющ", "исполняющ", "заведующ", "действующ")
OBLIQUE = ("ами", "ями", "ом", "ем", "ой", "ей", "ости", "ностей")


def genitive_of_person(last_name: str, first_name: str, middle_name: str) -> str:
    """Surname, name and patronymic; without a patronymic the gender is not known, and nothing is declined."""
    if not middle_name:
        return " ".join(filter(None, [last_name, first_name]))
    has_woman = is_woman(middle_name)
    last = "-".join(_surname(part, has_woman) for part in last_name.split("-"))
    return " ".join(filter(None, [last, _first_name(first_name, has_woman), _patronymic(middle_name)]))


def _surname(word: str, is_of_woman: bool) -> str:
    low = word.lower()
    if low.endswith(FIXED) or (is_of_woman and not low.endswith(("а", "я"))):
        return word
    if is_of_woman and low.endswith(("ова", "ева", "ёва", "ина", "ына")):
        return f"{word[:-1]}ой"
    if len(word) > 4 and low.endswith(("ая", "яя", "ой", "ый", "кий", "гий", "хий")):
        return _adjective(word)
    return _noun(word)


def _first_name(word: str, is_of_woman: bool) -> str:
    low = word.lower()
    if low in IRREGULAR:
        return word[0] + IRREGULAR[low][1:]
    if is_of_woman and low.endswith("ь"):
        return f"{word[:-1]}и"
    if low.endswith(("о", "е", "и", "у", "э")) or (is_of_woman and not low.endswith(("а", "я"))):
        return word
    return _noun(word)


def _patronymic(word: str) -> str:
    low = word.lower()
    return f"{word}а" if low.endswith("ич") else f"{word[:-1]}ы" if low.endswith("на") else word


def is_woman(middle_name: str) -> bool:
    """Does the patronymic say so?"""
    return middle_name.lower().endswith(("на", "кызы", "гызы"))


def genitive_of_words(text: str) -> str:
    """The leading adjectives and the first noun of a position or of the name of a paper; the case of the first letter is kept."""
    words, is_over = text.split(), False
    for number, word in enumerate(words):
        if is_over:
            break
        is_adjective = _is_adjective(word)
        if not is_adjective or not word.lower().startswith(NOUNS_BY_FORM):
            words[number], is_over = (_adjective(word), False) if is_adjective else (_noun(word), True)
            continue
        words[number] = _adjective(word)
        following = words[number + 1].lower() if number + 1 < len(words) else ""
        is_over = not following or following.endswith(OBLIQUE) or following == "обязанности"
    return " ".join(words)


def _is_adjective(word: str) -> bool:
    return len(word) > 4 and word[-2:].lower() in (*ADJECTIVES, "ий") and not word.lower().endswith("арий")


def _adjective(word: str) -> str:
    stem, end = word[:-2], word[-2:].lower()
    if end == "ий":
        return stem + ("ого" if stem[-1].lower() in BACK else "его")
    if end == "ая" and stem[-1].lower() in HUSHING:
        return stem + "ей"
    return stem + ADJECTIVES[end]


def _noun(word: str) -> str:
    low, stem = word.lower(), word[:-1]
    if not low.isalpha() and "-" not in low:
        return word  # «и.о.», a number
    if low.endswith("ь"):
        return stem + ("и" if low.endswith(("ость", "есть", "знь", "чь", "вь")) else "я")
    if low.endswith("а"):
        return stem + ("и" if stem[-1:].lower() in HUSHING + BACK else "ы")
    if low.endswith("я"):
        return stem + "и"
    if low.endswith(("й", "е")):
        return stem + "я"
    if low.endswith("о"):
        return stem + "а"
    if low.endswith("ец"):
        return f"{word[:-2]}ца"
    return word if low.endswith(("ы", "и", "у", "ю")) else f"{word}а"
