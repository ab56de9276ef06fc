"""Voting as a viewer."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from casework.acting import act_page
from casework.origin import address_of
from events.occasions.models import Event
from events.viewers import actions, forms
from events.viewers.models import ViewerVote


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def vote(request: HttpRequest, pk: int) -> HttpResponse:
    """One voice, for good."""
    row = get_object_or_404(Event.objects.announced().select_related("case__regulation"), pk=pk)
    if not row.rule.viewers:
        raise Http404
    form = forms.ViewerVoteForm(request.POST if request.method == "POST" else None, subject=row, by=request.user)
    about = f"{row}. Один житель — один голос; кто за кого, не узнает никто, итоги видны после конца."
    if ViewerVote.objects.visible_to(request.user).filter(event=row).exists():
        about = f"{row}. Вы уже проголосовали: изменить голос нельзя."
    return act_page(
        request, form, partial(actions.vote, row, address=address_of(request)), capacity="житель", back=row.get_absolute_url(),
        title="Голосование зрителей", about=about,
    )  # fmt: skip
