"""Pages of an agreement: its text, who has agreed, what is disputed; asking for an additional agreement."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework.acting import act_page, reload_then
from casework.forms import AskForm
from casework.models import Waiting
from documents.models import Document
from negotiations.agreements import snapshots
from negotiations.agreements.models import ContributionAgreement
from negotiations.parties.speaking import capacity_of, spoken_parties
from negotiations.supplements import actions as supplements
from negotiations.supplements.forms import AmendForm, TerminateForm, WriteOffForm
from negotiations.talks.models import Negotiation
from programme.access import Visitor, keys_of

KINDS = {"in_force": "ok", "round": "warn", "dropped": "bad", "": "info"}


def _readable(request: HttpRequest, pk: int) -> tuple[ContributionAgreement, bool]:
    """The agreement, for those who follow the negotiation; for everybody once it is in force."""
    agreement = get_object_or_404(ContributionAgreement.objects.select_related("case__proposal", "document"), pk=pk)
    is_inside = Negotiation.objects.open_to(request.user).filter(pk=agreement.case_id).exists()
    if not is_inside and agreement.outcome != "in_force":
        raise Http404
    return agreement, is_inside


@never_cache
@require_safe
def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """The text, the visas, the disagreements, the papers."""
    agreement, is_inside = _readable(request, pk)
    visas = {
        visa.party_id: visa for visa in agreement.endorsements.filter(edition=agreement.edition).select_related("by")
    }
    keys = set(keys_of(request.user))
    waitings = (
        list(Waiting.objects.open().filter(process__in=_processes(agreement)).order_by("pk")) if is_inside else []
    )
    state = agreement.get_outcome_display() if agreement.outcome else agreement.case.get_status_display().lower()
    if agreement.outcome == "in_force" and agreement.ended_at:
        state = agreement.case.get_status_display().lower()
    context = {
        "agreement": agreement,
        "state": state,
        "kind": KINDS[agreement.outcome],
        "sections": snapshots.sections(agreement),
        "visas": [(party, visas.get(party.pk)) for party in agreement.case.sides()] if is_inside else [],
        "disagreements": agreement.disagreements.select_related("party__organization", "clause") if is_inside else [],
        "papers": _papers(agreement, request.user),
        "moves": waitings,
        "tasks": [waiting for waiting in waitings if waiting.is_of(keys)],
        "may_change": agreement.outcome == "in_force"
        and not agreement.ended_at
        and bool(spoken_parties(agreement.case, request.user)),
    }
    return render(request, "negotiations/agreements/agreement.html", context)


def _processes(agreement: ContributionAgreement) -> list[int]:
    rows = agreement.supplements.filter(applied_at=None, dropped_at=None).values_list("process", flat=True)
    process = getattr(agreement, "process", None)
    return [*([process.pk] if process else []), *(pk for pk in rows if pk)]


def _papers(agreement: ContributionAgreement, person: Visitor) -> list[Document]:
    wanted = Q(pk__in=agreement.papers.values("document")) | Q(pk__in=agreement.supplements.values("document"))
    wanted |= Q(pk__in=[pk for pk in (agreement.matrix_id, agreement.disagreements_paper_id) if pk])
    return list(Document.objects.visible_to(person).filter(wanted).order_by("-pk"))


ACTS: dict[str, tuple[type[AskForm], str, str]] = {
    "amend": (
        AmendForm,
        "Изменить условия вклада",
        "Дополнительное соглашение подпишут даритель, получатель и стороны, чьи вклады зависят от этого.",
    ),
    "write_off": (
        WriteOffForm,
        "Списать вклад по согласию",
        "Списание вступит в силу, когда его подпишут даритель и получатель.",
    ),
    "terminate": (
        TerminateForm,
        "Расторгнуть соглашение",
        "Расторжение подписывают все обязательные стороны. Если вклад, обещанный вам, просрочен больше чем на 90 дней, достаточно вашей подписи.",
    ),
}


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """NG-28, CB-13, NG-30: a party asks for an additional agreement."""
    agreement, is_inside = _readable(request, pk)
    if agreement.outcome != "in_force" or agreement.ended_at:
        raise Http404
    capacity = capacity_of(spoken_parties(agreement.case, request.user), request.user)
    if not is_inside or not capacity:
        raise PermissionDenied
    form_class, title, about = ACTS[verb]
    form = form_class(request.POST if request.method == "POST" else None, subject=agreement, by=request.user)
    return act_page(
        request, form, reload_then(supplements.open_supplement, agreement), process=agreement.process.pk, capacity=capacity,
        back=agreement.get_absolute_url(), title=title, about=about,
    )  # fmt: skip
