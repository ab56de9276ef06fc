"""A page with a form for a legal fact outside the steps of a flow."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from casework import door
from casework.views import token_of
from programme.access import holds, keys_of


def capacity(request: HttpRequest, *keys: str) -> str:
    """In what capacity the person acts; 403 if they hold none of the keys."""
    held = next((key for key in keys if key in keys_of(request.user)), "")
    if not held:
        raise PermissionDenied
    return door.capacity_in(request.user, held)


def act(
    request: HttpRequest, *, process: int | None, who: str, form: Any, action: Callable[..., Any], title: str, about: str,
    back: str, template: str = "casework/act.html", more: dict[str, Any] | None = None, then: Callable[[], str] | None = None,
) -> HttpResponse:  # fmt: skip
    """Show the form, or perform the action through the door under the lock of the case."""
    token = token_of(request)
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and door.act(process, by=request.user, capacity=who, form=form, token=token, action=action):
        messages.success(request, form.done)
        return redirect(then() if then else back)
    context = {
        "form": form,
        "title": title,
        "about": about,
        "back": back,
        "token": request.POST.get("_token") or uuid4(),
        **(more or {}),
    }
    return render(request, template, context, status=422 if form.errors else 200)


def is_editor(user: Any) -> bool:
    """Does the person edit the Protocol today?"""
    return holds(user, "role:protocol_editor")
