"""How an edition, an amendment and a comment are led through."""

from protocol.flows.amendments import AmendmentFlow
from protocol.flows.comments import CommentFlow
from protocol.flows.editions import EditionFlow

__all__ = ["AmendmentFlow", "CommentFlow", "EditionFlow"]
