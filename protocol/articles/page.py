"""What the page of an article shows: its words in every edition, what was said of it, amendments."""

from itertools import pairwise
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from casework import textdiff
from consultations.models import Message
from protocol.amendments import collisions
from protocol.editions.articles import Article, ArticleText
from protocol.editions.models import ProtocolEdition


def visible_texts(request: HttpRequest, code: str) -> tuple[Article, list[ArticleText]]:
    """The article and its words in the editions the person may see, the newest first; 404 if there are none."""
    article = get_object_or_404(Article, code=code)
    editions = ProtocolEdition.objects.visible_to(request.user)
    texts = list(
        article.texts.filter(edition__in=editions)
        .select_related("edition__case", "article")
        .order_by("-edition__number")
    )
    if not texts:
        raise Http404
    return article, texts


def open_text(texts: list[ArticleText]) -> ArticleText | None:
    """The words that are open to amendments, if any."""
    return next((text for text in texts if text.edition.is_open_to_amendments and text.project), None)


def history_of(texts: list[ArticleText]) -> Any:
    """Each edition's words against those of the edition before."""
    for text, earlier in zip(texts, [*texts[1:], None], strict=True):
        before = "" if earlier is None or earlier.dropped else earlier.text
        pieces = (
            textdiff.difference(before, "" if text.dropped else text.text)
            if earlier
            else [textdiff.Piece(textdiff.SAME, text.text)]
        )
        yield {
            "text": text,
            "earlier": earlier,
            "pieces": pieces,
            "is_same": all(p.kind == textdiff.SAME for p in pieces),
        }


def messages_about(texts: list[ArticleText], user: Any) -> list[Message]:
    """What was said of the article in the discussions of its editions, as far as the person may read it, the newest first."""
    topics = [text.edition.topic_id for text in texts]
    return list(
        Message.objects.for_reading(user).filter(topic__in=topics, section=texts[0].article.code).order_by("-pk")
    )


def amendments_of(texts: list[ArticleText]) -> list[dict[str, Any]]:
    """Amendments to the article in all its editions, with those each collides with."""
    listed = []
    for text in texts:
        rows = list(text.amendments.select_related("organization", "edition", "article_text").order_by("number"))
        colliding = collisions.pairs(rows)
        listed += [{"amendment": row, "collides": colliding.get(row.pk, [])} for row in rows]
    return listed


def marked_text(text: ArticleText) -> list[dict[str, Any]]:
    """The published text cut where amendments begin and end: how many of them touch each piece."""
    rows = list(text.amendments.filter(kind="replace").exclude(status__in=collisions.GONE).order_by("number"))
    edges = sorted(
        {0, len(text.project), *(amendment.start for amendment in rows), *(amendment.end for amendment in rows)}
    )
    pieces = []
    for start, end in pairwise(edges):
        touching = [amendment for amendment in rows if amendment.start < end and amendment.end > start]
        pieces.append({"text": text.project[start:end], "touching": touching})
    return pieces
