"""The page on which a measure is proposed."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from casework.views import start_page
from protocol.acting import ASK
from protocol.measures.flow import MeasureFlow


@never_cache
@login_required
@require_http_methods(ASK)
def measure(request: HttpRequest) -> HttpResponse:
    """KS-09: put a signatory's participation before the committee."""
    return start_page(request, MeasureFlow.propose_measure)
