"""Pages about a sheet that are not steps of the flow."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from casework.acting import reload_then
from expertise.pages import ACT, act
from expertise.panels.models import ExpertAssignment
from expertise.scoring import actions, forms


@never_cache
@login_required
@require_http_methods(ACT)
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """EA-14 by the expert whose sheet it is."""
    own = ExpertAssignment.objects.visible_to(request.user).taking_part().filter(expert__person=request.user.pk)
    assignment = get_object_or_404(own.select_related("expertise__case"), pk=pk)
    expertise = assignment.expertise
    return act(
        request, forms.TakeBackForm, reload_then(actions.take_back, assignment), title="Отозвать экспертный лист",
        about=f"{expertise.object_title}. Лист вернётся к вам таким, каким вы его сдали; на исправление — дни, которые оставались при сдаче.",
        back=expertise.get_absolute_url(), capacity=assignment.pseudonym, subject=assignment, process=expertise.case.pk,
    )  # fmt: skip
