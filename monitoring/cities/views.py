"""Cities beside each other."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from monitoring.cities import page


@never_cache
@require_safe
def cities(request: HttpRequest) -> HttpResponse:
    """The table, and each indicator by places."""
    return render(request, "monitoring/cities/cities.html", page.table())
