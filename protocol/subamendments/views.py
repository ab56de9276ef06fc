"""The page on which other words for an amendment are proposed."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from casework.acting import act_page, reload_then
from protocol.amendments import page, papers
from protocol.amendments.models import Amendment
from protocol.subamendments import actions
from protocol.subamendments.forms import ProposeForm


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """3.4: a member of the group or an author proposes other words; an amendment that drops an article has none."""
    amendment = page.visible_amendment(request, pk)
    if amendment.kind == Amendment.Kind.DROP:
        raise Http404
    form = ProposeForm(
        request.POST or None, subject=amendment, by=request.user, initial=ProposeForm.initial_for(amendment)
    )
    if not form.proposers:
        raise PermissionDenied
    was, proposed = papers.was_and_will(amendment)
    return act_page(
        request, form, reload_then(actions.propose, amendment), process=amendment.case.pk, capacity=form.proposer.title,
        title=f"Поправка к поправке № {amendment.number}", back=amendment.get_absolute_url(),
        template="protocol/subamendments/propose.html", amendment=amendment, was=was, proposed=proposed,
    )  # fmt: skip
