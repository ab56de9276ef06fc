"""The page of an article."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from casework import roles, workdays
from programme.access import holds
from protocol.articles import page
from protocol.editions.models import ProtocolEdition


@never_cache
@require_safe
def article(request: HttpRequest, code: str) -> HttpResponse:
    """An article across editions."""
    article, texts = page.visible_texts(request, code)
    in_force = ProtocolEdition.objects.in_force_on(workdays.local_date())
    shown = next((text for text in texts if in_force and text.edition_id == in_force.pk), texts[0])
    amendable = page.open_text(texts)
    context = {
        "article": article,
        "shown": shown,
        "in_force": in_force,
        "history": list(page.history_of(texts)),
        "amendable": amendable,
        "topic": amendable.edition.topic if amendable and amendable.edition.status == "public_discussion" else None,
        "messages_about": page.messages_about(texts, request.user),
        "amendments": page.amendments_of(texts),
        "marked": page.marked_text(amendable) if amendable else [],
        "may_moderate": holds(request.user, roles.CONTENT_MODERATOR),
    }
    return render(request, "protocol/articles/article.html", context)
