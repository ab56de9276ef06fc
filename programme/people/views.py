"""The administrator closes an account."""

from functools import partial
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from casework.acting import act_page
from programme.appointments.absences import left_by
from programme.pages import administrator, asking, posted
from programme.people import actions
from programme.people.models import Person

if TYPE_CHECKING:
    pass
from programme.people.forms import CloseAccountForm, WhoForm


@asking
def find_account(request: HttpRequest) -> HttpResponse:
    """Whose account is to be closed, by the address."""
    administrator(request)
    form = WhoForm(posted(request), by=request.user)
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
    capacity = administrator(request)
    person = get_object_or_404(Person, pk=pk, is_active=True)
    form = CloseAccountForm(posted(request), by=request.user)
    return act_page(
        request, form, partial(actions.deactivate, person), capacity=capacity, back=reverse("roles"), template="programme/leave.html",
        title=f"Закрыть учётную запись: {person}", steps=left_by(person),
        about="Человек больше не войдёт и ничего не сможет; всё, что он сделал, останется.",
    )  # fmt: skip
