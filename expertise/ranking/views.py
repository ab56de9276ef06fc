"""The page of the ranking."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from casework.acting import held_capacity
from expertise.ranking import page
from expertise.ranking.gathering import Scope
from expertise.roles import COMPARING, RANKING_READERS
from programme.access import keys_of
from programme.pages import showing


@showing
def ranking(request: HttpRequest) -> HttpResponse:
    """Projects beside each other, for those who prepare and take decisions and for the auditor."""
    held_capacity(request, *RANKING_READERS)
    context = page.context(Scope.asked(request.GET))
    may_reckon = bool(set(COMPARING) & set(keys_of(request.user)))
    return render(request, "expertise/ranking/ranking.html", {**context, "may_reckon": may_reckon})
