"""The administrator's pages: who is appointed to what, and the days the calendar library does not know."""

from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from casework import searching
from casework.acting import act_page
from casework.door import Refused
from casework.forms import AskForm
from programme.appointments import actions
from programme.appointments.absences import left_by
from programme.appointments.models import Role, RoleAssignment
from programme.organizations.forms import GroundForm
from programme.people.models import Person
from programme.views import asking, showing

UNKNOWN = "Человека с такой почтой нет. Попросите его зарегистрироваться и повторите."
DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class AppointForm(AskForm):
    """Who is appointed to what, for how long and on what ground."""

    done = "Назначение записано и действует."
    button = "Назначить"
    email = forms.EmailField(
        label="Электронная почта человека", help_text="Человек должен быть зарегистрирован в системе."
    )
    role = forms.ChoiceField(label="Роль", choices=Role.choices)
    scope = forms.CharField(
        label="Область действия", required=False, max_length=80, help_text="Пусто — роль действует везде."
    )
    valid_from = forms.DateField(label="С какого дня", widget=DATE, required=False, help_text="Пусто — с сегодняшнего.")
    valid_to = forms.DateField(label="По какой день", widget=DATE, required=False, help_text="Пусто — бессрочно.")
    ground = forms.CharField(label="Основание", max_length=300, help_text="Распоряжение, его номер и дата.")

    def clean_email(self) -> str:
        """The person must be known, at whichever of the addresses they have confirmed."""
        email = self.cleaned_data["email"].lower()
        if Person.objects.reached_at(email) is None:
            raise forms.ValidationError(UNKNOWN)
        return email


def _administrator(request: HttpRequest, *others: str) -> str:
    """The words for the administrator's capacity; others are refused."""
    if not request.user.has_role(Role.ADMIN, *others):
        raise PermissionDenied
    return "администратор"


@showing
def roles(request: HttpRequest) -> HttpResponse:
    """Everybody's appointments in force, by role; the auditor may look."""
    _administrator(request, Role.AUDITOR)
    order = ["role", *searching.by_name("person__last_name", "person__first_name"), "pk"]
    rows: QuerySet[RoleAssignment] = RoleAssignment.objects.in_force().select_related("person").order_by(*order)
    query = searching.asked(request.GET)
    if query:
        rows = searching.named(
            rows, query, "person__last_name", "person__first_name", "person__middle_name", "person__email"
        )
    may_change = request.user.has_role(Role.ADMIN)
    return render(
        request,
        "programme/appointments/roles.html",
        {"appointments": rows[:500], "query": query, "may_change": may_change},
    )


@asking
def appoint(request: HttpRequest) -> HttpResponse:
    """Appoint somebody."""
    capacity = _administrator(request)
    form = AppointForm(request.POST if request.method == "POST" else None, by=request.user)

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
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    """End an appointment today."""
    capacity = _administrator(request)
    one = get_object_or_404(RoleAssignment.objects.in_force().select_related("person"), pk=pk)
    form = GroundForm(request.POST if request.method == "POST" else None, by=request.user)
    about = f"{one.person}: {one.get_role_display()}. Роль перестанет действовать со следующего запроса человека."
    keys = [f"role:{one.role}", *([f"role:{one.role}:{one.scope}"] if one.scope else [])]
    return act_page(
        request,
        form,
        partial(actions.dismiss, one),
        capacity=capacity,
        back=reverse("roles"),
        template="programme/leave.html",
        title="Прекратить назначение",
        about=about,
        steps=left_by(one.person, keys),
    )
