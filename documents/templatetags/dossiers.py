"""Is there anything to take home? `{% load dossiers %}`."""

from collections.abc import Iterable

from django import template

from documents.papers.models import Document

register = template.Library()


@register.filter
def any_ready(documents: Iterable[Document]) -> bool:
    """Do the frozen bytes of any of these papers exist?"""
    return any(document.is_ready for document in documents)
