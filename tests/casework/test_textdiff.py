"""The difference of two texts says the truth about both."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from casework import textdiff
from casework.textdiff import ADDED, DELETED, SAME, Piece

WORDS = st.sampled_from(
    ["сторона", "отвечает", "срок", "не", "в", "«вето»", "дней,", "тридцать", ".", "кто-то", "\u00a0", "\n", "№"]
)
TEXTS = st.one_of(st.lists(WORDS, max_size=30).map(" ".join), st.text(max_size=60))


@given(TEXTS, TEXTS)
def test_the_difference_leads_from_the_old_text_to_the_new_and_back(old, new):
    pieces = textdiff.difference(old, new)
    assert (textdiff.old_text(pieces), textdiff.new_text(pieces)) == (old, new)


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text):
    assert textdiff.difference(text, text) == ([Piece(SAME, text)] if text else [])


@given(TEXTS, TEXTS)
def test_no_piece_is_empty_and_no_two_of_a_kind_stand_together(old, new):
    pieces = textdiff.difference(old, new)
    assert all(piece.text for piece in pieces)
    assert all(a.kind != b.kind for a, b in pairwise(pieces))


def test_neighbouring_words_are_one_change():
    old = "Сторона передаёт вопрос согласительному раунду, а не замораживает дело."
    new = "Сторона лишается права вето согласительному раунду, а не замораживает дело."
    assert textdiff.difference(old, new) == [
        Piece(SAME, "Сторона "),
        Piece(DELETED, "передаёт вопрос"),
        Piece(ADDED, "лишается права вето"),
        Piece(SAME, " согласительному раунду, а не замораживает дело."),
    ]


def test_a_non_breaking_space_is_a_change_and_a_comma_is_one_too():
    assert textdiff.difference("за 10 дней", "за 10\u00a0дней") == [
        Piece(SAME, "за 10"), Piece(DELETED, " "), Piece(ADDED, "\u00a0"), Piece(SAME, "дней"),
    ]  # fmt: skip
    assert textdiff.difference("да нет", "да, нет") == [Piece(SAME, "да"), Piece(ADDED, ","), Piece(SAME, " нет")]


def test_a_text_written_anew_is_shown_whole():
    pieces = textdiff.difference("Дом стоит у реки и виден с моста.", "Каждый вправе прочитать решение целиком.")
    assert [piece.kind for piece in pieces] == [DELETED, ADDED]
