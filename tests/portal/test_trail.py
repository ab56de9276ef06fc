"""The way back above a page."""

from types import SimpleNamespace

from django.template import Context, Template


def drawn(text: str, **context: object) -> str:
    return Template(text).render(Context(context))


def test_a_trail_leads_back_and_ends_at_the_page_itself():
    crumbs = '{% crumb "Документы" page="documents" %}{% crumb "Редакция №" 3 to="/protocol/3/" %}{% crumb name %}'
    assert drawn("{% breadcrumbs %}" + crumbs + "{% endbreadcrumbs %}", name="<b>") == (
        '<nav class="no-print" aria-label="Путь">\n<ol class="trail">'
        '<li><a href="/documents/">Документы</a></li>'
        '<li><a href="/protocol/3/">Редакция №\N{NO-BREAK SPACE}3</a></li>'
        '<li><span aria-current="page">&lt;b&gt;</span></li></ol>\n</nav>'
    )


def test_a_page_that_is_not_there_is_left_out():
    assert drawn('{% crumb "Где-то" page="nowhere" %}') == ""
    assert drawn('{% crumb "Документ" page="document" at=7 %}') == '<li><a href="/documents/7/">Документ</a></li>'


class Application(SimpleNamespace):
    TONES = {"returned": "warn"}

    def get_status_display(self) -> str:
        return "Возвращена"


def test_the_chip_of_a_status_has_the_tone_of_its_model():
    assert 'class="chip chip-warn"' in drawn("{% status_chip one %}", one=Application(status="returned"))
    assert 'class="chip chip-info"' in drawn("{% status_chip one %}", one=Application(status="new"))
    assert "<span>Возвращена</span>" in drawn("{% status_chip one %}", one=Application(status="new"))
