"""The page on which a body's chair or secretary asks it about a decision of its own."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from casework.acting import act_page, reload_then
from committee.decisions.models import Decision
from committee.revisions import actions, forms
from committee.revisions.limits import bar
from programme.pages import asking, posted


@asking
def revise(request: HttpRequest, pk: int) -> HttpResponse:
    """DC-11; where it may not be asked now, the page says why."""
    rows = Decision.objects.visible_to(request.user).select_related("item__body", "document", "line__meeting", "case")
    decision = get_object_or_404(rows, pk=pk)
    capacity = decision.item.body.capacity_of_office(request.user)
    if not capacity:
        raise PermissionDenied
    title, about = "Изменить или отменить решение", f"{decision}: {decision.item.outcome_title}"
    if words := bar(decision):
        back = decision.get_absolute_url()
        return render(
            request, "committee/revisions/barred.html", {"title": title, "about": about, "words": words, "back": back}
        )
    form = forms.ReviseForm(posted(request), by=request.user, subject=decision)
    return act_page(
        request, form, reload_then(actions.propose, decision), capacity=capacity, back=decision.get_absolute_url(), title=title,
        about=about, process=decision.case.pk,
    )  # fmt: skip
