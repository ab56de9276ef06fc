"""The page of an act outside the steps of a flow: a withdrawal, a recusal, an initiative, a change in a register."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from casework import door
from casework.conflicts import Conflict, differences, mark, require_unchanged
from casework.pages import next_moves
from casework.views import token_of


def held_capacity(request: HttpRequest, *keys: str) -> str:
    """The words for the first of these capacities that the visitor holds. Raises Http404: nobody else knows of the address."""
    words = next((words for key in keys if (words := door.capacity_in(request.user, key))), "")
    if not words:
        raise Http404
    return words


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
    edits: models.Model | None = None,
    **more: Any,
) -> HttpResponse:
    """Show the form; when it is sent and lawful, perform `action(by=, **answers)` once, through the door, and go back.

    `process` is the case whose lock the act takes, `capacity` the words for that in which the person acts (the view has checked it).
    `edits` is the row whose present content the form shows: if somebody else has changed it since, both texts are shown (409).
    `then` says where to go if not back; it is asked when all has been done. `more` is what a template of the room's own wants to know.
    """
    conflict: Conflict | None = None
    if request.method == "POST" and form.is_valid():
        token = token_of(request)
        guarded = Guarded(action, form, edits, request.POST.get("_seen", ""))
        if door.act(process, by=request.user, capacity=capacity, form=form, token=token, action=guarded):
            move = next_moves(process, request.user) if process and request.user.is_authenticated else ""
            messages.success(request, f"{form.done}\n{move}")
            return redirect(then() if then else back)
        conflict = guarded.conflict
    context = {
        "form": form, "title": title, "about": about, "back": back, "token": request.POST.get("_token") or uuid4(),
        "seen": mark(conflict.stored if conflict else form.initial) if edits else "",
        "conflict": differences(form, _form_over(form, conflict.stored)) if conflict else [],
        **more,
    }  # fmt: skip
    status = 409 if conflict else 422 if form.errors else 200
    return render(request, template, context, status=status)


class Guarded:
    """The action, performed only if the row that is edited is still as the page has shown it; remembers the conflict if not."""

    def __init__(self, action: Callable[..., Any], form: Any, row: models.Model | None, seen: str) -> None:
        self.action, self.form, self.row, self.seen = action, form, row, seen
        self.conflict: Conflict | None = None

    def __call__(self, **answers: Any) -> Any:
        if self.row is not None:
            try:
                require_unchanged(self.form, self.row, self.seen)
            except Conflict as conflict:
                self.conflict = conflict
                raise
        return self.action(**answers)


def _form_over(form: Any, stored: dict[str, Any]) -> Any:
    """The same form, empty, over what is stored now."""
    if isinstance(form, forms.ModelForm):
        return type(form)(initial=stored)
    return type(form)(subject=form.subject, by=form.by, initial=stored)


def reload_then(action: Callable[..., Any], subject: models.Model) -> Callable[..., Any]:
    """The action on an object as it is under the lock, not as the page has read it."""
    return lambda **answers: action(type(subject)._default_manager.get(pk=subject.pk), **answers)
