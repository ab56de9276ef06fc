"""The head of an organisation asks somebody to act for it."""

from functools import partial

from django.http import HttpRequest, HttpResponse

from programme.organizations.page import about_organisation, headed
from programme.pages import asking, posted
from programme.representatives import actions, forms


@asking
def add_representative(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is asked, as what, for how long."""
    organization = headed(request, pk)
    form = forms.InviteForm(posted(request), by=request.user)
    action = partial(actions.invite, organization)
    return about_organisation(request, form, action, organization, "Пригласить представителя")
