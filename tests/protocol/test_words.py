"""The difference of two texts says the truth about both, and changes at different places never move each other."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol import words
from protocol.amendments import spans
from protocol.amendments.spans import NotOnce, Overlapping, Span
from protocol.words import ADDED, DELETED, SAME, Piece

WORDS = st.sampled_from(
    ["сторона", "отвечает", "срок", "не", "в", "«вето»", "дней,", "тридцать", ".", "кто-то", "\u00a0", "\n", "№"]
)
TEXTS = st.one_of(st.lists(WORDS, max_size=30).map(" ".join), st.text(max_size=60))


@given(TEXTS, TEXTS)
def test_the_difference_leads_from_the_old_text_to_the_new_and_back(old, new):
    pieces = words.difference(old, new)
    assert (words.old_text(pieces), words.new_text(pieces)) == (old, new)


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text):
    assert words.difference(text, text) == ([Piece(SAME, text)] if text else [])


@given(TEXTS, TEXTS)
def test_no_piece_is_empty_and_no_two_of_a_kind_stand_together(old, new):
    pieces = words.difference(old, new)
    assert all(piece.text for piece in pieces)
    assert all(a.kind != b.kind for a, b in pairwise(pieces))


def test_neighbouring_words_are_one_change():
    old = "Сторона передаёт вопрос согласительному раунду, а не замораживает дело."
    new = "Сторона лишается права вето согласительному раунду, а не замораживает дело."
    assert words.difference(old, new) == [
        Piece(SAME, "Сторона "),
        Piece(DELETED, "передаёт вопрос"),
        Piece(ADDED, "лишается права вето"),
        Piece(SAME, " согласительному раунду, а не замораживает дело."),
    ]


def test_a_non_breaking_space_is_a_change_and_a_comma_is_one_too():
    assert words.difference("за 10 дней", "за 10\u00a0дней") == [
        Piece(SAME, "за 10"), Piece(DELETED, " "), Piece(ADDED, "\u00a0"), Piece(SAME, "дней"),
    ]  # fmt: skip
    assert words.difference("да нет", "да, нет") == [Piece(SAME, "да"), Piece(ADDED, ","), Piece(SAME, " нет")]


def test_a_text_written_anew_is_shown_whole():
    pieces = words.difference("Дом стоит у реки и виден с моста.", "Каждый вправе прочитать решение целиком.")
    assert [piece.kind for piece in pieces] == [DELETED, ADDED]


@given(
    st.text(alphabet="абв .,", min_size=1, max_size=40),
    st.lists(st.tuples(st.integers(0, 39), st.integers(1, 6), st.text(min_size=1, max_size=5)), max_size=5),
)
def test_changes_that_do_not_touch_are_made_as_if_each_were_alone(text, drawn):
    chosen: list[Span] = []
    for start, length, wording in drawn:
        span = Span(start, start + length, wording)
        if span.end <= len(text) and not any(spans.overlap(span, other) for other in chosen):
            chosen.append(span)
    changed = spans.replaced(text, chosen)
    assert len(changed) == len(text) + sum(len(one.wording) - (one.end - one.start) for one in chosen)
    rest, kept = text, ""
    marks = sorted(chosen, key=lambda one: one.start)
    position = 0
    for one in marks:
        kept += rest[position : one.start] + one.wording
        position = one.end
    assert changed == kept + rest[position:]


def test_changes_of_the_same_words_are_refused():
    with pytest.raises(Overlapping):
        spans.replaced("передаёт вопрос раунду", [Span(0, 15, "а"), Span(9, 22, "б")])
    with pytest.raises(ValueError, match="not inside"):
        spans.replaced("слово", [Span(3, 9)])


def test_words_are_found_whatever_blanks_they_are_typed_with():
    text = "Ответ даётся за\u00a010 дней. Ответ публикуется."
    assert spans.find_once(text, " за 10\nдней ") == Span(13, 23)
    with pytest.raises(NotOnce) as twice:
        spans.find_once(text, "Ответ")
    assert twice.value.times == 2
    with pytest.raises(NotOnce) as never:
        spans.find_once(text, "вето")
    assert never.value.times == 0
    with pytest.raises(NotOnce):
        spans.find_once("ааа", "аа")


def test_a_text_is_cut_into_sentences():
    assert spans.sentences("Одно. Другое «с речью.» И третье!") == ["Одно.", "Другое «с речью.»", "И третье!"]


@pytest.mark.parametrize(
    ("text", "gone", "rest"),
    [
        ("Решение исполняется жителями в срок.", "в срок", "Решение исполняется жителями."),
        ("Сторона, если может, отвечает.", "если может", "Сторона,, отвечает."),
        ("В срок ответ даётся всем.", "В срок", "ответ даётся всем."),
        ("Ответ (в срок) даётся.", "в срок", "Ответ () даётся."),
        ("Ответ даётся в срок", "в срок", "Ответ даётся"),
        ("за\u00a010 дней всем", "10 дней", "за всем"),
    ],
)
def test_words_that_go_out_take_a_blank_along(text, gone, rest):
    found = spans.find_once(text, gone)
    assert spans.replaced(text, [found]) == rest


def test_neighbours_that_go_out_together_leave_one_blank():
    text = "один два три четыре"
    assert spans.replaced(text, [Span(5, 8), Span(9, 12)]) == "один четыре"


@pytest.mark.parametrize(
    "sentence",
    [
        "Администрация г. Красноярска отвечает по п. 2.1 (ст. 10 59-ФЗ).",
        "Дом по ул. Мира, д. 5, принимает А. Б. Иванов.",
        "Суммы свыше 10 тыс. руб. согласует комитет.",
        "В 2026 г. отчёт сдают все.",
    ],
)
def test_a_shortened_word_ends_no_sentence(sentence):
    assert spans.sentences(f"{sentence} Дальше.") == [sentence, "Дальше."]


def test_a_sentence_may_end_with_a_shortened_word():
    text = "Отвечают школы, дворы и т. д. Ответ дают до 2027 г. Сторона платит 5 руб. Всё.\nНовая строка"
    assert spans.sentences(text) == [
        "Отвечают школы, дворы и т. д.", "Ответ дают до 2027 г.", "Сторона платит 5 руб.", "Всё.", "Новая строка",
    ]  # fmt: skip
