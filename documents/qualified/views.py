"""Pages of signatures with a certificate: bring one, what could not be checked, whom the city trusts."""

from functools import partial
from io import BytesIO
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework import roles
from casework.acting import act_page, held_capacity, reload_then
from documents.papers.models import Document
from documents.qualified import actions, page, trust
from documents.qualified.forms import BringSignatureForm, CheckAgainForm
from documents.qualified.models import SignatureFile, SignatureUpload


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest, pk: int) -> HttpResponse:
    """Download, sign at home, bring the file: only for whoever is asked to sign the paper."""
    papers = Document.objects.visible_to(request.user).prefetch_related("files", "named")
    document = get_object_or_404(papers, pk=pk)
    asked = page.request_of(document, request.user)
    if asked is None or not document.is_ready:
        raise Http404
    template, back = "documents/qualified/bring.html", document.get_absolute_url()
    shown: dict[str, Any] = {
        "title": f"Подписать своим сертификатом: документ № {document.number}", "document": document, "asked": asked,
        "uploads": page.uploads_of(asked),
    }  # fmt: skip
    if not document.takes_signatures or asked.is_signed or asked.refused_at or asked.is_under_a_number:
        if request.method == "POST":
            raise Http404
        return render(request, template, {**shown, "back": back})
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    initial = BringSignatureForm.initial_for(asked)
    form = BringSignatureForm(*posted, subject=asked, by=request.user, request=request, initial=initial)
    here = reverse("signature_upload", args=[document.pk])
    return act_page(
        request, form, reload_then(actions.bring, asked), capacity="лично", back=back, then=lambda: here, template=template, **shown
    )  # fmt: skip


@never_cache
@login_required
@require_safe
def unchecked(request: HttpRequest) -> HttpResponse:
    """What could not be checked, and what the office does about it; where the means of checking contradict each other, an incident."""
    held_capacity(request, *actions.OFFICES)
    return render(request, "documents/qualified/unchecked.html", {"checks": page.unchecked()})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def check_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Have an upload checked once more."""
    capacity = held_capacity(request, *actions.OFFICES)
    upload = get_object_or_404(
        SignatureUpload.objects.select_related("request__document").prefetch_related("checks"), pk=pk
    )
    form = CheckAgainForm(request.POST if request.method == "POST" else None, subject=upload, by=request.user)
    return act_page(
        request, form, partial(actions.check_again, upload), capacity=capacity, back=reverse("signatures_unchecked"),
        title="Проверить подпись ещё раз", template="documents/qualified/check_again.html", upload=upload,
    )  # fmt: skip


@never_cache
@login_required
@require_safe
def part(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The bytes of what was brought: the certificate in it has numbers of a person, so it is for that person and the office only."""
    row = get_object_or_404(SignatureFile.objects.select_related("upload__request"), pk=pk)
    if row.upload.request.person_id != request.user.pk:
        held_capacity(request, *actions.OFFICES, roles.AUDITOR)
    response = FileResponse(
        BytesIO(row.content), as_attachment=True, filename=row.name, content_type="application/octet-stream"
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


@never_cache
@require_safe
def trusted(request: HttpRequest) -> HttpResponse:
    """The certification centres that the city trusts, with the days of their lists of revoked certificates."""
    return render(request, "documents/qualified/trusted.html", {"centres": trust.centres()})
