"""Pages about paper: the check page everybody may open, the public register, a paper's card, its files."""

from io import BytesIO
from typing import Any

from csp.decorators import csp_replace
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casework import door
from casework.acting import act_page, reload_then
from casework.forms import AskForm
from casework.models import Waiting
from casework.reader import reader_of
from casework.searching import asked as typed
from casework.views import token_of
from documents import archive, codes, previews, searching
from documents.agreement import actions as agreement_actions
from documents.agreement import texts
from documents.agreement.forms import JoinAgreementForm
from documents.agreement.models import AgreementAcceptance, SigningAgreement
from documents.custody import keepers
from documents.evidence import case_files
from documents.papers import issuing
from documents.papers.files import DocumentFile
from documents.papers.models import Document
from documents.retention.page import keeping
from documents.signatures.identity import missing_identity
from documents.tasks import SECRETARIAT
from documents.uploads import NotKept
from journal.models import Entry
from journal.record import key

MAX_BYTES = 50 * 1024 * 1024  # no paper of ours is anywhere near it


def _unknown(request: HttpRequest) -> HttpResponse:
    """One and the same answer to unknown and malformed codes (I-40): nothing of what was asked for is repeated in it."""
    request.path = request.path_info = reverse("check")
    request.META["QUERY_STRING"] = ""
    return render(request, "documents/unknown.html", status=404)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Find a paper by its code or number, or by the bytes of a file."""
    if request.method == "POST":
        return _check_file(request)
    asked = typed(request.GET)
    if not asked:
        return render(request, "documents/check.html")
    if document := Document.objects.answering().filter(code=codes.read(asked)).first():
        return redirect(document.check_path)
    papers = searching.by_number(asked, request.user)
    if len(papers) == 1:
        return redirect(papers[0].check_path)
    return render(request, "documents/check.html", {"papers": papers, "asked": asked}, status=200 if papers else 404)


def _check_file(request: HttpRequest) -> HttpResponse:
    """An upload is hashed as a stream and forgotten; it is never opened, never stored (I-39)."""
    upload = request.FILES.get("file")
    if upload is None or upload.size is None or upload.size > MAX_BYTES:
        message = (
            "Выберите файл, который нужно проверить." if upload is None else "Файл слишком велик: таких документов нет."
        )
        return render(request, "documents/check.html", {"file_error": message, "has_errors": True}, status=422)
    if isinstance(upload, NotKept):
        message = "На сервере сейчас нет места, чтобы принять файл для сверки. Попробуйте позже."
        return render(request, "documents/check.html", {"file_error": message, "has_errors": True}, status=507)
    digest = archive.hash_of(upload.chunks())
    file = DocumentFile.objects.filter(sha256=digest).exclude(role=DocumentFile.Role.SNAPSHOT).first()
    context = {"file": file, "name": upload.name, "sha256": digest, "document": file.document if file else None}
    return render(request, "documents/compared.html", context)


@never_cache
@require_safe
def check_document(request: HttpRequest, code: str) -> HttpResponse:
    """What stands behind a QR code. The page shows only what 4.3 agrees to show."""
    papers = Document.objects.answering().prefetch_related("files", "named", "signature_requests__signature")
    document = papers.filter(code=codes.read(code)).first()
    if document is None:
        return _unknown(request)
    may_open = Document.objects.visible_to(request.user).filter(pk=document.pk).exists()
    files = _open_files(document, request.user) if may_open else {"files": []}
    cases = case_files.links_to(document, request.user) if may_open else []
    context = {"document": document, "may_open": may_open, "note": document.note, "cases": cases, **files}
    response = render(request, "documents/check_document.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """The public register: search by number or words of the title, kind, year; newest first, a keyset page at a time."""
    search = searching.Search.of(request.GET)
    page, older = search.page(Document.objects.in_the_register())
    context = {"documents": page, "search": search, "next_url": search.address(older) if older else ""}
    return render(request, "documents/documents.html", context)


@never_cache
@require_safe
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """A paper for those who may read it: requisites, signatures, files; its history for those it concerns."""
    papers = Document.objects.visible_to(request.user).prefetch_related(
        "files", "named", "signature_requests__signature"
    )
    document = get_object_or_404(papers.select_related("supersedes", "superseded_by"), pk=pk)
    context: dict[str, Any] = {
        "document": document,
        "keeping": keeping(document),
        **_open_files(document, request.user),
    }
    if request.user.is_authenticated:
        mine = Waiting.objects.open().of(request.user).filter(process__signingcase__document=document)
        is_on_paper = document.takes_signatures
        office = is_on_paper and not set(SECRETARIAT).isdisjoint(reader_of(request).capacity_keys())
        context |= {
            "may_enter_scan": office,
            "events": Entry.objects.filter(subject=key(document)).order_by("-id"),
            "waiting": mine.first(),
        }
    return render(request, "documents/document.html", context)


def _open_files(document: Document, user: Any) -> dict[str, Any]:
    """The files somebody may have; if some are kept from them, the pages are those of the copy without names."""
    everything = list(document.files.all())
    if not document.gives_away:
        return {"files": everything, "page_numbers": document.page_numbers}
    copy = document.public_copy
    if Document.objects.in_full_to(user).filter(pk=document.pk).exists():
        return {"files": everything, "page_numbers": document.page_numbers}
    pages = range(1, (copy.pages if copy else 0) + 1)
    return {"files": [copy] if copy else [], "page_numbers": pages, "is_nameless": True}


def _file(request: HttpRequest, pk: int, role: str) -> DocumentFile:
    is_nameless = role == DocumentFile.Role.PUBLIC
    may = Document.objects.visible_to(request.user) if is_nameless else Document.objects.in_full_to(request.user)
    papers = may.filter(pk=pk)
    return get_object_or_404(DocumentFile.objects.select_related("document"), document__in=papers, role=role)


@require_safe
@cache_control(private=True, no_cache=True)
@csp_replace({"default-src": ["'none'"], "sandbox": []})  # type: ignore[arg-type]
def document_file(request: HttpRequest, pk: int, role: str) -> HttpResponseBase:
    """Frozen bytes, as an attachment: never shown inside a page of ours."""
    file = _file(request, pk, role)
    name = f"{file.document.get_kind_display()} {file.document.number}".replace("/", "-")
    mark = {"rendition": " с отметками", "snapshot": " данные", "public": " без имён"}.get(role, "")
    content = BytesIO(archive.verified(file.path, file.sha256))
    kind = "application/json" if file.suffix == "json" else "application/pdf"
    response = FileResponse(content, as_attachment=True, filename=f"{name}{mark}.{file.suffix}", content_type=kind)
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
@cache_control(private=True, max_age=86400, immutable=True)
def document_page(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A page of the original as a picture; for everybody a page of the copy without names, if the original says too much."""
    is_open = Document.objects.in_full_to(request.user).filter(pk=pk).exists()
    file = _file(request, pk, DocumentFile.Role.ORIGINAL if is_open else DocumentFile.Role.PUBLIC)
    try:
        return HttpResponse(previews.picture(file.sha256, number), content_type="image/png")
    except IndexError:
        raise Http404 from None


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def signing_agreement(request: HttpRequest) -> HttpResponse:
    """The agreement on the simple electronic signature: read, joined once, then shown with the number of the acceptance."""
    text, acceptance = texts.text(), AgreementAcceptance.of(request.user)
    agreement = SigningAgreement.objects.filter(version=text.version).select_related("document").first()
    context: dict[str, Any] = {"text": text, "acceptance": acceptance, "agreement": agreement, "title": text.title}
    back = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = reverse("inbox")
    if acceptance:
        return render(request, "documents/signing_agreement.html", {**context, "back": back})
    context["lacking"] = missing_identity(request.user, request.get_full_path())
    posted = request.POST if request.method == "POST" else None
    form = JoinAgreementForm(posted, by=request.user, request=request, initial={"seen_hash": text.sha256})
    return act_page(
        request, form, agreement_actions.join_agreement, capacity="лично", back=back, template="documents/signing_agreement.html", **context
    )  # fmt: skip


def _only_secretariat(request: HttpRequest) -> None:
    if set(SECRETARIAT).isdisjoint(reader_of(request).capacity_keys()):
        raise Http404


@never_cache
@login_required
@require_safe
def failed(request: HttpRequest) -> HttpResponse:
    """Papers whose making has been given up, each with a button "again"."""
    _only_secretariat(request)
    context = {"documents": Document.objects.failed().order_by("failed_at"), "damaged": keepers.known_damage()}
    return render(request, "documents/failed.html", context)


@login_required
@require_POST
def make_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a paper made once more; a second click finds nothing to do."""
    _only_secretariat(request)
    document = get_object_or_404(Document, pk=pk)
    form = AskForm({}, by=request.user)
    again = reload_then(issuing.make_again, document)
    capacity = next(filter(None, (door.capacity_in(request.user, office) for office in SECRETARIAT)))
    if form.is_valid() and door.act(
        None, by=request.user, capacity=capacity, form=form, token=token_of(request), action=again
    ):
        messages.success(request, f"Документ № {document.number} отправлен на формирование.")
    else:
        messages.info(request, " ".join(str(error) for error in form.non_field_errors()))
    return redirect("documents_failed")
