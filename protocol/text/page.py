"""The comparison of two editions, article by article."""

from typing import Any

from casework import textdiff
from protocol.amendments.papers import origins_of
from protocol.editions.articles import ArticleText
from protocol.editions.models import ProtocolEdition


def changes(old: ProtocolEdition, new: ProtocolEdition) -> list[dict[str, Any]]:
    """Every changed article of two editions, word by word; of one edition with itself: what its amendments have changed."""
    before = {text.article_id: text for text in old.texts}
    after = {text.article_id: text for text in new.texts}
    is_own = old.pk == new.pk
    origins = origins_of(new) if is_own else {}
    rows = []
    for pk in dict.fromkeys([*after, *before]):
        was, is_ = before.get(pk), after.get(pk)
        first = _words(was, published=is_own)
        second = _words(is_)
        title = textdiff.difference(was.title if was and first else "", is_.title if is_ and second else "")
        rows.append(
            {
                "text": is_ or was,
                "is_new": not first,
                "is_gone": not second,
                "title": title,
                "pieces": textdiff.difference(first, second),
                "indicator": textdiff.difference(
                    was.indicator if was and first else "", is_.indicator if is_ and second else ""
                ),
                "origins": origins.get(is_.pk, []) if is_ else [],
                "is_changed": first != second or any(piece.kind != textdiff.SAME for piece in title),
            }
        )
    return [row for row in rows if row["pieces"] or row["title"]]


def _words(text: ArticleText | None, *, published: bool = False) -> str:
    if text is None:
        return ""
    if published:
        return text.project
    return "" if text.dropped else text.text
