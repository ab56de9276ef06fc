"""Writing the text of an edition, article by article."""

from typing import Any

from django.db import transaction

from casework.door import Refused
from journal.record import record
from protocol.models import Article, ArticleText, ProtocolEdition

Status = ProtocolEdition.Status


def must_be_writable(edition: ProtocolEdition) -> None:
    """Only while it is drafted or has come back from the committee is the text in the editor's hands."""
    if edition.status not in (Status.DRAFTING, Status.RETURNED):
        raise Refused(f"Текст сейчас не редактируется: редакция — «{edition.get_status_display().lower()}».")


def add_article(
    edition: ProtocolEdition, *, by: Any, like: ArticleText | None = None, position: int | None = None
) -> ArticleText:
    """One more article: the same one in new words, or one that has never been before."""
    must_be_writable(edition)
    last = edition.article_texts.order_by("-position").first()
    text = ArticleText.objects.create(
        edition=edition,
        article=like.article if like else Article.next(),
        position=position or (last.position + 1 if last else 1),
        title=like.title if like else "",
        text=like.text if like else "",
        indicator=like.indicator if like else "",
        is_essential=like.is_essential if like else False,
    )
    if not like:
        record(edition, "add_article", f"Добавлена статья {text.position}", by=by, payload={"code": text.article.code})
    return text


@transaction.atomic
def save_article(text: ArticleText, *, by: Any, title: str, body: str, indicator: str, is_essential: bool) -> None:
    """The words of one article."""
    text = ArticleText.objects.select_for_update(of=("self",)).select_related("edition", "article").get(pk=text.pk)
    must_be_writable(text.edition)
    text.title, text.text, text.indicator, text.is_essential = title, body, indicator, is_essential
    text.revision += 1
    text.save()
    record(
        text.edition, "save_article", f"Сохранена статья {text.position}", by=by,
        payload={"code": text.article.code, "revision": text.revision, "title": title},
    )  # fmt: skip


def drop_article(text: ArticleText, *, by: Any) -> None:
    """Take an article out, or put it back: nothing of a text that has been discussed is erased."""
    must_be_writable(text.edition)
    text.dropped = not text.dropped
    text.save(update_fields=["dropped"])
    title = f"Исключена статья {text.position}" if text.dropped else f"Возвращена статья {text.position}"
    record(text.edition, "drop_article", title, by=by, payload={"code": text.article.code})


def save_preamble(edition: ProtocolEdition, *, by: Any, preamble: str) -> None:
    """The words before the first article."""
    must_be_writable(edition)
    edition.preamble = preamble
    edition.save(update_fields=["preamble"])
    record(edition, "save_preamble", "Сохранена преамбула", by=by)
