"""The administrator's pages: the days the calendar library does not know."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from casework import workdays
from casework.acting import act_page
from casework.models import CalendarDay
from programme.access import has_role
from programme.appointments.models import Role
from programme.pages import administrator, asking, posted, showing
from programme.regulations import actions
from programme.regulations.forms import DayForm


@showing
def calendar(request: HttpRequest) -> HttpResponse:
    """The exceptions of the production calendar, and until when it is known at all."""
    administrator(request, Role.AUDITOR, Role.PLATFORM_SECRETARY)
    context = {
        "days": CalendarDay.objects.all()[:200],
        "last_year": workdays.last_known_year(),
        "may_change": has_role(request.user, Role.ADMIN),
    }
    return render(request, "programme/regulations/calendar.html", context)


@asking
def adopt_day(request: HttpRequest) -> HttpResponse:
    """Write an exception down."""
    capacity = administrator(request)
    form = DayForm(posted(request), by=request.user)
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
