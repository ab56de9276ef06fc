"""The page on which a body's chair or secretary puts a question of its own."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from casework.acting import act_page, reload_then
from committee.agenda import actions, forms
from committee.bodies.models import Body
from programme.pages import asking, posted


@asking
def put_question(request: HttpRequest, pk: int) -> HttpResponse:
    """A question to the body of which one is the chair or the secretary."""
    body = get_object_or_404(Body, pk=pk, closed_at=None)
    capacity = body.capacity_of_office(request.user)
    if not capacity:
        raise PermissionDenied
    form = forms.QuestionForm(posted(request), by=request.user, subject=body)
    return act_page(
        request, form, reload_then(actions.put_question, body), capacity=capacity, back=f"{reverse('sittings')}#waiting",
        title=f"Внести вопрос: {body.title}",
    )  # fmt: skip
