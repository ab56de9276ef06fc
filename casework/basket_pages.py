"""The page of a basket: choose, see what will happen, confirm once."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from casework import baskets
from casework.baskets import answer_all
from casework.nodes import Basket
from casework.views import token_of


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def basket_page(request: HttpRequest, page: str) -> HttpResponse:
    """Everything of one kind that waits for the person; a room mounts it at an address of its own."""
    basket = baskets.named(page)
    if request.method == "POST":
        return _send(request, basket)
    return _page(request, basket, _form(request, basket), is_all="all" in request.GET)


def _form(request: HttpRequest, basket: Basket, data: Any = None) -> Any:
    return basket.form(data, by=request.user, request=request)


def _send(request: HttpRequest, basket: Basket) -> HttpResponse:
    items = baskets.chosen(basket, request.user, request.POST.getlist("item"))
    form = _form(request, basket, request.POST)
    if not items:
        form = _form(request, basket, {})
        form.clear_errors()
        form.add_error(None, "Ничего не отмечено. Отметьте то, на что отвечаете, и нажмите кнопку ещё раз.")
    if form.errors:
        return _page(request, basket, form, chosen={item.pk for item in items}, status=422)
    token = token_of(request) or uuid4()
    outcome = answer_all(basket, items, by=request.user, request=request, token=token)
    if outcome.is_whole:
        messages.success(request, f"{basket.done}: {outcome.total}.")
        return redirect(basket.page)
    rest = {item.pk for item in outcome.rest}
    status = 409 if outcome.stopped_at else 200
    return _page(request, basket, _form(request, basket), chosen=rest, status=status, outcome=outcome)


def _page(
    request: HttpRequest,
    basket: Basket,
    form: Any,
    *,
    chosen: set[int] | frozenset[int] = frozenset(),
    is_all: bool = False,
    status: int = 200,
    outcome: baskets.Outcome | None = None,
) -> HttpResponse:
    entries = baskets.entries(basket, request.user)
    context = {
        "basket": basket,
        "entries": entries,
        "chosen": {entry.line.waiting.pk for entry in entries} if is_all else chosen,
        "form": form,
        "outcome": outcome,
        "token": uuid4(),
    }
    return render(request, basket.template, context, status=status)
