"""Evidence as a file and as a picture."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from documents import archive, files
from execution.reports.models import Evidence
from execution.reports.page import evidence_for


@require_safe
def evidence(request: HttpRequest, pk: int) -> FileResponse:
    """Download a file of a report that the person may read."""
    return files.download(get_object_or_404(evidence_for(request.user), pk=pk))


@require_safe
def picture(request: HttpRequest, pk: int) -> HttpResponse:
    """A photograph to be shown on our pages: a JPG made by us, never the file as it came."""
    row = get_object_or_404(evidence_for(request.user).filter(kind=Evidence.Kind.PHOTO), pk=pk)
    response = HttpResponse(archive.verified(row.path, row.sha256), content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=3600"
    return response
