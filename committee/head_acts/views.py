"""The copy of an act, for whoever reads the decision."""

from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from committee.decisions.models import Decision
from committee.head_acts.models import IssuedAct
from documents import files


@never_cache
@require_safe
def act_copy(request: HttpRequest, pk: int) -> FileResponse:
    """Everybody reads the act of a decision that is out; the body, its office and the clerk before."""
    rows = IssuedAct.objects.filter(decision__in=Decision.objects.visible_to(request.user))
    return files.download(get_object_or_404(rows, decision=pk))
