"""The way back above a page, and the status of an object. A builtin of every template.

{% breadcrumbs %}
  {% crumb "Протокол" page="protocol" %}
  {% crumb "Редакция №" edition.number to=edition.get_absolute_url %}
  {% crumb "поправки" %}
{% endbreadcrumbs %}
"""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from casework.formats import nested_quotes
from portal.templatetags.look import NBSP, chip, href

register = template.Library()


@register.simple_block_tag
def breadcrumbs(content: str) -> SafeString:
    """The list around its crumbs."""
    return format_html('<nav class="no-print" aria-label="Путь">\n<ol class="trail">{}</ol>\n</nav>', content)


@register.simple_tag
def crumb(*words: Any, to: str = "", page: str = "", at: Any = None) -> SafeString:
    """A step of the way: words, and the address `to`, or the name of a `page` with its argument `at`.

    Without either it is the page itself, the last step. A page that this installation does not have is left out.
    """
    label = nested_quotes(" ".join(str(word) for word in words)).replace("№ ", f"№{NBSP}")
    address = href(page, *([] if at is None else [at])) if page else to
    if address:
        return format_html('<li><a href="{}">{}</a></li>', address, label)
    return SafeString("") if page else format_html('<li><span aria-current="page">{}</span></li>', label)


@register.simple_tag
def status_chip(subject: Any) -> str:
    """The status of an object in words; the colour stands in `TONES` of its model (status → kind of chip), "info" where it is silent."""
    return chip(str(subject.get_status_display()), getattr(subject, "TONES", {}).get(subject.status, "info"))
