"""Putting the conclusion of an experiment to the committee."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from casework import door, roles
from casework.acting import act_page
from negotiations.experiments import actions, forms
from negotiations.experiments.models import Experiment
from programme.pages import asking, posted


@asking
def conclude(request: HttpRequest, pk: int) -> HttpResponse:
    """By the committee's secretary, who has received the report."""
    capacity = door.capacity_in(request.user, roles.COMMITTEE_SECRETARY)
    if not capacity:
        raise PermissionDenied
    row = get_object_or_404(Experiment.objects.select_related("platform", "undertaking"), platform=pk)
    form = forms.ConclusionForm(posted(request), subject=row, by=request.user)
    return act_page(
        request, form, lambda **answers: actions.ask_committee(row, **answers), capacity=capacity, back=row.get_absolute_url(),
        title="Внести вопрос о выводе", about=f"{row}. {row.platform.hypothesis}",
    )  # fmt: skip
