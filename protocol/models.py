"""The models of the room, each in the module of its thing."""

from protocol.amendments.cases import AmendmentCase
from protocol.amendments.models import Amendment, Petition, PetitionSupport, ProposedChange
from protocol.answers.models import Reservation
from protocol.commitments.cases import SelfReportCase
from protocol.commitments.models import Commitment, ReportLine, SelfReport
from protocol.complaints.cases import ComplaintCase
from protocol.complaints.models import NormComplaint
from protocol.conciliation.models import CoChairVoice, Conciliation, ConciliationLine, LineVoice
from protocol.continuations.cases import ContinuationCase
from protocol.continuations.models import Continuation
from protocol.departures.cases import DepartureCase
from protocol.departures.models import Departure
from protocol.editions.articles import Article, ArticleText
from protocol.editions.cases import EditionCase
from protocol.editions.models import EditionPaper, ProtocolEdition
from protocol.measures.cases import MeasureCase
from protocol.measures.models import Measure
from protocol.signatories.cases import SignatoryCase
from protocol.signatories.models import Signatory
from protocol.signing.models import SignatureCheck
from protocol.subamendments.models import Subamendment

__all__ = [
    "Amendment",
    "AmendmentCase",
    "Article",
    "ArticleText",
    "CoChairVoice",
    "Commitment",
    "ComplaintCase",
    "Conciliation",
    "ConciliationLine",
    "Continuation",
    "ContinuationCase",
    "Departure",
    "DepartureCase",
    "EditionCase",
    "EditionPaper",
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
    "Subamendment",
]
