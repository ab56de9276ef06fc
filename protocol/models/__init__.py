"""Facts of the Protocol: editions, articles, amendments, comments, conciliation, and their cases."""

from protocol.models.amendments import Amendment, Petition, PetitionSupport, ProposedChange
from protocol.models.articles import Article, ArticleText
from protocol.models.cases import AmendmentProcess, CommentProcess, EditionProcess
from protocol.models.checks import SignatureCheck
from protocol.models.comments import Comment
from protocol.models.commitments import Commitment, ReportLine, SelfReport
from protocol.models.complaints import NormComplaint
from protocol.models.conciliation import CoChairVoice, Conciliation, ConciliationLine, LineVoice
from protocol.models.departures import Departure, Measure
from protocol.models.editions import EditionPaper, ProtocolEdition
from protocol.models.reservations import Reservation
from protocol.models.signatories import Signatory
from protocol.models.signing_cases import ComplaintCase, DepartureCase, MeasureCase, SelfReportCase, SignatoryCase

__all__ = [
    "Amendment",
    "AmendmentProcess",
    "Article",
    "ArticleText",
    "CoChairVoice",
    "Comment",
    "CommentProcess",
    "Commitment",
    "ComplaintCase",
    "Conciliation",
    "ConciliationLine",
    "Departure",
    "DepartureCase",
    "EditionPaper",
    "EditionProcess",
    "LineVoice",
    "Measure",
    "MeasureCase",
    "NormComplaint",
    "Petition",
    "PetitionSupport",
    "ProposedChange",
    "ProtocolEdition",
    "ReportLine",
    "Reservation",
    "SelfReport",
    "SelfReportCase",
    "Signatory",
    "SignatoryCase",
    "SignatureCheck",
]
