"""The page of what the city teaches."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.learning import page


@never_cache
@require_safe
def learning(request: HttpRequest) -> HttpResponse:
    """Courses, roads to roles, what is taught: open to everybody."""
    return render(request, "portal/learning/learning.html", page.learning(request.user, request.GET.get("area", "")))
