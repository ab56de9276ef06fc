"""The pages of information stands."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.kiosk import page
from programme.lists import catalogue

SECONDS = 20  # enough to read five lines aloud


def _district(request: HttpRequest) -> str:
    code = request.GET.get("district", "")
    return code if code in catalogue.codes("districts") else ""


@never_cache
@require_safe
def kiosk(request: HttpRequest) -> HttpResponse:
    """One screen after another: the browser is told to go on by itself, unless somebody has stopped it."""
    district, number = _district(request), request.GET.get("screen", "")
    screens = page.screens(district)
    shown = int(number) % len(screens) if number.isdecimal() and len(number) < 4 else 0
    is_stopped = "stop" in request.GET
    named = {"district": district} if district else {}
    here, following = (named | {"screen": str(n)} for n in (shown, (shown + 1) % len(screens)))
    held = {"stop": "1"}
    context = {
        "screen": screens[shown],
        "seconds": SECONDS,
        "number": shown + 1,
        "total": len(screens),
        "is_stopped": is_stopped,
        "place": f"{catalogue.label('districts', district)} район" if district else "",
        "stop_url": f"?{urlencode(here | held)}",
        "go_url": f"?{urlencode(here)}",
        "next_url": f"?{urlencode(following | (held if is_stopped else {}))}",
        "sheet_url": f"{reverse('kiosk_sheet')}?{urlencode(named)}",
        "districts": catalogue.choices("districts"),
    }
    answer = render(request, "portal/kiosk/kiosk.html", context)
    if not is_stopped:
        answer["Refresh"] = f"{SECONDS}; url={reverse('kiosk')}{context['next_url']}"
    return answer


@never_cache
@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """The same on a sheet of A3 that the browser prints."""
    district = _district(request)
    place = f"{catalogue.label('districts', district)} район" if district else "Весь город"
    context = {
        "screens": page.screens(district),
        "place": place,
        "today": timezone.localdate(),
        "districts": catalogue.choices("districts"),
    }
    return render(request, "portal/kiosk/sheet.html", context)
