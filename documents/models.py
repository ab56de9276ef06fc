"""Paper: counters, documents, their frozen files, signatures and the case that collects them."""

from documents.agreement.models import AgreementAcceptance, SigningAgreement
from documents.checkpoints.models import Cosignature
from documents.naming.models import NamedPerson
from documents.on_paper.models import ScannedSignature
from documents.papers.files import DocumentFile
from documents.papers.models import Document
from documents.papers.notes import DocumentNote
from documents.post.models import PostalLetter
from documents.qualified.models import SignatureCheck, SignatureFile, SignatureUpload
from documents.registers.models import Counter
from documents.signatures.models import Signature, SignatureRequest, SigningCase

__all__ = [
    "AgreementAcceptance",
    "Cosignature",
    "Counter",
    "Document",
    "DocumentFile",
    "DocumentNote",
    "NamedPerson",
    "PostalLetter",
    "ScannedSignature",
    "Signature",
    "SignatureCheck",
    "SignatureFile",
    "SignatureRequest",
    "SignatureUpload",
    "SigningAgreement",
    "SigningCase",
]
