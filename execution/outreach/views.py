"""The media plan and the products of the programme."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework.acting import act_page, held_capacity
from casework.pages import keyset, older_address
from execution.editions.models import COMPOSER
from execution.outreach import actions, forms, page
from execution.undertakings.models import Undertaking
from programme.access import holds

Kind = Undertaking.Kind
PAGE = 30
PLANS = {
    Kind.MEDIA: (forms.PublicationForm, "Записать выход в медиаплан", "Каждый выход — поручение: в срок о нём отчитаются ссылкой и охватом."),
    Kind.PRODUCT: (forms.ProductForm, "Записать изделие", "Каждое изделие — поручение: о нём отчитаются фотографией, жители ответят, видят ли его."),
}  # fmt: skip


@require_safe
def listed(request: HttpRequest, kind: str) -> HttpResponse:
    """Everything that is planned and made, with its state."""
    state = request.GET.get("state", "")
    shown, older = keyset(page.rows(kind, state), request.GET.get("before", ""), PAGE)
    context = {
        "lines": page.lines(shown),
        "older": older_address(request.GET, older),
        "state": state,
        "states": [("overdue", "Просрочено"), *Undertaking.Status.choices],
        "may_plan": holds(request.user, COMPOSER),
        "is_media": kind == Kind.MEDIA,
        "plan_url": reverse(actions.LISTS[Kind(kind)][2]),
    }
    return render(request, "execution/outreach/listed.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, kind: str) -> HttpResponse:
    """A new one, by the coordinator of the programme."""
    capacity = held_capacity(request, COMPOSER)
    form_class, title, about = PLANS[Kind(kind)]
    form = form_class(request.POST if request.method == "POST" else None, subject=None, by=request.user)
    return act_page(
        request, form, partial(actions.plan, kind), capacity=capacity, back=reverse(actions.LISTS[Kind(kind)][1]),
        title=title, about=about,
    )  # fmt: skip
