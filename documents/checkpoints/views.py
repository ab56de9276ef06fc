"""The checkpoints of the journal: the list, the note of a day, the feed, and how an earlier size has grown into the last one."""

from datetime import date
from functools import partial

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework import roles
from casework.acting import act_page
from casework.pages import keyset
from casework.reader import reader_of
from documents import seal_key
from documents.checkpoints import actions, note
from documents.checkpoints.forms import CosignForm
from journal import checkpoints, slices, tree
from journal.models import Checkpoint

PAGE = 31
TEXT = "text/plain; charset=utf-8"


@never_cache
@require_safe
def checkpoint_list(request: HttpRequest) -> HttpResponse:
    """Every day's checkpoint, newest first, and how a stranger keeps one and checks by it."""
    marks, older = keyset(Checkpoint.objects.prefetch_related("cosignatures"), request.GET.get("before", ""), PAGE)
    context = {"marks": marks, "older": older, "origin": note.origin(), "key": seal_key.present()}
    context["may_cosign"] = _may_cosign(request)
    return render(request, "documents/checkpoints/list.html", context)


def _may_cosign(request: HttpRequest) -> bool:
    return request.user.is_authenticated and roles.ADMIN in reader_of(request).capacity_keys()


@require_safe
@cache_control(public=True, max_age=60)
def checkpoint_note(request: HttpRequest, day: date) -> HttpResponse:
    """The signed note of a day, to be kept."""
    mark = get_object_or_404(Checkpoint, day=day)
    return HttpResponse(note.whole(mark), content_type=TEXT)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def checkpoint_cosign(request: HttpRequest, day: date) -> HttpResponse:
    """Attach the line with which a neighbour has cosigned the checkpoint of a day."""
    if not _may_cosign(request):
        raise PermissionDenied
    mark = get_object_or_404(Checkpoint, day=day)
    form = CosignForm(request.POST if request.method == "POST" else None, subject=mark, by=request.user)
    return act_page(
        request, form, partial(actions.cosign, mark), capacity="администратор", back=reverse("checkpoints"),
        title=f"Заверение отметки за {day:%d.%m.%Y}", template="documents/checkpoints/cosign.html", mark=mark,
    )  # fmt: skip


@require_safe
@cache_control(public=True, max_age=600)
def checkpoint_feed(request: HttpRequest) -> HttpResponse:
    """The last month as Atom: whoever reads feeds keeps the notes without doing anything."""
    root = settings.SITE_URL
    here = f"{root}{reverse('checkpoint_feed')}"
    feed = Atom1Feed(
        "Отметки журнала",
        f"{root}{reverse('checkpoints')}",
        "Подписанный корень журнала за каждый день",
        "ru",
        feed_url=here,
    )
    for mark in Checkpoint.objects.order_by("-day")[:PAGE]:
        link = f"{root}{reverse('checkpoint_note', args=[mark.day])}"
        title = f"Отметка за {mark.day:%d.%m.%Y}: записей {mark.size}"
        feed.add_item(title, link, mark.note, unique_id=link, pubdate=mark.at, updateddate=mark.at)
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


@require_safe
@never_cache
def checkpoint_growth(request: HttpRequest, size: int) -> HttpResponse:
    """The proof that the last checkpoint has grown out of the first `size` entries, for `verify.py --growth`."""
    last = checkpoints.last()
    if last is None or size > last.size:
        raise Http404
    proof = tree.consistency(size, last.size, checkpoints.Spans(last.size))
    return JsonResponse({"from": size, "to": last.size, "checkpoint": last.note, "proof": slices.words_of(proof)})
