"""Openness: what is counted of answers and decisions, today."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from monitoring.counts import page


@never_cache
@require_safe
def openness(request: HttpRequest) -> HttpResponse:
    """OPEN1…OPEN3 as they stand, and what people say of trust."""
    return render(request, "monitoring/counts/openness.html", page.openness())
