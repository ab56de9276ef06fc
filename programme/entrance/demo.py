"""The demo's role switcher: logging in as any of the demo people without a password. Exists only with DEMO=1."""

from collections.abc import Callable
from functools import wraps
from itertools import groupby
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from casework.searching import by_name
from programme.appointments.models import RoleAssignment
from programme.organizations.memberships import Membership
from programme.people.models import Person

View = Callable[..., HttpResponse]


def only_in_demo(view: View) -> View:
    """Outside the demo there is no such page."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@never_cache
@only_in_demo
@require_safe
def demo_roles(request: HttpRequest) -> HttpResponse:
    """Whom one can be, grouped by role."""
    appointments = RoleAssignment.objects.in_force().filter(person__in=Person.objects.demo()).select_related("person")
    ordered = sorted(appointments, key=lambda row: (row.get_role_display(), str(row.person)))
    groups = [(title, list(rows)) for title, rows in groupby(ordered, key=lambda row: row.get_role_display())]
    mandates = Membership.objects.mandated().filter(person__in=Person.objects.demo())
    mandates = mandates.select_related("person", "organization").order_by(*by_name("organization__short_name"), "pk")
    return render(request, "programme/entrance/demo_roles.html", {"groups": groups, "mandates": mandates})


@only_in_demo
@require_POST
def demo_login(request: HttpRequest, pk: int) -> HttpResponse:
    """Become a demo person: in the demo this is an authentication like any other, fresh enough to sign papers."""
    person = get_object_or_404(Person.objects.demo(), pk=pk)
    logout(request)
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    record_authentication(request, person, method="demo")
    messages.success(request, f"Теперь вы — {person}.")
    return redirect(settings.LOGIN_REDIRECT_URL)
