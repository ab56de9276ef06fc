"""Which amendments cannot both be accepted: they change the same words, or one drops the article the other changes."""

from collections.abc import Iterable

from protocol.amendments.models import Amendment
from protocol.amendments.spans import Span, overlap

Kind = Amendment.Kind

# Whoever has been refused or has gone changes nothing any more.
GONE = [Amendment.Status.INADMISSIBLE, Amendment.Status.WITHDRAWN, Amendment.Status.DECLINED]


def asked(amendment: Amendment) -> Span:
    """The words the author wants changed."""
    return Span(amendment.start, amendment.end, amendment.wording)


def taken_span(amendment: Amendment) -> Span:
    """The words an accepted amendment really changes: the author's, or those of the group."""
    if not amendment.is_accepted_partly:
        return asked(amendment)
    return of_group(amendment)


def of_group(amendment: Amendment) -> Span:
    """The words the group would change instead."""
    return Span(amendment.group_start, amendment.group_start + len(amendment.group_words), amendment.group_wording)


def _rivals(amendment: Amendment) -> list[Amendment]:
    if amendment.article_text_id is None:
        return []
    rows = Amendment.objects.filter(article_text=amendment.article_text_id).exclude(pk=amendment.pk)
    return list(rows.select_related("article_text", "organization").order_by("number"))


def collide(first: Amendment, second: Amendment) -> bool:
    """Do two amendments of one article want different things of the same words?"""
    if Kind.DROP in (first.kind, second.kind):
        return first.kind != second.kind
    return overlap(asked(first), asked(second))


def of(amendment: Amendment) -> list[Amendment]:
    """The amendments this one collides with, as everybody sees them."""
    return [other for other in _rivals(amendment) if other.status not in GONE and collide(amendment, other)]


def pairs(amendments: Iterable[Amendment]) -> dict[int, list[Amendment]]:
    """For a whole table: which collide with which."""
    rows = [amendment for amendment in amendments if amendment.article_text_id and amendment.status not in GONE]
    return {
        amendment.pk: [
            other
            for other in rows
            if other.pk != amendment.pk
            and other.article_text_id == amendment.article_text_id
            and collide(amendment, other)
        ]
        for amendment in rows
    }


def earlier(amendment: Amendment) -> Amendment | None:
    """Whom the group decides first: who takes the whole article out, then who came first. A disputed one holds up nobody."""
    live = [other for other in of(amendment) if other.status in Amendment.LIVE and not other.disputed_by]
    before = [other for other in live if _order(other) < _order(amendment)]
    return min(before, key=_order) if before else None


def _order(amendment: Amendment) -> tuple[bool, int]:
    return (amendment.kind != Kind.DROP, amendment.number)


def taken(amendment: Amendment) -> list[Amendment]:
    """The accepted amendments with which this one cannot be accepted as it stands."""
    accepted = [other for other in _rivals(amendment) if other.status in Amendment.TAKEN]
    if amendment.kind == Kind.DROP:
        return [other for other in accepted if other.kind != Kind.DROP]
    return [other for other in accepted if other.kind == Kind.DROP or overlap(asked(amendment), taken_span(other))]


def touches_taken(amendment: Amendment) -> bool:
    """Would the words of the group touch what has been accepted?"""
    accepted = [other for other in _rivals(amendment) if other.status in Amendment.TAKEN]
    return any(other.kind == Kind.DROP or overlap(of_group(amendment), taken_span(other)) for other in accepted)
