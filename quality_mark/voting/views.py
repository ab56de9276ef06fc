"""Pages of the citizens' vote: what is voted on, one's own vote, the totals when it is over. Work on a phone and without JavaScript."""

from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework import door
from casework.origin import address_of
from casework.views import token_of
from programme.identity.page import missing_for
from quality_mark.awards.actions import votable_ever
from quality_mark.voting import actions
from quality_mark.voting.forms import VoteForm
from quality_mark.voting.models import PublicVote, VoteExclusion, Voting
from quality_mark.voting.page import results_of


@never_cache
@require_safe
def voting(request: HttpRequest, pk: int) -> HttpResponse:
    """The nominations with a choice, and in which of them the person has voted; the totals when the vote is over."""
    voting = get_object_or_404(Voting.objects.select_related("contest"), pk=pk)
    nominations = list(votable_ever(voting.contest).order_by("code"))
    own = {}
    if request.user.is_authenticated:
        votes = PublicVote.objects.visible_to(request.user).filter(nomination__in=nominations)
        own = {vote.nomination_id: vote.entry for vote in votes.select_related("entry")}
    context = {
        "voting": voting,
        "rows": [(nomination, own.get(nomination.pk)) for nomination in nominations],
        "results": results_of(voting, nominations) if voting.is_over else [],
        "excluded": VoteExclusion.objects.filter(vote__nomination__in=nominations).count() if voting.is_over else 0,
        "missing": missing_for(request.user, "citizens_vote", voting.contest.regulation, request.path) if voting.is_open else None,
    }  # fmt: skip
    return render(request, "quality_mark/voting/voting.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def vote(request: HttpRequest, pk: int, nomination: int) -> HttpResponse:
    """One vote in one nomination, for good."""
    voting = get_object_or_404(Voting.objects.select_related("contest"), pk=pk)
    chosen = get_object_or_404(votable_ever(voting.contest), pk=nomination)
    own = PublicVote.objects.visible_to(request.user).filter(nomination=chosen).select_related("entry").first()
    form = VoteForm(request.POST if request.method == "POST" else None, subject=(voting, chosen), by=request.user)
    if request.method == "POST" and form.is_valid():
        address = address_of(request)
        perform = lambda by, entry: actions.cast_vote(voting, by=by, entry=entry, address=address)  # noqa: E731
        # No lock of the case: a whole city votes at once; the database itself refuses a second vote.
        if door.act(None, by=request.user, capacity="житель", form=form, token=token_of(request), action=perform):
            messages.success(request, form.done)
            return redirect(voting)
    context = {
        "voting": voting, "nomination": chosen, "mine": own, "form": form,
        "missing": missing_for(request.user, "citizens_vote", voting.contest.regulation, request.path),
        "token": request.POST.get("_token") or uuid4(),
    }  # fmt: skip
    return render(request, "quality_mark/voting/vote.html", context, status=422 if form.errors else 200)
