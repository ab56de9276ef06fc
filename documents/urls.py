"""Addresses of paper. `/v/<code>` is printed on papers: it must answer for ever."""

from datetime import date
from typing import Any

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from casework.basket_pages import basket_page
from documents import views
from documents.checkpoints import views as checkpoints
from documents.evidence import views as evidence
from documents.on_paper import views as on_paper
from documents.papers.files import DocumentFile
from documents.qualified import views as qualified
from documents.retention import views as retention


class RoleConverter(StringConverter):
    """A file of a paper."""

    regex = "|".join(DocumentFile.Role.values)


class DayConverter(StringConverter):
    """A day, 2026-10-05."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> Any:
        """Raises ValueError for what is no day of the calendar: such an address does not exist."""
        return date.fromisoformat(value)


register_converter(RoleConverter, "document_role")
register_converter(DayConverter, "day")

urlpatterns = [
    path("v/", views.check, name="check"),
    path("v/seal/", evidence.seal, name="seal"),
    path("v/trust/", qualified.trusted, name="trusted_centres"),
    path("v/verify.py", evidence.verifier, name="verifier"),
    path("journal/checkpoints/", checkpoints.checkpoint_list, name="checkpoints"),
    path("journal/checkpoints/feed.atom", checkpoints.checkpoint_feed, name="checkpoint_feed"),
    path("journal/checkpoints/<day:day>.note", checkpoints.checkpoint_note, name="checkpoint_note"),
    path("journal/checkpoints/<day:day>/cosign/", checkpoints.checkpoint_cosign, name="checkpoint_cosign"),
    path("journal/since/<int:size>.json", checkpoints.checkpoint_growth, name="checkpoint_growth"),
    path("schemas/<slug:name>.json", evidence.schema, name="schema"),
    path("rules/<slug:fingerprint>.json", evidence.rules, name="rules"),
    path("v/<path:code>/", views.check_document, name="check_document"),
    path("documents/", views.documents, name="documents"),
    path("nomenclature/", retention.nomenclature, name="nomenclature"),
    path("nomenclature/<slug:register>/inventory/", retention.inventory, name="case_inventory"),
    path("documents/signing-agreement/", views.signing_agreement, name="signing_agreement"),
    path("documents/signing/", basket_page, {"page": "signing"}, name="signing"),
    path("documents/failed/", views.failed, name="documents_failed"),
    path("documents/signatures/unchecked/", qualified.unchecked, name="signatures_unchecked"),
    path("documents/signatures/<int:pk>/again/", qualified.check_again, name="signature_check_again"),
    path("documents/signatures/files/<int:pk>/", qualified.part, name="signature_file"),
    path("documents/on-paper/", on_paper.scans, name="scans"),
    path("documents/on-paper/<int:pk>/", on_paper.compare, name="scan_compare"),
    path("documents/on-paper/<int:pk>/file/", on_paper.scan_file, name="scan_file"),
    path("documents/<int:pk>/on-paper/", on_paper.enter, name="scan_enter"),
    path("documents/<int:pk>/signature/", qualified.bring, name="signature_upload"),
    path("documents/<int:pk>/", views.document, name="document"),
    path("documents/<int:pk>/again/", views.make_again, name="document_again"),
    path("documents/<int:pk>/dossier.zip", evidence.document_dossier, name="document_dossier"),
    path("documents/cases/<slug:kind>/<int:pk>/dossier.zip", evidence.case_dossier, name="case_dossier"),
    path("documents/<int:pk>/pages/<int:number>.png", views.document_page, name="document_page"),
    path("documents/<int:pk>/<document_role:role>/", views.document_file, name="document_file"),
]
