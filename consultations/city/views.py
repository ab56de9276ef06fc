"""«О городе», its opening, and «Ответы в срок»."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework import roles
from casework.acting import act_page
from casework.pages import keyset, older_address
from consultations.city import page
from consultations.topics import actions, forms
from programme.access import holds

PAGE = 30


@never_cache
@require_safe
def opinions(request: HttpRequest) -> HttpResponse:
    """Statements about the city, by district, topic, tone and answer."""
    filters = page.filters()
    chosen = {name: request.GET.get(name, "") for name in filters}
    known = {name: value if value in dict(filters[name][2]) else "" for name, value in chosen.items()}
    shown, older = keyset(page.narrowed(page.statements(), known), request.GET.get("before", ""), PAGE)
    context = {
        **page.opinions(request.user),
        "rows": shown,
        "older": older_address(request.GET, older),
        "filters": [(name, *words, known[name]) for name, words in filters.items()],
        "is_narrowed": any(known.values()),
    }
    return render(request, "consultations/city/opinions.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def open_city(request: HttpRequest) -> HttpResponse:
    """CS-03 by the moderator: one topic about the city at a time."""
    if not holds(request.user, roles.CONTENT_MODERATOR):
        raise PermissionDenied
    form = forms.CityForm(request.POST or None, by=request.user)
    return act_page(
        request, form, actions.open_city, capacity="модератор обсуждений", back=reverse("city_opinions"),
        title="Открыть тему о городе",
        about="Жители пишут, что в городе хорошо и что плохо. Кому ответить, называет автор; если не назвал, отвечает тот, кого вы выберете.",
    )  # fmt: skip


@never_cache
@require_safe
def openness(request: HttpRequest) -> HttpResponse:
    """How many answers come in time, over the whole city."""
    return render(request, "consultations/city/openness.html", page.openness())
