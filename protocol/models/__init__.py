"""Facts of the Protocol: editions, articles, amendments, comments, conciliation, and their cases."""

from protocol.models.amendments import Amendment, Petition, PetitionSupport, ProposedChange
from protocol.models.articles import Article, ArticleText
from protocol.models.cases import AmendmentProcess, CommentProcess, EditionProcess
from protocol.models.comments import Comment
from protocol.models.conciliation import CoChairVoice, Conciliation, ConciliationLine, LineVoice
from protocol.models.editions import EditionPaper, ProtocolEdition

__all__ = [
    "Amendment",
    "AmendmentProcess",
    "Article",
    "ArticleText",
    "CoChairVoice",
    "Comment",
    "CommentProcess",
    "Conciliation",
    "ConciliationLine",
    "EditionPaper",
    "EditionProcess",
    "LineVoice",
    "Petition",
    "PetitionSupport",
    "ProposedChange",
    "ProtocolEdition",
]
