"""The register of responsible bodies."""

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework.acting import act_page, held_capacity, reload_then
from execution.bodies import actions
from execution.bodies.forms import BodyForm
from execution.editions.models import COMPOSER, EditionStatus
from programme.access import holds
from programme.models import ResponsibleBody


@never_cache
@require_safe
def bodies(request: HttpRequest) -> HttpResponse:
    """Who answers for measures, and who came after whom."""
    in_force = Q(responsibilities__measure__edition__status=EditionStatus.Status.IN_FORCE)
    rows = ResponsibleBody.objects.select_related("successor", "organization").annotate(
        measures=Count("responsibilities", filter=in_force)
    )
    context = {"bodies": rows.order_by("-measures", "name"), "may_change": holds(request.user, COMPOSER)}
    return render(request, "execution/bodies/bodies.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """A new body."""
    capacity = held_capacity(request, COMPOSER)
    return act_page(
        request, BodyForm(request.POST if request.method == "POST" else None, by=request.user), actions.enter, capacity=capacity,
        back=reverse("programme_bodies"), title="Внести ответственный орган",
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """What is known of it now."""
    capacity = held_capacity(request, COMPOSER)
    body = get_object_or_404(ResponsibleBody.objects.select_related("organization"), pk=pk)
    form = BodyForm(
        request.POST if request.method == "POST" else None,
        subject=body,
        by=request.user,
        initial=BodyForm.initial_for(body),
    )
    return act_page(
        request, form, reload_then(actions.change, body), capacity=capacity, back=reverse("programme_bodies"),
        title="Изменить ответственный орган", edits=body,
    )  # fmt: skip
