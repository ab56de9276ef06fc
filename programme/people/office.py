"""The administrator's pages: who is appointed to what, and the days the calendar library does not know."""

from functools import partial
from typing import TYPE_CHECKING

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from casework.acting import act_page
from casework.forms import AskForm
from programme.appointments.absences import left_by
from programme.appointments.views import _administrator
from programme.organizations.forms import GroundForm
from programme.people import actions
from programme.people.models import Person
from programme.views import asking

if TYPE_CHECKING:
    pass


class CloseAccountForm(GroundForm):
    """Why an account is closed; steps that nobody could take are left open only on purpose."""

    done = "Учётная запись закрыта; подразделения извещены об открытых шагах."
    button = "Закрыть учётную запись"
    leave_open = forms.BooleanField(
        label="Закрыть сразу, хотя часть шагов взять некому",
        required=False,
        help_text="Только если учётной записью завладел посторонний: шаги будут стоять, пока вы не назначите людей.",
    )


class WhoForm(AskForm):
    """Whose account."""

    button = "Дальше"
    email = forms.EmailField(label="Электронная почта человека")


@asking
def find_account(request: HttpRequest) -> HttpResponse:
    """Whose account is to be closed, by the address."""
    _administrator(request)
    form = WhoForm(request.POST if request.method == "POST" else None, by=request.user)
    if request.method == "POST" and form.is_valid():
        person = Person.objects.filter(email=form.cleaned_data["email"].lower(), is_active=True).first()
        if person is not None:
            return redirect("account_close", person.pk)
        form.add_error("email", "Действующей учётной записи с такой почтой нет. Проверьте адрес.")
    context = {"form": form, "title": "Закрыть учётную запись", "back": reverse("roles"), "token": ""}
    return render(request, "casework/act.html", context, status=422 if form.errors else 200)


@asking
def close_account(request: HttpRequest, pk: int) -> HttpResponse:
    """What the person leaves open and who takes it, and closing the account."""
    capacity = _administrator(request)
    person = get_object_or_404(Person, pk=pk, is_active=True)
    form = CloseAccountForm(request.POST if request.method == "POST" else None, by=request.user)
    return act_page(
        request, form, partial(actions.deactivate, person), capacity=capacity, back=reverse("roles"), template="programme/leave.html",
        title=f"Закрыть учётную запись: {person}", steps=left_by(person),
        about="Человек больше не войдёт и ничего не сможет; всё, что он сделал, останется.",
    )  # fmt: skip
