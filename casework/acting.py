"""The page of an act outside the steps of a flow: a withdrawal, a recusal, an initiative, a change in a register."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from casework import door
from casework.views import token_of


def act_page(
    request: HttpRequest,
    form: Any,
    action: Callable[..., Any],
    *,
    capacity: str,
    back: str,
    process: int | None = None,
    title: str = "",
    about: str = "",
    template: str = "casework/act.html",
    then: Callable[[], Any] | None = None,
    **more: Any,
) -> HttpResponse:
    """Show the form; when it is sent and lawful, perform `action(by=, **answers)` once, through the door, and go back.

    `process` is the case whose lock the act takes, `capacity` the words for that in which the person acts (the view has checked it).
    `then` says where to go if not back; it is asked when all has been done. `more` is what a template of the room's own wants to know.
    """
    if request.method == "POST" and form.is_valid():
        token = token_of(request)
        if door.act(process, by=request.user, capacity=capacity, form=form, token=token, action=action):
            messages.success(request, form.done)
            return redirect(then() if then else back)
    context = {
        "form": form,
        "title": title,
        "about": about,
        "back": back,
        "token": request.POST.get("_token") or uuid4(),
        **more,
    }
    return render(request, template, context, status=422 if form.errors else 200)


def afresh(action: Callable[..., Any], one: models.Model) -> Callable[..., Any]:
    """The action on an object as it is under the lock, not as the page has read it."""
    return lambda **answers: action(type(one)._default_manager.get(pk=one.pk), **answers)
