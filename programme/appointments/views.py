"""The administrator's pages: who is appointed to what."""

from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from casework import searching
from casework.acting import act_page
from casework.door import Refused
from programme.access import has_role
from programme.appointments import actions
from programme.appointments.absences import left_by
from programme.appointments.forms import UNKNOWN, AppointForm, InviteForm
from programme.appointments.models import Role, RoleAssignment
from programme.invitations.models import Invitation
from programme.organizations.forms import GroundForm
from programme.pages import administrator, asking, posted, showing
from programme.people.models import Person


@showing
def roles(request: HttpRequest) -> HttpResponse:
    """Everybody's appointments in force, by role; the auditor may look."""
    administrator(request, Role.AUDITOR)
    order = ["role", *searching.by_name("person__last_name", "person__first_name"), "pk"]
    rows: QuerySet[RoleAssignment] = RoleAssignment.objects.in_force().select_related("person").order_by(*order)
    query = searching.asked(request.GET)
    if query:
        rows = searching.named(
            rows, query, "person__last_name", "person__first_name", "person__middle_name", "person__email"
        )
    context = {
        "appointments": rows[:500],
        "invitations": Invitation.objects.filter(purpose=actions.PURPOSE.key).unanswered()[:100],
        "query": query,
        "may_change": has_role(request.user, Role.ADMIN),
    }
    return render(request, "programme/appointments/roles.html", context)


@asking
def appoint(request: HttpRequest) -> HttpResponse:
    """Appoint somebody."""
    capacity = administrator(request)
    form = AppointForm(posted(request), by=request.user)

    def perform(*, by: Any, email: str, **terms: Any) -> None:
        person = Person.objects.reached_at(email)
        if person is None:
            raise Refused(UNKNOWN)
        actions.appoint(person, by=by, **terms)

    title = "Назначить на роль"
    return act_page(
        request, form, perform, capacity=capacity, back=reverse("roles"), template="casework/act.html", title=title
    )


@asking
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody to a role by an address; `?again=` fills in the terms of an earlier invitation."""
    capacity = administrator(request)
    form = InviteForm(posted(request), by=request.user, initial=InviteForm.like(request.GET.get("again", "")))
    return act_page(request, form, actions.invite, capacity=capacity, back=reverse("roles"), title="Пригласить на роль")


@asking
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    """End an appointment today."""
    capacity = administrator(request)
    appointment = get_object_or_404(RoleAssignment.objects.in_force().select_related("person"), pk=pk)
    form = GroundForm(posted(request), by=request.user)
    about = f"{appointment.person}: {appointment.get_role_display()}. Роль перестанет действовать со следующего запроса человека."
    keys = [
        f"role:{appointment.role}",
        *([f"role:{appointment.role}:{appointment.scope}"] if appointment.scope else []),
    ]
    return act_page(
        request,
        form,
        partial(actions.dismiss, appointment),
        capacity=capacity,
        back=reverse("roles"),
        template="programme/leave.html",
        title="Прекратить назначение",
        about=about,
        steps=left_by(appointment.person, keys),
    )
