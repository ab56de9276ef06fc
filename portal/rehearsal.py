"""The page of a rehearsal: what it is, and its clock. Outside `./run rehearse` there is no such page."""

from datetime import datetime, time

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from casework import workdays
from casework.models import Waiting
from casework.texts import TidyTexts
from portal.demo.player import first_stage
from portal.demo.rehearsal import move_clock

MORNING = time(10)
NEXT_STAGE = "stage"
AHEAD = {
    "1": "на следующий рабочий день, 10:00",
    "5": "на пять рабочих дней вперёд",
    "20": "на двадцать рабочих дней вперёд",
}


class ClockForm(TidyTexts, forms.Form):
    """How far the clock is moved."""

    ahead = forms.ChoiceField(
        label="Перевести часы",
        widget=forms.RadioSelect,
        choices=[(NEXT_STAGE, "до ближайшего срока"), *AHEAD.items()],
        error_messages={"required": "Выберите, на сколько перевести часы."},
    )

    def clean_ahead(self) -> datetime:
        """The moment to come to."""
        ahead = self.cleaned_data["ahead"]
        if ahead != NEXT_STAGE:
            day = workdays.add(workdays.local_date(), int(ahead))
            return datetime.combine(day, MORNING, tzinfo=timezone.get_current_timezone())
        moment = first_stage()
        if moment is None:
            raise forms.ValidationError("Сроков пока нет: начните дело или переведите часы на рабочий день.")
        return moment


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rehearsal(request: HttpRequest) -> HttpResponse:
    """Show the clock and the terms that come next; move it."""
    form = ClockForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        move_clock(form.cleaned_data["ahead"])
        messages.success(
            request,
            f"Сейчас {timezone.localtime():%d.%m.%Y, %H:%M}. Всё, чей срок прошёл, произойдёт в течение минуты.",
        )
        return redirect("rehearsal")
    waiting = Waiting.objects.open().filed().filter(due_at__isnull=False, paused_at=None).select_related("process")
    context = {"form": form, "now": timezone.localtime(), "terms": waiting.order_by("due_at", "pk")[:20]}
    return render(request, "portal/rehearsal.html", context)
