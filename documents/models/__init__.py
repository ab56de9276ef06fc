"""Paper: counters, documents, their frozen files, signatures and the case that collects them."""

from documents.models.agreement import AgreementAcceptance, SigningAgreement
from documents.models.counter import Counter
from documents.models.document import Document
from documents.models.file import DocumentFile
from documents.models.naming import NamedPerson
from documents.models.note import DocumentNote
from documents.models.signature import Signature, SignatureRequest, SigningCase

__all__ = [
    "AgreementAcceptance",
    "Counter",
    "Document",
    "DocumentFile",
    "DocumentNote",
    "NamedPerson",
    "Signature",
    "SignatureRequest",
    "SigningAgreement",
    "SigningCase",
]
