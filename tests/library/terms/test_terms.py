"""A term that was discussed is in the glossary and linked in texts as it stood on their day."""

from datetime import timedelta

import pytest
from django.utils import timezone

from library.models import Card
from library.terms.marking import Marker, Term
from library.terms.reading import marker
from tests.library.cards.test_discuss import TERM, discussed
from tests.library.cards.test_enter import read
from tests.library.conftest import PROBLEM, Shelf, now
from tests.negotiations.conftest import make_desk
from tests.story import answer, press

pytestmark = pytest.mark.django_db


def marked(text: str, *names: str) -> str:
    return str(Marker([Term((name,), f"/{number}/", "a < b") for number, name in enumerate(names)]).mark(text))


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        (
            "О встречных вкладах",
            ("встречный вклад",),
            'О <a class="term" href="/0/" title="a &lt; b">встречных вкладах</a>',
        ),
        (
            "встречный\N{NO-BREAK SPACE}вклад",
            ("Встречный вклад",),
            '<a class="term" href="/0/" title="a &lt; b">встречный\N{NO-BREAK SPACE}вклад</a>',
        ),
        (
            "вкладчик и <b>вклад</b>",
            ("вклад",),
            'вкладчик и &lt;b&gt;<a class="term" href="/0/" title="a &lt; b">вклад</a>&lt;/b&gt;',
        ),
        ("вклад, вклады", ("вклад",), '<a class="term" href="/0/" title="a &lt; b">вклад</a>, вклады'),
        (
            "встречный вклад",
            ("вклад", "встречный вклад"),
            '<a class="term" href="/1/" title="a &lt; b">встречный вклад</a>',
        ),
        ("ТОС, тоска и тос", ("ТОС",), '<a class="term" href="/0/" title="a &lt; b">ТОС</a>, тоска и тос'),
        ("<script>", (), "&lt;script&gt;"),
    ],
)
def test_a_term_is_linked_in_any_form_once_and_everything_else_is_escaped(
    text: str, names: tuple[str, ...], expected: str
):
    assert marked(text, *names) == expected


def test_a_term_is_linked_in_texts_of_its_days(shelf: Shelf, django_assert_max_num_queries):
    before = shelf.submit(shelf.begin(), evidence="Встречного вклада от школ нет, мест тоже нет.")
    shelf.check(before)
    assert "Терминов пока нет" in read("/glossary/")
    card = shelf.check(shelf.submit(shelf.begin("term", title=TERM["title"]), **TERM, synonyms="ответный вклад"))
    card = discussed(shelf, card)
    answer(shelf.keeper, card.case, "settle", outcome="accept")
    card, address = now(card), f'href="{card.get_absolute_url()}"'
    with django_assert_max_num_queries(5):
        page = read("/glossary/")
    assert TERM["definition"] in page and "Иначе: ответный вклад" in page and "Предложить термин" not in page
    assert "Предложить термин" in read("/glossary/", shelf.author) and "Глоссарий" in read("/library/term/")
    shelf.clock.move_to(timezone.now() + timedelta(days=1))
    after = shelf.check(
        shelf.submit(shelf.begin(), evidence="Нет ответных вкладов, и встречных вкладов от школ мы не видели.")
    )
    text = read(after.get_absolute_url())
    assert f'<a class="term" {address}' in text and text.count('class="term"') == 1
    assert 'class="term"' not in read(before.get_absolute_url()) and 'class="term"' not in read(card.get_absolute_url())
    assert [term.url for term in marker().terms] == [card.get_absolute_url()] and marker(
        timezone.now() - timedelta(days=60)
    ).terms == []
    press(shelf.keeper, f"/library/cards/{card.pk}/repeal/", ground="Заменён словом Программы.")
    assert 'class="term"' in read(after.get_absolute_url()) and "Терминов пока нет" in read("/glossary/")
    proposal = make_desk().submitted()
    read(proposal.get_absolute_url())
    assert Card.objects.filter(title=PROBLEM["title"]).exists()
