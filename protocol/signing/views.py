"""Pages of signatures that come with a certificate or on paper: the signer says so, or the office names who has signed by hand."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from casework.acting import act_page, held_capacity, reload_then
from documents.on_paper.actions import OFFICES
from protocol.signatories.actions import is_on_paper
from protocol.signatories.models import Signatory
from protocol.signing import actions
from protocol.signing.forms import NameSignerForm, OtherwiseForm


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sign_otherwise(request: HttpRequest, pk: int) -> HttpResponse:
    """The signer is entered among those who sign the common text; then the file is brought, or the paper is signed by hand."""
    rows = Signatory.objects.visible_to(request.user).select_related("organization", "edition__document", "case")
    signatory = get_object_or_404(rows, pk=pk)
    capacity = held_capacity(request, signatory.signer_key)
    if signatory.status != Signatory.Status.READY or signatory.document is None:
        raise Http404
    upload = reverse("signature_upload", args=[signatory.document.pk])
    about = (
        "Своим сертификатом: скачайте подлинник, подпишите у себя и загрузите файл подписи. На бумаге: подпишите распечатку подлинника и "
        "принесите её в канцелярию, она внесёт скан, а второй сотрудник его сверит. Под общим текстом подписи всех видов равны."
    )
    form = OtherwiseForm(request.POST if request.method == "POST" else None, subject=signatory, by=request.user)
    return act_page(
        request, form, reload_then(actions.ask_otherwise, signatory), capacity=capacity, process=signatory.case.pk,
        back=signatory.get_absolute_url(), then=lambda: upload, title="Подписать сертификатом или на бумаге", about=about,
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def name_signer(request: HttpRequest, pk: int) -> HttpResponse:
    """The office names who has signed on paper for an organisation nobody stands for here, then enters the scan."""
    capacity = held_capacity(request, *OFFICES)
    rows = Signatory.objects.visible_to(request.user).select_related("organization", "edition__document", "case")
    signatory = get_object_or_404(rows, pk=pk)
    if (
        signatory.status != Signatory.Status.READY
        or signatory.document is None
        or not is_on_paper(signatory.organization)
    ):
        raise Http404
    scan = reverse("scan_enter", args=[signatory.document.pk])
    about = (
        f"{signatory.organization.short_name} подписывает на бумаге: под распечаткой того же файла, что и все. Проверьте полномочия "
        "подписавшего; скан внесёте вы, а сверит другой сотрудник."
    )
    form = NameSignerForm(request.POST if request.method == "POST" else None, subject=signatory, by=request.user)
    return act_page(
        request, form, reload_then(actions.name_signer, signatory), capacity=capacity, process=signatory.case.pk,
        back=signatory.get_absolute_url(), then=lambda: scan, title="Подпись под Протоколом на бумаге", about=about,
    )  # fmt: skip
