"""Who was asked to sign, in the words that a certificate uses; organisations are known to the rooms above (`signer_facts` of an AppConfig)."""

from django.utils.module_loading import import_string

from casework.rooms import announced
from documents.qualified.owner import Expected
from documents.signatures.models import SignatureRequest


def expected_of(request: SignatureRequest) -> Expected:
    """The name of the person; with the numbers of the organisation where they sign for it."""
    firm: dict[str, str] = {}
    for _, name in announced("signer_facts"):
        firm = import_string(name)(request.capacity)
    return Expected(request.person.get_full_name(), **firm)
