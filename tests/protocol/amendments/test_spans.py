"""Words of a text are found, compared and replaced together: changes at different places never move each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol.amendments import spans
from protocol.amendments.spans import NotOnce, Overlapping, Span


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
