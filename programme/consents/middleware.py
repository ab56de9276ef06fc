"""A consent that an act turns out to need is asked on the way, and the act goes on with everything that was typed."""

import re
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from casework.door import Refused
from programme.consents import actions, page
from programme.consents.models import Consent
from programme.people.models import Person

PURPOSE, AGREED, SEEN = "_consent", "_agreed", "_text"
OWN_FIELDS = (PURPOSE, AGREED, SEEN, "csrfmiddlewaretoken")
NUMBER = re.compile(r"[0-9]{1,6}")
MISSED = "Чтобы продолжить, поставьте отметку под текстом согласия."


class ConsentMiddleware:
    """Shows the text of the consent instead of a refusal; its form carries what was typed back to the same address.

    Files are not carried: forms with files keep them beside their draft before they act.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """The consent has been read on the way: give it, and let the page go on with its own act."""
        if request.method != "POST" or not request.user.is_authenticated:
            return None
        purpose = request.POST.get(PURPOSE, "")
        if purpose not in Consent.Purpose.values:
            return None
        if not request.POST.get(AGREED):
            return _ask(request, purpose, error=MISSED)
        seen = request.POST.get(SEEN, "")
        try:
            actions.give_consent(by=request.user, purpose=purpose, seen=int(seen) if NUMBER.fullmatch(seen) else 0)
        except actions.TextChanged as changed:
            return _ask(request, purpose, error=str(changed))
        except Refused:
            pass  # another tab has given it
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The act was refused, nothing has been written: ask."""
        return _ask(request, exception.purpose) if isinstance(exception, actions.ConsentNeeded) else None


def _ask(request: HttpRequest, purpose: str, *, error: str = "") -> HttpResponse:
    assert isinstance(request.user, Person), "who is not known cannot be asked"
    typed = [(name, value) for name, values in request.POST.lists() if name not in OWN_FIELDS for value in values]
    context = {
        "purpose": purpose, "typed": typed, "error": error, "text": page.text_for(request.user, purpose)
    }  # fmt: skip
    return render(request, "programme/consents/on_the_way.html", context, status=422)
