"""Numbers as Russian pages and papers write them. Pure: a decimal comma, non-breaking spaces between thousands, halves rounded up."""

from decimal import ROUND_HALF_UP, Decimal

NBSP = "\N{NO-BREAK SPACE}"
CENT = Decimal("0.01")


def rounded(value: Decimal, places: int) -> Decimal:
    """To so many places, a half up."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def grouped(value: Decimal, places: int) -> str:
    """1 250 000,50: thousands apart."""
    return f"{rounded(value, places):,}".replace(",", NBSP).replace(".", ",").replace("-", "\N{MINUS SIGN}")


def money(value: Decimal) -> str:
    """1 250 000 ₽ or 1 250 000,50 ₽: kopecks only when there are any."""
    kopecks = rounded(value, 2)
    return f"{grouped(kopecks, 0 if kopecks == kopecks.to_integral_value() else 2)}{NBSP}₽"


def exact_money(value: Decimal) -> str:
    """1 250 000,00 ₽: kopecks are always written."""
    return f"{grouped(value, 2)}{NBSP}₽"


def score(value: Decimal, places: int = 2) -> str:
    """70,50: always so many places."""
    return f"{rounded(value, places):f}".replace(".", ",")


def plain(value: Decimal) -> str:
    """12,5 or 12: as many places as are needed. Percents, quantities, thresholds."""
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def percent(value: Decimal) -> str:
    """12,5: a share without idle zeroes; the sign % is the text's."""
    return plain(value)


def whole_percent(part: int, whole: int) -> int:
    """The nearest whole percent, a half up; 100 only where it is all, 0 only where it is nothing. `whole` is not 0."""
    nearest = (200 * part + whole) // (2 * whole)
    return nearest if part in (0, whole) else min(max(nearest, 1), 99)


def sentence_case(text: str) -> str:
    """«Решение по апелляции № А-1»: the first letter large, the others as they are (numbers of papers have large ones)."""
    return text[:1].upper() + text[1:]


def nested_quotes(text: str) -> str:
    """«Заявка „Двор“»: quotation marks inside quotation marks are the inner ones, however a sentence was put together."""
    depth, signs = 0, []
    for sign in text:
        if sign == "«":
            depth += 1
            signs.append("«" if depth == 1 else "„")
        elif sign == "»":
            signs.append("»" if depth < 2 else "“")
            depth = max(depth - 1, 0)
        else:
            signs.append(sign)
    return "".join(signs)


def plural(count: int, forms: str) -> str:
    """The word that goes with a number: `forms` are «день,дня,дней»."""
    first, few, many = forms.split(",")
    count = abs(count)
    if count % 10 == 1 and count % 100 != 11:
        return first
    if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14):
        return few
    return many


def counted(count: int, forms: str) -> str:
    """The number with its word: 3 дня."""
    return f"{grouped(Decimal(count), 0)}{NBSP}{plural(count, forms)}"
