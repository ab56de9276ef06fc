"""Pages of signatories: the public register, one signatory, invitation, accession."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework.acting import act_page
from casework.pages import moves, open_steps, own_steps
from casework.views import start_page
from documents.on_paper.actions import OFFICES
from programme.access import keys_of
from programme.models import Sector
from protocol.acting import ASK, capacity_of
from protocol.departures import actions as departures
from protocol.editions.models import ProtocolEdition
from protocol.measures.flow import PROPOSERS
from protocol.roles import CUSTODIANS, CUSTODY
from protocol.signatories import actions, counting, forms, page, picture
from protocol.signatories.flow import SignatoryFlow
from protocol.signatories.models import ON_THE_SHEET, Signatory


@require_safe
def signatories(request: HttpRequest) -> HttpResponse:
    """The public register: a picture of the round table, signatories by sector, who has left."""
    edition = page.edition_asked(request)
    context: dict[str, Any] = {
        "edition": edition,
        "may_invite": bool(set(CUSTODIANS) & set(keys_of(request.user))),
    }
    if edition:
        rows = (
            Signatory.objects.under(edition)
            .filter(status__in=ON_THE_SHEET)
            .select_related("organization", "edition", "signature")
        )
        rows = rows.prefetch_related("reservations__article_text").order_by("signed_at", "pk")
        present = [row for row in rows if row.is_participating]
        count = counting.count(edition)
        context |= {
            "count": count,
            "arcs": picture.arcs(count),
            "sectors": [(sector, [row for row in present if row.sector == sector]) for sector in Sector],
            "gone": [row for row in rows if not row.is_participating],
            "editions": ProtocolEdition.objects.filter(opened_for_signature_at__isnull=False).order_by("-number"),
            "is_signable": edition.status in actions.OPEN,
            "thinking": page.thinking(request, edition),
        }
    return render(request, "protocol/signatories/signatories.html", context)


@never_cache
@require_safe
def signatory(request: HttpRequest, pk: int) -> HttpResponse:
    """A signatory's page: where it stands, its signature, reservations, commitments and reports."""
    rows = Signatory.objects.visible_to(request.user).select_related(
        "organization", "edition", "signature__request__person", "certificate", "invitation", "case"
    )
    signatory = get_object_or_404(rows, pk=pk)
    keys = set(keys_of(request.user))
    is_inside = bool(keys & {signatory.member_key, *CUSTODY})
    departure = departures.open_departure(signatory)
    cases = [
        signatory.case.pk,
        *signatory.measures.values_list("case", flat=True),
        *signatory.reports.values_list("case", flat=True),
    ]
    cases += [departure.case.pk] if departure else []
    waitings = list(open_steps(*cases)) if is_inside else []
    reservations = signatory.reservations.select_related("article_text", "item")
    context = {
        "signatory": signatory,
        "is_inside": is_inside,
        "moves": moves(waitings),
        "my_tasks": own_steps(waitings, keys),
        "departure": departure,
        "reservations": reservations if is_inside else reservations.filter(outcome="accepted"),
        "commitments": signatory.commitments.prefetch_related("lines__report"),
        "numbers": {text.article_id: text for text in signatory.edition.living_texts},
        "reports": signatory.reports.exclude(submitted_at=None).prefetch_related("lines"),
        "documents": page.papers_of(signatory, request.user),
        "measures": signatory.measures.exclude(outcome="").exclude(outcome="dropped").select_related("item"),
        "timeline": page.timeline_of(signatory, is_inside),
        "may_sign": signatory.signer_key in keys and signatory.is_participating,
        "may_enter_hand": signatory.status == "ready"
        and bool(keys & set(OFFICES))
        and actions.is_on_paper(signatory.organization),
        "may_complain": signatory.is_participating,
        "may_propose_measure": signatory.is_participating and bool(keys & set(PROPOSERS)),
    }
    return render(request, "protocol/signatories/signatory.html", context)


@never_cache
@login_required
@require_http_methods(ASK)
def accession(request: HttpRequest) -> HttpResponse:
    """KS-01: apply for accession."""
    return start_page(request, SignatoryFlow.accede, {"edition": page.current_edition()})


@never_cache
@login_required
@require_http_methods(ASK)
def invite(request: HttpRequest) -> HttpResponse:
    """KS-01: the custodian invites."""
    capacity = capacity_of(request, *CUSTODIANS)
    edition = ProtocolEdition.objects.filter(status__in=actions.OPEN).order_by("-number").first()
    if edition is None:
        return render(request, "protocol/nothing_to_sign.html")
    form = forms.InviteForm(request.POST or None, subject=edition, by=request.user)

    def perform(*, by: Any, **answers: Any) -> None:
        actions.invite(ProtocolEdition.objects.get(pk=edition.pk), by=by, **answers)

    about = f"{edition}. Каждая организация получит письмо и задачу: прочитать текст и ответить."
    return act_page(
        request, form, perform, process=edition.case.pk, capacity=capacity, back=reverse("signatories"),
        title="Пригласить подписать Протокол", about=about,
    )  # fmt: skip
