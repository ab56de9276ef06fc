"""Pages of complaints: the consent on a screen of its own, the complaint, the answer behind a code only the author knows."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework import door
from casework.acting import reload_then
from casework.origin import address_of
from casework.views import token_of
from programme.access import holds
from programme.models import Consent
from quality_mark.complaints import actions
from quality_mark.complaints.forms import ComplaintForm
from quality_mark.complaints.models import HEARERS, MarkComplaint
from quality_mark.marks.models import QualityMark
from quality_mark.marks.page import visible_mark

SENT = "complaints_sent"  # in the session: the codes of what this browser has sent, so that it is shown what was
CONSENT = "complaint_consent"  # in the session: when a stranger has agreed to be written down


def consented_at(request: HttpRequest) -> datetime | None:
    """When the person consented to the processing of their data; a stranger, in this session."""
    if request.user.is_authenticated:
        given = Consent.objects.filter(
            person=request.user, purpose=Consent.Purpose.PARTICIPATION, withdrawn_at=None
        ).first()
        if given:
            return given.given_at
    moment = request.session.get(CONSENT, "")
    return datetime.fromisoformat(moment) if moment else None


def complained_of(request: HttpRequest, slug: str) -> QualityMark:
    """A Mark one may complain of: it is in the register and has not ended."""
    mark = visible_mark(request, slug)
    if mark.status in QualityMark.ENDED or not mark.number:
        raise Http404
    return mark


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest, slug: str) -> HttpResponse:
    """The consent of somebody who complains, apart from everything else (152-ФЗ ст. 9)."""
    mark = complained_of(request, slug)
    if request.method == "POST":
        request.session[CONSENT] = timezone.now().isoformat()
        return redirect("mark_complaint", slug=slug)
    return render(request, "quality_mark/complaints/complaint_consent.html", {"mark": mark})


def _sent_before(request: HttpRequest) -> str:
    """Where the same form has led already: the consent was for one complaint, so the second click has none."""
    return door.led_to(token_of(request), request.user if request.user.is_authenticated else None)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def complain(request: HttpRequest, slug: str) -> HttpResponse:
    """Complain of the holder of a Mark, logged in or not."""
    mark, agreed = complained_of(request, slug), consented_at(request)
    if url := _sent_before(request):
        return redirect(url)
    if agreed is None:
        return redirect("complaint_consent", slug=slug)
    author = request.user if request.user.is_authenticated else None
    form = ComplaintForm(request.POST if request.method == "POST" else None, subject=mark, by=request.user)
    if request.method == "POST" and form.is_valid():
        token = token_of(request)

        def perform(by: Any, **answers: Any) -> None:
            address = address_of(request)
            made = reload_then(actions.complain, mark)(by=by, consented_at=agreed, address=address, **answers)
            door.lead_to(token, made.get_absolute_url())
            made_at.append(made.get_absolute_url())
            request.session[SENT] = [*request.session.get(SENT, []), made.code][-10:]

        made_at: list[str] = []
        capacity = "лично" if author else "потребитель"
        if door.act(mark.case.pk, by=author, capacity=capacity, form=form, token=token, action=perform):
            request.session.pop(CONSENT, None)
            return redirect(made_at[0] if made_at else door.led_to(token, author))
    context = {"mark": mark, "form": form, "token": request.POST.get("_token") or uuid4()}
    return render(request, "quality_mark/complaints/complain.html", context, status=422 if form.errors else 200)


@never_cache
@require_safe
def complaint(request: HttpRequest, code: str) -> HttpResponse:
    """The state of a complaint and its answer: behind a code, without a name; the whole of it to the secretary and whoever sent it."""
    complaint = get_object_or_404(MarkComplaint.objects.select_related("mark__entry", "mark__organization"), code=code)
    is_whole = holds(request.user, *HEARERS)
    is_own = code in request.session.get(SENT, []) or complaint.author_id == (request.user.pk or 0)
    context: dict[str, Any] = {"complaint": complaint, "is_whole": is_whole, "is_own": is_own}
    response = render(request, "quality_mark/complaints/complaint.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
