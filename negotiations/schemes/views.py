"""A page beside the application: its budget by a scheme."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from casework import door
from casework.acting import act_page
from casework.models import Waiting
from negotiations.proposals.models import Proposal
from negotiations.schemes.actions import fill
from negotiations.schemes.forms import SchemeForm


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def scheme(request: HttpRequest, pk: int) -> HttpResponse:
    """The lines of the budget by the shares of a scheme, into the draft of the application; for others there is no such page."""
    rows = Proposal.objects.visible_to(request.user).filter(status=Proposal.Status.DRAFT).select_related("case")
    proposal = get_object_or_404(rows, pk=pk)
    waiting = Waiting.objects.open().filter(process=proposal.case).select_related("task").first()
    if waiting is None or not (capacity := door.capacity_in(request.user, waiting.addressee)):
        raise Http404
    asked = {name: request.GET.get(name, "") for name in SchemeForm.FROM_THE_CARD}
    form = SchemeForm(
        request.POST if request.method == "POST" else None, subject=proposal, by=request.user, initial=asked
    )
    return act_page(
        request, form, lambda **answers: fill(proposal, **answers), capacity=capacity, back=waiting.get_absolute_url(),
        process=proposal.case.pk, title="Бюджет по схеме софинансирования", about=f"Заявка «{proposal.title}». {form.about}",
    )  # fmt: skip
