"""Pages of the attached files, for whoever reads the materials of the case; of a blind one its experts get only what was prepared."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from documents import archive, files
from expertise.expertises.models import Expertise
from expertise.expertises.page import ExpertiseView
from expertise.materials.cage import Unreadable
from expertise.materials.facts import made_of
from expertise.materials.glance import Painted, paint


def _painted(request: HttpRequest, pk: int, number: int, page: int) -> tuple[Expertise, dict[str, Any], Painted | None]:
    """The case, the file with this number among its materials, its page; no page if none can be painted. Raises Http404."""
    rows = Expertise.objects.visible_to(request.user).select_related("applicant", "materials", "regulation")
    expertise = get_object_or_404(rows, pk=pk)
    view = ExpertiseView(expertise, request.user)
    attached = view.materials().get("attachments", []) if view.reads_materials() else []
    if not 1 <= number <= len(attached) or not attached[number - 1].get("sha256"):
        raise Http404
    file = attached[number - 1]
    preview = made_of(pk, [file]).get(file["sha256"])
    sha256 = preview.sha256 if preview else file["sha256"]
    try:
        return expertise, file, paint(archive.verified(files.path_of(sha256), sha256), page) if sha256 else None
    except IndexError:
        raise Http404 from None
    except (Unreadable, archive.Damaged):
        return expertise, file, None


@never_cache
@login_required
@require_safe
def look(request: HttpRequest, pk: int, number: int, page: int) -> HttpResponse:
    """One page of a file with the way to the next, without scripts."""
    expertise, file, painted = _painted(request, pk, number, page)
    pages = painted.pages if painted else 0
    context = {
        "expertise": expertise, "file": file, "painted": painted, "page": page, "pages": pages,
        "is_made": file["pages"] and not file["name"].lower().endswith(".pdf"),
        "picture": reverse("material_picture", args=[pk, number, page]),
        "earlier": reverse("material_page", args=[pk, number, page - 1]) if page > 1 else "",
        "later": reverse("material_page", args=[pk, number, page + 1]) if page < pages else "",
    }  # fmt: skip
    return render(request, "expertise/materials/look.html", context)


@cache_control(private=True, max_age=600)
@login_required
@require_safe
def picture(request: HttpRequest, pk: int, number: int, page: int) -> HttpResponse:
    """The page itself."""
    painted = _painted(request, pk, number, page)[2]
    if painted is None:
        raise Http404
    return HttpResponse(painted.picture, content_type="image/png")
