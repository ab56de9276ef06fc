"""Which signature a paper asks for, for the page on which it is signed."""

from typing import Any

from django import template

from documents.signatures.kinds import SignatureKind, least_for

register = template.Library()


@register.simple_tag
def least_signature(document: Any) -> SignatureKind:
    """The weakest electronic signature the paper takes."""
    return least_for(document)
