"""Numbers in words, as conclusions and decisions state them beside the figures."""

ONES = "ноль одна две три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать"
ONES_IN_WORDS = [*ONES.split(), "семнадцать", "восемнадцать", "девятнадцать"]
TENS = ["двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто"]
HUNDREDS = ["сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот"]


def feminine(number: int) -> str:
    """The number (0–999) in words of the feminine gender: 21 → «двадцать одна»."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10) if rest >= 20 else (0, rest)
    words = [HUNDREDS[hundreds - 1]] if hundreds else []
    if tens:
        words.append(TENS[tens - 2])
    if ones or not words:
        words.append(ONES_IN_WORDS[ones])
    return " ".join(words)
