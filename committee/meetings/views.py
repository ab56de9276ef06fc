"""Pages that are not steps of a flow: the list of sittings, the sitting room, plain acts in it."""

from typing import Any
from uuid import uuid4

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework import chart
from casework.acting import act_page, reload_then
from casework.pages import page_of
from casework.views import start_page
from committee.agenda.lines import AgendaLine
from committee.agenda.models import AgendaItem
from committee.bodies.models import Body
from committee.meetings import acts, flow, page
from committee.meetings.models import Meeting
from programme.access import Visitor

PAGE = 30


@require_safe
def sittings(request: HttpRequest) -> HttpResponse:
    """Sittings one may see, newest first; for the office also what waits for a sitting."""
    rows = Meeting.objects.visible_to(request.user).select_related("body", "minutes")
    before = request.GET.get("before", "")
    if before.isdecimal():
        edge = get_object_or_404(Meeting.objects.visible_to(request.user), pk=int(before))
        rows = rows.filter(scheduled_at__lt=edge.scheduled_at)
    meetings, older = page_of(rows, PAGE)
    bodies = Body.objects.open_to(request.user)
    context = {
        "meetings": meetings,
        "older": older,
        "may_plan": bool(flow.may_plan(request.user)),
        "waiting": [item for body in bodies for item in _waiting(body, request.user)],
        "is_inside": bool(bodies),
        "asking": [body for body in bodies if body.closed_at is None and body.capacity_of_office(request.user)],
    }
    return render(request, "committee/meetings/sittings.html", context)


def _waiting(body: Body, user: Visitor) -> QuerySet[AgendaItem]:
    """What waits for a sitting, but for items the reader takes no part in."""
    return AgendaItem.objects.waiting_for_a_sitting(body).filter(pk__in=AgendaItem.objects.inside_of(user).values("pk"))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """MT-01: the secretary plans a sitting."""
    return start_page(request, flow.MeetingFlow.plan)


def _visible(request: HttpRequest, pk: int) -> Meeting:
    rows = Meeting.objects.visible_to(request.user).select_related(
        "body", "regulation", "presiding__person", "minutes", "case"
    )
    return get_object_or_404(rows, pk=pk)


@never_cache
@require_safe
def sitting(request: HttpRequest, pk: int) -> HttpResponse:
    """The sitting room; a published sitting for everybody."""
    room = page.room_for(_visible(request, pk), request.user)
    context: dict[str, Any] = {"room": room, "meeting": room.meeting, "token": uuid4()}
    if room.is_inside:
        context["steps_of_flow"] = chart.steps(flow.MeetingFlow, room.meeting.case.pk)
    return render(request, "committee/meetings/sitting.html", context)


@never_cache
@require_safe
def sitting_now(request: HttpRequest, pk: int) -> HttpResponse:
    """The living part of the sitting room, which the page asks for every few seconds."""
    room = page.room_for(_visible(request, pk), request.user)
    return render(request, "committee/meetings/_room.html", {"room": room, "meeting": room.meeting, "token": uuid4()})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sitting_act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """A plain act about the sitting."""
    meeting = _visible(request, pk)
    return _act(request, acts.MEETING_ACTS.get(verb), meeting, meeting, about=str(meeting))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def line_act(request: HttpRequest, pk: int, line_pk: int, verb: str) -> HttpResponse:
    """A plain act about an item of the sitting."""
    meeting = _visible(request, pk)
    line = get_object_or_404(
        AgendaLine.objects.select_related("item", "meeting__body", "meeting__regulation"), pk=line_pk, meeting=meeting
    )
    if line.item_id in page.closed_items(meeting, request.user):
        raise Http404
    return _act(request, acts.LINE_ACTS.get(verb), meeting, line, about=f"Вопрос {line.number}. {line.item.title}")


def _act(
    request: HttpRequest, act: acts.Act | None, meeting: Meeting, subject: Meeting | AgendaLine, *, about: str
) -> HttpResponse:
    """Show the form of an act, or perform it under the lock of the sitting's case."""
    capacity = acts.capacity_in(act, subject, request.user) if act else ""
    if act is None or not capacity:
        raise Http404
    form = act.form(
        request.POST if request.method == "POST" else None, subject=subject, by=request.user, request=request
    )
    return act_page(
        request, form, reload_then(act.action, subject), process=meeting.case.pk, capacity=capacity, back=meeting.get_absolute_url(),
        title=act.title, about=about,
    )  # fmt: skip
