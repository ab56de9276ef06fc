"""The coordinator distributes experts over all cases that wait for them."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework.acting import reload_then
from expertise.distribution import actions, forms, page
from expertise.distribution.gathering import waiting_cases
from expertise.distribution.models import Distribution, Pairing
from expertise.pages import ACT, act, coordinator
from expertise.register.models import Expert


@never_cache
@login_required
@require_safe
def distributions(request: HttpRequest) -> HttpResponse:
    """What has been distributed, and how many cases wait."""
    coordinator(request)
    rows = Distribution.objects.select_related("begun_by").prefetch_related("cases")[:50]
    context = {"distributions": rows, "waiting": waiting_cases().count()}
    return render(request, "expertise/distribution/distributions.html", context)


@never_cache
@login_required
@require_safe
def distribution(request: HttpRequest, pk: int) -> HttpResponse:
    """Pairs with their sentences."""
    coordinator(request)
    row = get_object_or_404(Distribution.objects.select_related("begun_by", "sent_by"), pk=pk)
    return render(request, "expertise/distribution/distribution.html", page.context(row))


@never_cache
@login_required
@require_http_methods(ACT)
def begin(request: HttpRequest) -> HttpResponse:
    """The cases are named; the worker reckons."""
    capacity = coordinator(request)
    return act(
        request, forms.BeginForm, actions.begin, title="Распределить экспертов", back=reverse("distributions"), capacity=capacity,
        about="Для всех отмеченных дел сразу: сначала заполняются все места, потом слабейшая пара делается как можно сильнее, "
        "потом — сумма всех пар. Никому ничего не отправляется, пока вы не посмотрите пары.",
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(ACT)
def wishes(request: HttpRequest) -> HttpResponse:
    """An admitted expert says what they would take: before anybody is asked, and without seeing the materials."""
    expert = get_object_or_404(Expert.objects.admitted().select_related("person"), person=request.user)
    return act(
        request, forms.WishesForm, partial(actions.wish, expert), title="Какие дела вы возьмёте", subject=expert,
        back=reverse("expert_desk"), capacity=str(expert.get_track_display()),
        about="Дела, для которых скоро будут искать экспертов. «Не могу» исключает вас из подбора по этому делу, остальное — пожелание: "
        "решают область, нагрузка, связи и жребий.",
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(ACT)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody else for a pairing, with the cost."""
    capacity = coordinator(request)
    rows = Pairing.objects.chosen().select_related("distribution", "expertise__regulation", "expert__person")
    pairing = get_object_or_404(rows.filter(distribution__sent_at=None, distribution__dropped_at=None), pk=pk)
    return act(
        request, forms.ChangeForm, reload_then(actions.change, pairing), title="Заменить эксперта в паре", subject=pairing,
        about=f"{pairing.expertise.number}, «{pairing.expertise.object_title}». Сейчас: {pairing.expert}, {pairing.words}",
        back=pairing.distribution.get_absolute_url(), capacity=capacity, template="expertise/distribution/change.html",
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(ACT)
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """The invitations go out."""
    return _end(request, pk, "send")


@never_cache
@login_required
@require_http_methods(ACT)
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Set aside."""
    return _end(request, pk, "drop")


ENDS = {
    "send": (
        forms.SendForm,
        actions.send,
        "Отправить предложения",
        "Каждый эксперт получит предложение по каждому своему делу.",
    ),
    "drop": (forms.DropForm, actions.drop, "Отложить распределение", "Дела останутся ждать экспертов, как раньше."),
}


def _end(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    form, action, title, about = ENDS[verb]
    capacity = coordinator(request)
    row = get_object_or_404(Distribution.objects.filter(sent_at=None, dropped_at=None), pk=pk)
    return act(
        request,
        form,
        reload_then(action, row),
        title=title,
        about=about,
        subject=row,
        back=row.get_absolute_url(),
        capacity=capacity,
    )
