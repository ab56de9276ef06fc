"""Pages of negotiations that are no steps of a flow: the desk, a case, the acts outside its course."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework import chart, door, roles
from casework.acting import act_page, afresh
from casework.forms import AskForm
from casework.pages import keyset
from negotiations.agreements import page as agreements_page
from negotiations.consents import actions as consents
from negotiations.consents.forms import ConsentForm
from negotiations.contributions import page as contributions_page
from negotiations.moderation import actions as moderation
from negotiations.moderation.forms import AcceptModerationForm
from negotiations.parties.forms import ProposePartiesForm
from negotiations.talks import actions, forms, page, suspending
from negotiations.talks.flow import NegotiationFlow
from negotiations.talks.models import Negotiation
from programme.access import holds, keys_of

PAGE = 25
OFFICES = (roles.PLATFORM_SECRETARY, roles.MODERATOR, roles.AUDITOR)


@never_cache
@login_required
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """The cases a moderator leads, or all of them for the secretariat."""
    if not holds(request.user, *OFFICES):
        raise PermissionDenied
    rows = Negotiation.objects.open_to(request.user).select_related("proposal__organization", "platform", "moderator")
    if not holds(request.user, roles.PLATFORM_SECRETARY, roles.AUDITOR):
        rows = rows.filter(Q(moderator=request.user.pk) | Q(candidate=request.user.pk))
    cases, older = keyset(rows, request.GET.get("before", ""), PAGE)
    context = {"cases": cases, "older": older}
    return render(request, "negotiations/talks/desk.html", context)


def _case(request: HttpRequest, pk: int) -> Negotiation:
    rows = Negotiation.objects.visible_to(request.user).select_related(
        "proposal__organization", "platform__operator", "moderator", "candidate", "process__regulation", "conclusion"
    )
    return get_object_or_404(rows, pk=pk)


@never_cache
@require_safe
def negotiation(request: HttpRequest, pk: int) -> HttpResponse:
    """A case: everybody sees about what, between whom and how it stands; those inside see its course."""
    negotiation = _case(request, pk)
    is_inside = Negotiation.objects.open_to(request.user).filter(pk=pk).exists()
    papers = page.documents(negotiation, request.user)
    context = {
        "negotiation": negotiation,
        "proposal": negotiation.proposal,
        "is_inside": is_inside,
        "steps": page.steps_of(negotiation),
        "sectors": page.sectors(negotiation, is_inside),
        "rounds": page.rounds(negotiation, is_inside, papers),
        "positions": page.positions(negotiation, request.user),
        "moves": page.moves(negotiation),
        "my_tasks": page.my_tasks(negotiation, request.user),
        "acts": page.acts(negotiation, request.user) if is_inside else [],
        "consents": page.consents(negotiation) if is_inside else [],
        "timeline": page.timeline(negotiation, papers, is_inside),
        "documents": papers,
        "party": negotiation.party_of(request.user),
        "package": contributions_page.page(negotiation, request.user) if is_inside else None,
        "agreements": agreements_page.attempts(negotiation, request.user),
        "picture": chart.svg(NegotiationFlow, negotiation.process.pk),
        "picture_steps": chart.steps(NegotiationFlow, negotiation.process.pk),
    }
    return render(request, "negotiations/talks/negotiation.html", context)


def _act(
    request: HttpRequest, negotiation: Negotiation, capacity: str, form_class: type[AskForm], action: Any, title: str, about: str
) -> HttpResponse:  # fmt: skip
    """The page of an act in a case."""
    form = form_class(request.POST or None, subject=negotiation, by=request.user)
    return act_page(
        request, form, afresh(action, negotiation), process=negotiation.process.pk, capacity=capacity, back=negotiation.get_absolute_url(),
        title=title, about=about,
    )  # fmt: skip


def _inside(request: HttpRequest, pk: int) -> Negotiation:
    """A case whose course the person follows; for others the acts do not exist."""
    negotiation = _case(request, pk)
    if not Negotiation.objects.open_to(request.user).filter(pk=pk).exists():
        raise Http404
    return negotiation


def _as(person: Any, *addressees: str) -> str:
    """The capacity in which the person acts, or a refusal."""
    held = next((key for key in addressees if key and key in keys_of(person)), "")
    if not held:
        raise PermissionDenied
    return door.capacity_in(person, held)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """NG-03: the initiator proposes parties."""
    negotiation = _inside(request, pk)
    capacity = _as(request.user, negotiation.proposal.member_key)
    about = "Модератор увидит ваше предложение, когда будет приглашать стороны; решает он."
    return _act(
        request,
        negotiation,
        capacity,
        ProposePartiesForm,
        actions.propose_parties,
        "Предложить стороны",
        about,
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """NG-31."""
    negotiation = _inside(request, pk)
    capacity = _as(request.user, negotiation.proposal.signer_key)
    about = "Отменить переговоры можно, пока стороны не утверждены. Возобновить их можно будет один раз."
    return _act(
        request, negotiation, capacity, forms.CancelForm, actions.cancel_negotiations, "Отменить переговоры", about
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest, pk: int) -> HttpResponse:
    """An essential party agrees to a short notice, an extension or a stop."""
    negotiation = _inside(request, pk)
    party = negotiation.party_of(request.user)
    if party is None:
        raise PermissionDenied
    capacity = _as(request.user, party.signer_key, party.member_key)
    about = "Согласие действует один раз и нужно от каждой обязательной стороны."
    return _act(request, negotiation, capacity, ConsentForm, consents.consent, "Дать согласие", about)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    """The extension, once."""
    negotiation = _inside(request, pk)
    capacity = _as(request.user, negotiation.moderator_key)
    about = f"Срок переговоров сейчас — до {negotiation.ends_on:%d.%m.%Y}. Нужно согласие всех обязательных сторон."
    return _act(request, negotiation, capacity, forms.ExtendForm, actions.extend, "Продлить переговоры", about)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def suspend(request: HttpRequest, pk: int) -> HttpResponse:
    """NG-26."""
    negotiation = _inside(request, pk)
    capacity = _as(request.user, negotiation.moderator_key)
    about = "Все сроки дела остановятся. Возобновить его вы сможете раньше, а в назначенный день оно возобновится само."
    return _act(
        request, negotiation, capacity, forms.SuspendForm, suspending.suspend, "Приостановить переговоры", about
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """NG-24 while the text is agreed or signed."""
    negotiation = _inside(request, pk)
    capacity = _as(request.user, negotiation.moderator_key)
    about = "Дело закрывается по заявлению обязательной стороны. Текст соглашения теряет силу, зарезервированный номер аннулируется."
    return _act(
        request,
        negotiation,
        capacity,
        forms.CloseCaseForm,
        actions.close_without_agreement,
        "Закрыть без соглашения",
        about,
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def succeed(request: HttpRequest, pk: int) -> HttpResponse:
    """NG-02 for whoever comes in the place of another moderator."""
    negotiation = _inside(request, pk)
    if (
        negotiation.candidate_id != request.user.pk
        or negotiation.moderator_id in (None, request.user.pk)
        or negotiation.is_over
    ):
        raise PermissionDenied
    about = (
        "Заявите, что не связаны со сторонами: с этой минуты дело и все его шаги ваши. Или откажитесь с объяснением."
    )
    return _act(
        request,
        negotiation,
        "назначенный модератор",
        AcceptModerationForm,
        moderation.succeed,
        "Принять дело",
        about,
    )
