"""The administrator's pages: who is appointed to what, and the days the calendar library does not know."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from casework import workdays
from casework.acting import act_page
from casework.forms import AskForm
from casework.models import CalendarDay
from programme.appointments.models import Role
from programme.appointments.views import DATE, _administrator
from programme.regulations import actions
from programme.views import asking, showing


class DayForm(AskForm):
    """An exception of the production calendar."""

    done = "День записан: сроки, которые начнутся теперь, его учтут."
    button = "Записать"
    day = forms.DateField(label="День", widget=DATE)
    is_working = forms.TypedChoiceField(
        label="Какой он",
        choices=[("yes", "рабочий"), ("no", "нерабочий")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    ground = forms.CharField(label="Основание", max_length=200, help_text="Постановление, его номер и дата.")


@showing
def calendar(request: HttpRequest) -> HttpResponse:
    """The exceptions of the production calendar, and until when it is known at all."""
    _administrator(request, Role.AUDITOR, Role.PLATFORM_SECRETARY)
    context = {
        "days": CalendarDay.objects.all()[:200],
        "last_year": workdays.last_known_year(),
        "may_change": request.user.has_role(Role.ADMIN),
    }
    return render(request, "programme/regulations/calendar.html", context)


@asking
def adopt_day(request: HttpRequest) -> HttpResponse:
    """Write an exception down."""
    capacity = _administrator(request)
    form = DayForm(request.POST if request.method == "POST" else None, by=request.user)
    title = "Исключение производственного календаря"
    return act_page(
        request,
        form,
        actions.adopt_day,
        capacity=capacity,
        back=reverse("calendar"),
        template="casework/act.html",
        title=title,
    )
