"""«Готовность города»: what must be right before people are let in, line by line; the same list `./run doctor` prints."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from casework import rooms
from casework.announcements import Requirement
from portal.templatetags.look import href
from programme.models import Role
from programme.pages import administrator, showing


@dataclass(frozen=True)
class Line:
    """A requirement, as it is now."""

    title: str
    is_met: bool
    words: str
    remedy: str
    url: str
    is_optional: bool = False


def lines() -> list[Line]:
    """What the rooms ask for (`requirements` of their AppConfig), each looked at now."""
    return [
        Line(wanted.title, *wanted.look(), wanted.remedy, href(wanted.page) if wanted.page else "", wanted.is_optional)
        for wanted in rooms.announcements("requirements", Requirement)
    ]


@showing
def readiness(request: HttpRequest) -> HttpResponse:
    """The list, with the way to where each is mended."""
    administrator(request, Role.AUDITOR)
    looked = lines()
    context = {"lines": looked, "missing": sum(not line.is_met for line in looked)}
    return render(request, "portal/readiness.html", context)
