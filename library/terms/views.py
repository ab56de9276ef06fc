"""The glossary in public."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from library.kinds.models import CardKind
from library.kinds.proposers import may_propose
from library.terms import reading


@never_cache
@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """The terms in force, by their names."""
    kind = CardKind.objects.in_force().get(code=reading.KIND)
    may_begin = not kind.is_retired and may_propose(kind.rule, request.user)
    context = {"terms": reading.glossary(), "kind": kind, "may_begin": may_begin}
    return render(request, "library/terms/glossary.html", context)
