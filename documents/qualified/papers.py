"""The protocol of a check on paper (domain 5.4, point 9)."""

from typing import Any

from casework import roles
from documents.papers.issuing import issue
from documents.papers.models import Document
from documents.qualified.checking import Report
from documents.qualified.models import SignatureUpload
from documents.registers.kinds import Kind


def issue_protocol(upload: SignatureUpload, report: Report, *, looked_up: str, by: Any) -> Document:
    """What was checked, by which means, and what came out; open to the signatory and to whoever reads the signed paper."""
    request, document = upload.request, upload.request.document
    signed = {
        "paper": str(document), "title": document.title, "sha256": upload.document_hash, "signatory": request.recorded_name,
        "role": request.role, "received_at": upload.received_at,
        "files": [{"title": row.get_role_display(), "name": row.name, "sha256": row.sha256} for row in upload.files.order_by("pk")],
    }  # fmt: skip
    return issue(
        kind=Kind.SIGNATURE_CHECK, register="signature_checks", template="documents/pdf/signature_check.html",
        title=f"Подпись под документом № {document.number}: {report.result.label}",
        snapshot={"signed": signed, "result": report.result, "result_words": report.result.label, "looked_up": looked_up, "report": report.facts},
        readers=[request.addressee, *document.readers, roles.CLERK, roles.ADMIN], closed_to=document.closed_to, by=by,
    )  # fmt: skip
