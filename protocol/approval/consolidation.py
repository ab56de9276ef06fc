"""The published text with all accepted amendments made at once."""

from protocol.amendments import collisions, spans
from protocol.amendments.models import Amendment
from protocol.editions.articles import ArticleText
from protocol.editions.models import ProtocolEdition


def taken(edition: ProtocolEdition) -> list[Amendment]:
    """The accepted amendments, in order."""
    rows = edition.amendments.filter(status__in=Amendment.TAKEN).order_by("number")
    return list(rows.select_related("article_text", "organization"))


def consolidated(text: ArticleText, amendments: list[Amendment]) -> tuple[str, bool]:
    """The published words of an article with all accepted amendments made at once; and whether it is taken out."""
    own = [amendment for amendment in amendments if amendment.article_text_id == text.pk]
    changes = [collisions.taken_span(amendment) for amendment in own if amendment.kind == Amendment.Kind.REPLACE]
    is_dropped = text.dropped or any(amendment.kind == Amendment.Kind.DROP for amendment in own)
    return spans.replaced(text.project, changes), is_dropped


def preview(edition: ProtocolEdition) -> list[tuple[ArticleText, str, bool]]:
    """The articles as they will stand, for whoever is about to fix them."""
    rows = list(edition.texts)
    if edition.consolidated_at:
        return [(row, row.text, row.dropped) for row in rows]
    amendments = taken(edition)
    return [(row, *consolidated(row, amendments)) for row in rows]
