"""Acts on an implementation outside the flow's steps."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from casework import door
from casework.acting import act_page, reload_then
from negotiations.implementation import actions
from negotiations.implementation.forms import GiveUpForm
from negotiations.implementation.models import Implementation
from negotiations.proposals.models import Proposal


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def give_up(request: HttpRequest, pk: int) -> HttpResponse:
    """PP-35: the applicant does without; to everybody else the address does not exist."""
    seen = Proposal.objects.visible_to(request.user).filter(status=Proposal.Status.SUPPORTED)
    row = get_object_or_404(
        Implementation.objects.select_related("proposal", "case"), proposal_id=pk, proposal__in=seen, called_off_at=None
    )
    capacity = door.capacity_in(request.user, row.proposal.signer_key)
    if not capacity:
        raise Http404
    about = (
        f"«{row.proposal.title}». Вернуть прекращённый проект нельзя. Закреплённые вклады освобождают допсоглашением."
    )
    form = GiveUpForm(request.POST or None, subject=row, by=request.user)
    return act_page(
        request, form, reload_then(actions.give_up, row), process=row.case.pk, capacity=capacity, back=row.get_absolute_url(),
        title="Отказаться от реализации", about=about,
    )  # fmt: skip
