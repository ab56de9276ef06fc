"""Pages of signatures on paper, for the office: enter one, those that wait for a second person, compare."""

from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework.acting import act_page, held_capacity, reload_then
from documents import files
from documents.on_paper import actions, page
from documents.on_paper.forms import CompareScanForm, EnterScanForm
from documents.papers.models import Document


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a signature with its scan."""
    capacity = held_capacity(request, *actions.OFFICES)
    document = get_object_or_404(Document.objects.visible_to(request.user).prefetch_related("files"), pk=pk)
    if not document.takes_signatures:
        raise Http404
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = EnterScanForm(*posted, subject=document, by=request.user, request=request)
    return act_page(
        request, form, partial(actions.enter, document), capacity=capacity, back=document.get_absolute_url(),
        then=lambda: reverse("scans"), title=f"Подпись на бумаге: документ № {document.number}",
        template="documents/on_paper/enter.html", document=document,
    )  # fmt: skip


@never_cache
@login_required
@require_safe
def scans(request: HttpRequest) -> HttpResponse:
    """Those that wait for a second person."""
    held_capacity(request, *actions.OFFICES)
    return render(request, "documents/on_paper/scans.html", {"scans": page.waiting_for(request.user)})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """Compare a scan with the paper and say what it shows."""
    capacity = held_capacity(request, *actions.OFFICES)
    scan = get_object_or_404(page.known_to(request.user), pk=pk)
    template, back = "documents/on_paper/compare.html", reverse("scans")
    shown: dict[str, Any] = {
        "title": f"Сверить подпись на бумаге: документ № {scan.request.document.number}",
        "scan": scan,
    }
    is_mine = request.user.pk in (scan.entered_by_id, scan.request.person_id)
    if scan.rejected_at or scan.request.is_signed or is_mine:
        if request.method == "POST":
            raise Http404
        return render(request, template, {**shown, "back": back})
    form = CompareScanForm(request.POST if request.method == "POST" else None, subject=scan, by=request.user)
    return act_page(
        request, form, reload_then(actions.compare, scan), capacity=capacity, back=back, template=template, **shown
    )  # fmt: skip


@never_cache
@login_required
@require_safe
def scan_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The scan, for the office and for whoever is said to have signed."""
    scan = get_object_or_404(page.known_to(request.user), pk=pk)
    if scan.request.person_id != request.user.pk:
        held_capacity(request, *actions.OFFICES)
    return files.download(scan)
