"""Numbers as they are written in Russian."""

from decimal import Decimal

import pytest

from casework import formats


@pytest.mark.parametrize(
    ("value", "money", "exact"),
    [
        ("1250000", "1 250 000 ₽", "1 250 000,00 ₽"),
        ("1250000.50", "1 250 000,50 ₽", "1 250 000,50 ₽"),
        ("0.005", "0,01 ₽", "0,01 ₽"),
        ("12.001", "12 ₽", "12,00 ₽"),
        ("-1000", "\N{MINUS SIGN}1 000 ₽", "\N{MINUS SIGN}1 000,00 ₽"),
        ("0", "0 ₽", "0,00 ₽"),
    ],
)
def test_sums(value, money, exact):
    assert formats.money(Decimal(value)) == money.replace(" ", formats.NBSP)
    assert formats.exact_money(Decimal(value)) == exact.replace(" ", formats.NBSP)


@pytest.mark.parametrize(
    ("value", "score", "plain"),
    [("70.5", "70,50", "70,5"), ("70.505", "70,51", "70,505"), ("100", "100,00", "100"), ("0.00", "0,00", "0"), ("1E+2", "100,00", "100")],
)  # fmt: skip
def test_scores_and_shares(value, score, plain):
    assert (formats.score(Decimal(value)), formats.plain(Decimal(value)), formats.percent(Decimal(value))) == (
        score,
        plain,
        plain,
    )
    assert formats.score(Decimal("70.50505"), 4) == "70,5051"


def test_words_that_go_with_a_number():
    forms = "день,дня,дней"
    words = [formats.counted(n, forms).replace(formats.NBSP, " ") for n in (1, 2, 5, 11, 12, 21, 22, 111, 1001, -1)]
    assert words == [
        "1 день", "2 дня", "5 дней", "11 дней", "12 дней", "21 день", "22 дня", "111 дней", "1 001 день", "\N{MINUS SIGN}1 день",
    ]  # fmt: skip


def test_a_share_is_all_only_where_it_is_all():
    assert [formats.whole_percent(part, 6) for part in (0, 1, 4, 6)] == [0, 17, 67, 100]
    assert (formats.whole_percent(1, 1000), formats.whole_percent(999, 1000)) == (1, 99)
