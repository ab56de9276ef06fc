"""A file of a card goes out."""

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from documents import files
from library.cards.models import Card
from library.enclosures.models import CardFile
from library.enclosures.reading import may_open


@never_cache
@require_safe
def file(request: HttpRequest, pk: int) -> FileResponse:
    """To whoever may open it; nobody else knows of the address."""
    rows = CardFile.objects.filter(edition__card__in=Card.objects.visible_to(request.user))
    row = get_object_or_404(rows.select_related("edition__card__kind"), pk=pk)
    if not may_open(row, request.user):
        raise Http404
    return files.download(row)
