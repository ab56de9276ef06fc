"""The kinds of cards in public with their versions, and the administrator's pages of a new kind, a new version, an end."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from casework.acting import act_page, reload_then
from library.kinds import actions, page
from library.kinds.forms import LOOK, MORE, KindForm, RetireForm
from library.kinds.models import CardKind
from programme.access import has_role
from programme.models import Role
from programme.pages import administrator, asking, posted

TEMPLATE = "library/kinds/change.html"


def _last(code: str) -> CardKind:
    return get_object_or_404(CardKind.objects.in_force(), code=code)


@require_safe
def kinds(request: HttpRequest) -> HttpResponse:
    """Every kind with its versions: since when and by which act."""
    context = {
        "lines": page.all_kinds(),
        "may_change": has_role(request.user, Role.ADMIN),
        "has_names": page.may_read_names(request.user),
    }
    return render(request, "library/kinds/kinds.html", context)


@require_safe
def version(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One version of a kind: its way, its fields, its grounds of refusal."""
    row = get_object_or_404(CardKind.objects.select_related("adopted_by"), code=code, version=number)
    last = CardKind.objects.filter(code=code).order_by("-version").first()
    context = {
        "kind": row,
        "last": last,
        "facts": page.in_words(row),
        "may_change": has_role(request.user, Role.ADMIN) and row == last,
        "has_names": page.may_read_names(request.user),
    }
    return render(request, "library/kinds/version.html", context)


@asking
def define(request: HttpRequest) -> HttpResponse:
    """A kind that has not been there."""
    return _write(request, None, actions.define, "Новый род карточек")


@asking
def change(request: HttpRequest, code: str) -> HttpResponse:
    """The next version of a kind."""
    administrator(request)
    last = _last(code)
    return _write(request, last, reload_then(actions.change, last), f"Новая версия рода «{last}»")


def _write(request: HttpRequest, last: CardKind | None, action: Callable[..., Any], title: str) -> HttpResponse:
    capacity = administrator(request)
    initial = KindForm.initial_for(last)
    form = KindForm(posted(request), subject=last, by=request.user, initial=initial)
    back = last.get_version_url() if last else reverse("card_kinds")
    if {MORE, LOOK}.isdisjoint(request.POST):
        return act_page(
            request,
            form,
            action,
            capacity=capacity,
            back=back,
            title=title,
            template=TEMPLATE,
            kind=last,
            then=lambda: reverse("card_kinds"),
        )
    looked_at = page.preview(form.cleaned_data["data"]) if LOOK in request.POST and form.is_valid() else None
    if MORE in request.POST:
        form.is_valid()
        form.clear_errors()
    context = {
        "form": form, "title": title, "back": back, "kind": last, "token": request.POST.get("_token") or uuid4(), "preview": looked_at,
    }  # fmt: skip
    return render(request, TEMPLATE, context, status=422 if form.errors else 200)


@asking
def retire(request: HttpRequest, code: str) -> HttpResponse:
    """No new cards of the kind."""
    capacity = administrator(request)
    last = _last(code)
    if last.is_retired:
        raise Http404
    form = RetireForm(posted(request), subject=last, by=request.user)
    return act_page(
        request, form, reload_then(actions.retire, last), capacity=capacity, back=last.get_version_url(), title=f"Закрыть род «{last}»",
        about="Новых карточек не станут вносить. Внесённые пойдут своим ходом, действующие останутся видны. Открыть род снова можно новой версией.",
        then=lambda: reverse("card_kinds"),
    )  # fmt: skip
