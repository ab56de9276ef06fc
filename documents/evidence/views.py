"""What a stranger takes home to check a paper without us: its dossier, the verifier, the fingerprint of the seal."""

from io import BytesIO

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from documents import seal_key
from documents.evidence import case_files, dossier
from documents.papers.models import Document


@never_cache
@require_safe
def document_dossier(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The dossier, for whoever may have the frozen bytes of the paper."""
    papers = Document.objects.in_full_to(request.user).prefetch_related(
        "files", "named", "signature_requests__signature"
    )
    document = get_object_or_404(papers, pk=pk)
    if not document.is_ready:
        raise Http404
    return _zip(dossier.of_paper(document), dossier.name_of(document))


@never_cache
@require_safe
def case_dossier(request: HttpRequest, kind: str, pk: int) -> HttpResponseBase:
    """The papers of a case, each as whoever asks may have it: what is open to everybody, to a party, to the auditor."""
    known = case_files.kind_of(kind)
    if known is None:
        raise Http404
    subject = get_object_or_404(case_files.rows_of(known, request.user), pk=pk)
    content = case_files.build_for(known, subject, request.user)
    if content is None:
        raise Http404
    return _zip(content, case_files.file_name_of(known, subject))


def _zip(content: bytes, name: str) -> HttpResponseBase:
    return FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type="application/zip")


@never_cache
@require_safe
def seal(request: HttpRequest) -> HttpResponse:
    """Whose seal stands on the papers, by which fingerprint it is known, and how to check a paper without this site."""
    return render(
        request,
        "documents/seal.html",
        {"key": seal_key.present(), "former": seal_key.former(), "schemas": list(dossier.schema_texts())},
    )


@require_safe
@cache_control(public=True, max_age=3600)
def schema(request: HttpRequest, name: str) -> HttpResponse:
    """How a count in the papers, or the manifest of a dossier, is written."""
    text = dossier.schema_texts().get(name)
    if text is None:
        raise Http404
    return HttpResponse(text, content_type="application/schema+json; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=3600)
def rules(request: HttpRequest, fingerprint: str) -> HttpResponse:
    """The rules whose fingerprint stands on papers: the very bytes of which it is the SHA-256."""
    text = dossier.rule_texts({fingerprint}).get(fingerprint)
    if text is None:
        raise Http404
    return HttpResponse(text, content_type="application/json; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=3600)
def verifier(request: HttpRequest) -> HttpResponse:
    """The program itself."""
    headers = {"Content-Disposition": 'attachment; filename="verify.py"'}
    return HttpResponse(dossier.VERIFIER.read_bytes(), content_type="text/x-python; charset=utf-8", headers=headers)
