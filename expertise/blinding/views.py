"""A better edition of what experts read, and its files."""

from django.contrib.auth.decorators import login_required
from django.db.models import F
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework import door
from casework.acting import act_page, reload_then
from documents import files
from expertise.blinding import actions
from expertise.blinding.facts import needs_copy
from expertise.blinding.forms import BlindForm
from expertise.blinding.models import BlindFile
from expertise.expertises.models import Expertise
from expertise.pages import ACT, coordinator
from expertise.panels.models import ExpertAssignment
from expertise.roles import COORDINATOR


@never_cache
@login_required
@require_http_methods(ACT)
def blind(request: HttpRequest, pk: int) -> HttpResponse:
    """By the coordinator, once there is a first edition: before it, this is a step of the case."""
    capacity = coordinator(request)
    rows = Expertise.objects.visible_to(request.user).exclude(blind_until="").select_related("case", "materials")
    expertise = get_object_or_404(rows, pk=pk)
    if expertise.is_over or needs_copy(expertise):
        raise Http404
    data, sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = BlindForm(data, sent, subject=expertise, by=request.user, request=request)
    return act_page(
        request, form, reload_then(actions.blind, expertise), title="Исправить обезличенные материалы", about=expertise.full_title,
        back=expertise.get_absolute_url(), capacity=capacity, process=expertise.case.pk, template="expertise/blinding/again.html",
    )  # fmt: skip


@never_cache
@login_required
@require_safe
def file(request: HttpRequest, pk: int) -> FileResponse:
    """For the coordinator, and for the experts who have opened the materials; of the latest edition only for them."""
    rows = BlindFile.objects.select_related("copy__expertise")
    if not door.capacity_in(request.user, COORDINATOR):
        reading = ExpertAssignment.objects.reading(request.user).values("expertise")
        rows = rows.filter(copy__expertise__in=reading).exclude(
            copy__expertise__blind_copies__edition__gt=F("copy__edition")
        )
    return files.download(get_object_or_404(rows, pk=pk))
