"""Pages about a mandate that waits: one more paper, and the paper itself."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from documents import files
from programme.mandates import actions, forms
from programme.mandates.models import MandateEvidence
from programme.organizations.memberships import Membership
from programme.organizations.page import about_organisation
from programme.pages import asking, posted


@asking
def add_evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever waits to be confirmed adds a paper."""
    waiting = Membership.objects.in_force().unconfirmed().filter(person=request.user.pk)
    membership = get_object_or_404(waiting.select_related("organization"), pk=pk)
    form = forms.EvidenceForm(posted(request), request.FILES or None, by=request.user, subject=membership)
    action = partial(actions.attach_evidence, membership)
    return about_organisation(request, form, action, membership.organization, "Приложить документ о полномочиях")


@never_cache
@login_required
@require_safe
def evidence(request: HttpRequest, pk: int) -> FileResponse:
    """The file, for whoever added it and the offices that check it; never shown inside our pages."""
    return files.download(get_object_or_404(MandateEvidence.objects.visible_to(request.user), pk=pk))
