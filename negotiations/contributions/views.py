"""Pages of contributions that are no steps of a flow: the package, a contribution with its course, the acts at the table, the network."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casework import door
from casework.acting import act_page
from casework.forms import AskForm
from casework.models import Waiting
from documents import files
from journal.models import Entry
from journal.record import key
from negotiations.agreements.models import ContributionAgreement
from negotiations.contributions import actions, forms, page, pictures
from negotiations.contributions.kinds import HELP
from negotiations.contributions.models import Contribution, ContributionCondition
from negotiations.delivery.models import DeliveryEvidence
from negotiations.parties.speaking import capacity_of, spoken_parties
from negotiations.talks.models import Negotiation
from programme.access import Visitor, keys_of
from programme.models import Organization


def _readable(request: HttpRequest, pk: int) -> Negotiation:
    """The negotiation, for those who follow it; for everybody when its agreement is in force."""
    negotiation = get_object_or_404(Negotiation.objects.visible_to(request.user).select_related("proposal"), pk=pk)
    is_public = negotiation.agreements.in_force().exists()
    if not is_public and not Negotiation.objects.open_to(request.user).filter(pk=pk).exists():
        raise Http404
    return negotiation


@never_cache
@require_safe
def package_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The grid of the package."""
    negotiation = _readable(request, pk)
    context = {"negotiation": negotiation, "package": page.page(negotiation, request.user)}
    return render(request, "negotiations/contributions/package.html", context)


@never_cache
@require_safe
def package_now(request: HttpRequest, pk: int) -> HttpResponse:
    """The living part of the grid."""
    negotiation = _readable(request, pk)
    return render(
        request,
        "negotiations/contributions/_package.html",
        {"negotiation": negotiation, "package": page.page(negotiation, request.user), "is_part": True},
    )


def _as_party(request: HttpRequest, pk: int) -> tuple[Negotiation, str]:
    negotiation = get_object_or_404(Negotiation.objects.open_to(request.user).select_related("proposal"), pk=pk)
    capacity = capacity_of(spoken_parties(negotiation, request.user), request.user)
    if not capacity:
        raise PermissionDenied
    return negotiation, capacity


@never_cache
@login_required
@require_safe
def offer_kinds(request: HttpRequest, pk: int) -> HttpResponse:
    """What may be given: choose a kind."""
    negotiation, _ = _as_party(request, pk)
    return render(
        request, "negotiations/contributions/offer_kinds.html", {"negotiation": negotiation, "kinds": HELP.values()}
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """CB-01."""
    negotiation, capacity = _as_party(request, pk)
    if kind not in HELP:
        raise Http404
    form = forms.OfferForm(request.POST or None, subject=negotiation, by=request.user, kind=kind)
    perform = lambda by, **answers: actions.offer(negotiation, by=by, **answers)  # noqa: E731
    help_ = HELP[kind]
    about = f"{help_.title}: {help_.valued}; {help_.counts}."
    return act_page(
        request, form, perform, process=negotiation.process.pk, capacity=capacity, about=about,
        title=f"Предложить вклад: {help_.title.lower()}", back=reverse("negotiation_package", args=[negotiation.pk]),
    )  # fmt: skip


ACTS: dict[str, tuple[type[AskForm], Callable[..., Any], str, str]] = {
    "counter": (forms.CounterForm, actions.counter, "Встречное предложение", "Измените то, что не подходит. Прежние условия сохранятся."),
    "accept": (forms.AcceptForm, actions.accept, "Принять вклад", "Вы соглашаетесь с этими условиями."),
    "decline": (forms.DeclineForm, actions.decline, "Отклонить вклад", "Даритель прочтёт причину."),
    "withdraw": (forms.WithdrawContributionForm, actions.withdraw, "Отозвать вклад", "Отозвать можно до подписания соглашения."),
    "condition": (forms.ConditionForm, actions.set_condition, "Поставить условие",
                  "Вклад будет дан, если другая сторона даст свой или город совершит действие. Взаимные условия замыкаются, когда приняты все."),
}  # fmt: skip


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def contribution_act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """CB-02…CB-05 and conditions."""
    contribution = get_object_or_404(visible(request.user), pk=pk)
    own = [party for party in (contribution.party, contribution.recipient) if party.is_spoken_for_by(request.user)]
    capacity = capacity_of(own, request.user)
    if not capacity:
        raise PermissionDenied
    form_class, action, title, about = ACTS[verb]
    form = form_class(request.POST if request.method == "POST" else None, subject=contribution, by=request.user,
                      initial=form_class.initial_for(contribution))  # fmt: skip
    perform = lambda by, **answers: action(contribution, by=by, **answers)  # noqa: E731
    return act_page(
        request,
        form,
        perform,
        process=contribution.case.process.pk,
        capacity=capacity,
        back=contribution.get_absolute_url(),
        title=title,
        about=about,
        template="negotiations/contributions/act.html",
        edits=contribution if verb == "counter" else None,
        contribution=contribution,
    )


@login_required
@require_POST
def condition_lift(request: HttpRequest, pk: int) -> HttpResponse:
    """The giver no longer insists on a condition."""
    condition = get_object_or_404(
        ContributionCondition.objects.filter(contribution__in=visible(request.user)), pk=pk, removed_at=None
    )
    contribution = condition.contribution
    capacity = capacity_of(
        [contribution.party] if contribution.party.is_spoken_for_by(request.user) else [], request.user
    )
    if not capacity:
        raise PermissionDenied
    form = AskForm({}, by=request.user)
    perform = lambda by: actions.lift_condition(ContributionCondition.objects.get(pk=pk, removed_at=None), by=by)  # noqa: E731
    if form.is_valid() and not door.act(
        contribution.case.process.pk, by=request.user, capacity=capacity, form=form, token=None, action=perform
    ):
        messages.error(request, " ".join(str(error) for error in form.non_field_errors()))
    return redirect(contribution)


def visible(person: Visitor) -> Any:
    """Contributions a person may see: of the negotiations they follow, and everybody what an agreement in force binds."""
    return Contribution.objects.visible_to(person).select_related(
        "case__proposal", "party__organization", "recipient__organization", "terms_by__organization"
    )


@never_cache
@require_safe
def contribution(request: HttpRequest, pk: int) -> HttpResponse:
    """A contribution: terms, every offer and counter-offer, conditions, delivery."""
    contribution = get_object_or_404(visible(request.user), pk=pk)
    own = spoken_parties(contribution.case, request.user)
    keys = set(keys_of(request.user))
    is_inside = Negotiation.objects.open_to(request.user).filter(pk=contribution.case_id).exists()
    cases = [case.pk for name in ("process", "offer_case") if (case := getattr(contribution, name, None))]
    context = {
        "contribution": contribution,
        "offers": contribution.offers.select_related("party__organization", "by") if is_inside else [],
        "conditions": contribution.conditions.filter(removed_at=None).select_related("depends_on__party__organization"),
        "may_lift": contribution.party in own and contribution.status in Contribution.OPEN,
        "verbs": [(verb, *page.ACTS[verb]) for verb in page.verbs(contribution, own, contribution.case)],
        "evidence": contribution.evidence.select_related("acceptance__document") if is_inside else [],
        "is_inside": is_inside,
        "entries": Entry.objects.filter(subject=key(contribution)).order_by("-id") if is_inside else [],
        "tasks": Waiting.objects.open().filter(process__in=cases, addressee__in=keys),
        "moves": Waiting.objects.open().filter(process__in=cases) if is_inside or contribution.is_bound else [],
    }
    return render(request, "negotiations/contributions/contribution.html", context)


@require_safe
def evidence(request: HttpRequest, pk: int) -> FileResponse:
    """Download what the giver has shown, for those who follow the negotiation."""
    cases = Negotiation.objects.open_to(request.user)
    evidence = get_object_or_404(DeliveryEvidence, pk=pk, contribution__case__in=cases)
    return files.download(evidence)


@require_safe
def network(request: HttpRequest) -> HttpResponse:
    """Who gives what to whom by the agreements in force: for everybody."""
    agreements = ContributionAgreement.objects.in_force().select_related("case__proposal", "document").order_by("-pk")
    contributions = list(
        Contribution.objects.bound()
        .filter(case__agreements__in=agreements)
        .select_related("party__organization", "recipient__organization", "case__proposal")
        .order_by("case", "number")
    )
    context = {
        "agreements": agreements,
        "contributions": contributions,
        "picture": pictures.network(contributions),
        "unscrupulous": Organization.objects.filter(is_unscrupulous=True, closed_at=None),
    }
    return render(request, "negotiations/contributions/network.html", context)
