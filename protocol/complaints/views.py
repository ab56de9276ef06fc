"""Pages of complaints: filing one, the list, one complaint."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework import chart
from casework.pages import history, moves, open_steps, own_steps
from casework.views import start_page
from documents.models import Document
from programme.access import keys_of
from protocol.acting import ASK
from protocol.complaints.flow import NormComplaintFlow
from protocol.complaints.models import NormComplaint
from protocol.complaints.page import steps_of
from protocol.group.members import sits_in_group
from protocol.measures.models import Measure
from protocol.roles import EDITORS


@never_cache
@login_required
@require_http_methods(ASK)
def complain(request: HttpRequest) -> HttpResponse:
    """File a complaint."""
    return start_page(request, NormComplaintFlow.complain)


@never_cache
@login_required
@require_safe
def complaints(request: HttpRequest) -> HttpResponse:
    """The complaints the person may see: one's own, against one's organisation, or all for the editor and the group."""
    rows = NormComplaint.objects.visible_to(request.user).select_related("signatory__organization", "article_text")
    return render(request, "protocol/complaints/complaints.html", {"complaints": rows[:200]})


@never_cache
@login_required
@require_safe
def complaint(request: HttpRequest, pk: int) -> HttpResponse:
    """A complaint: the signatory sees everything but who complains."""
    rows = NormComplaint.objects.visible_to(request.user).select_related(
        "signatory__organization", "article_text__edition", "author", "case", "document"
    )
    complaint = get_object_or_404(rows, pk=pk)
    keys = set(keys_of(request.user))
    waitings = list(open_steps(complaint.case.pk))
    papers = [pk for pk in (complaint.receipt_id, complaint.document_id) if pk]
    context = {
        "complaint": complaint,
        "steps": steps_of(complaint),
        "knows_author": complaint.author == request.user or bool(keys & set(EDITORS)) or sits_in_group(request.user),
        "moves": moves(waitings),
        "my_tasks": own_steps(waitings, keys),
        "documents": Document.objects.visible_to(request.user).filter(pk__in=papers).order_by("-pk"),
        "measure": Measure.objects.filter(complaint=complaint).select_related("item").first(),
        "timeline": history(complaint),
        "picture": chart.svg(NormComplaintFlow, complaint.case.pk),
        "picture_steps": chart.steps(NormComplaintFlow, complaint.case.pk),
    }
    return render(request, "protocol/complaints/complaint.html", context)
