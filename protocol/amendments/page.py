"""What the pages of amendments and petitions show."""

from typing import Any

from django.db.models import Count
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from casework import textdiff
from documents.models import Document
from programme.access import Visitor
from programme.identity.levels import split
from protocol.amendments import collisions, papers, spans
from protocol.amendments.models import Amendment, Petition
from protocol.editions.models import ProtocolEdition
from protocol.subamendments.models import Subamendment
from protocol.subamendments.proposers import proposers


def row_of(amendment: Amendment, colliding: list[Amendment]) -> dict[str, Any]:
    """A row of the table of amendments."""
    was, proposed = papers.was_and_will(amendment)
    return {
        "amendment": amendment,
        "was": was,
        "proposed": proposed,
        "became": papers.became(amendment) if amendment.is_accepted_partly else "",
        "others": list(amendment.subamendments.all()),
        "collides": colliding,
    }


def other_words(amendment: Amendment) -> list[tuple[Subamendment, list[textdiff.Piece]]]:
    """The amendments to an amendment, each with the difference from the words of its author."""
    rows = amendment.subamendments.select_related("amendment", "organization", "author")
    return [(row, textdiff.difference(amendment.wording, row.wording)) for row in rows]


def may_propose(amendment: Amendment, person: Visitor) -> bool:
    """May the person propose other words for the amendment now, and has not done so in every capacity they have?"""
    if (
        not person.is_authenticated
        or amendment.status != Amendment.Status.ADMISSIBLE
        or amendment.kind == Amendment.Kind.DROP
    ):
        return False
    used = {row.author_key for row in amendment.subamendments.all()}
    return any(row.key_of(person) not in used for row in proposers(amendment, person))


def visible_amendment(request: HttpRequest, pk: int) -> Amendment:
    """An amendment of an edition the person may see."""
    rows = Amendment.objects.visible_to(request.user)
    return get_object_or_404(
        rows.select_related(
            "article_text__article", "organization", "edition__group", "answer", "case", "petition", *papers.CHOSEN
        ),
        pk=pk,
    )  # fmt: skip


def in_context(amendment: Amendment) -> list[textdiff.Piece]:
    """The article with the amendment in it, marked."""
    text = amendment.article_text
    if text is None:
        return [textdiff.Piece(textdiff.ADDED, f"{amendment.title}. {amendment.wording}")]
    if amendment.kind == Amendment.Kind.DROP:
        return [textdiff.Piece(textdiff.DELETED, text.project)]
    return textdiff.difference(text.project, spans.replaced(text.project, [collisions.taken_span(amendment)]))


def visible_answer(amendment: Amendment, person: Any) -> Document | None:
    """The answer to the author, if there is one and the person may read it."""
    if amendment.answer_id is None:
        return None
    return Document.objects.visible_to(person).filter(pk=amendment.answer_id).first()


def visible_petition(request: HttpRequest, pk: int) -> Petition:
    """A petition of an edition the person may see."""
    editions = ProtocolEdition.objects.visible_to(request.user)
    rows = Petition.objects.filter(edition__in=editions).select_related("article_text__article", "edition__case")
    return get_object_or_404(rows, pk=pk)


def levels_of(petition: Petition) -> str:
    """How many supporters there were at each level of identity, in words; empty where a group is too small to be shown."""
    counts = dict(petition.supports.order_by().values_list("level").annotate(n=Count("pk")))
    return split(counts, int(petition.edition.case.regulation.value("identity.smallest_group")))
