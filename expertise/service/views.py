"""Thanks by the coordinator, a certificate for the expert."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from expertise.pages import ACT, act, coordinator
from expertise.register.models import Expert
from expertise.register.papers import DESK
from expertise.service import actions, forms


@never_cache
@login_required
@require_http_methods(ACT)
def thank(request: HttpRequest, pk: int) -> HttpResponse:
    """Words for an expert of the register."""
    capacity = coordinator(request)
    expert = get_object_or_404(Expert.objects.visible_to(request.user).select_related("person"), pk=pk)
    return act(
        request, forms.ThankForm, partial(actions.thank, expert), title="Поблагодарить эксперта", about=str(expert),
        back=f"/experts/{pk}/", capacity=capacity, subject=expert,
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(ACT)
def certify(request: HttpRequest) -> HttpResponse:
    """The expert's own wish."""
    expert = get_object_or_404(Expert.objects.select_related("person"), person=request.user)
    return act(
        request, forms.CertifyForm, partial(actions.certify, expert), title="Справка об экспертной работе",
        about="Сколько листов принято, сколько из них в срок, сколько возвращалось по форме и сколько раз вас благодарили. Какие это были "
        "дела, справка не называет.", back=DESK, capacity="эксперт", subject=expert,
    )  # fmt: skip
