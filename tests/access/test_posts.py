"""Whatever is sent goes through the door: a page that takes a POST and does not is named here, with the reason."""

from collections.abc import Callable, Iterator
from types import CodeType, FunctionType
from typing import Any

from django.conf import settings
from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver

from programme.imports import pages

# Pages that write nothing of a case, or keep what may be kept twice.
PAST_THE_DOOR = {
    "casework.deadline_pages.deadlines_page": "a new address of the reader's own calendar, shown once; twice is one more",
    "casework.views.draft": "keeps what is being typed, by version; no legal fact",
    "casework.views.read_all": "the reader's own marks; twice is the same as once",
    "documents.views.check": "a file is compared and forgotten, nothing is written",
    "expertise.offline.views.bring_back": "fills the draft of a sheet from its workbook, as typing does; the sheet goes through the door",
    "portal.audit.verify": "computes, writes nothing",
    "programme.entrance.demo.demo_login": "a login of the demo, by the rules of logins",
    "programme.entrance.views.ForgottenPassword": "sends a letter to whoever has the address, by the rules of logins",
    "programme.following.views.begin": "a guest's own address, by a signed letter; twice is the same as once",
    "programme.following.views.leave": "a guest's own address, by a signed letter; twice is the same as once",
    "programme.people.views.find_account": "looks an account up and leads on to its page, writes nothing",
    "programme.identity.views.find_person": "looks a person up and leads on to their page, writes nothing",
    "quality_mark.complaints.views.consent": "a moment in the stranger's own session; it is written with the complaint",
}
# What leads through the door wherever it is called; the pages of the imports serve several rooms.
DOORS = {"act_page", "start_page", "start_case", "act_on_task", "upload_page", "preview_page"}
ROOMS = tuple(f"{room}." for room in settings.ROOMS)


def views(patterns: Any = None) -> Iterator[Callable[..., Any]]:
    """Every view of ours; those of the library of accounts have stories of their own."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLResolver):
            yield from views(one.url_patterns)
        elif isinstance(one, URLPattern) and one.callback.__module__.startswith(ROOMS):
            yield one.callback


def layers(view: Callable[..., Any]) -> Iterator[Any]:
    """The view and what it is wrapped in."""
    while view is not None:
        yield view
        view = getattr(view, "__wrapped__", None)


def takes_posts(view: Callable[..., Any]) -> bool:
    """No wrapper of it refuses them."""
    for layer in layers(view):
        names = layer.__code__.co_freevars
        if "request_method_list" in names:
            cell = layer.__closure__[names.index("request_method_list")]
            if "POST" not in cell.cell_contents:
                return False
    return True


def names_in(code: CodeType) -> set[str]:
    """All names a function uses, those of its inner functions too."""
    inner = [names_in(part) for part in code.co_consts if isinstance(part, CodeType)]
    return set(code.co_names).union(*inner)


def room_of(function: Any) -> str:
    """The room it stands in."""
    return function.__module__.partition(".")[0]


def reaches_the_door(function: Any, seen: set[Any]) -> bool:
    """Does it act through the door, itself or by a function of its own room?"""
    if function in seen:
        return False
    seen.add(function)
    names = names_in(function.__code__)
    if names & DOORS or {"door", "act"} <= names:
        return True
    own = [function.__globals__.get(name) for name in names]
    return any(
        reaches_the_door(one, seen)
        for one in own
        if isinstance(one, FunctionType) and room_of(one) == room_of(function)
    )


def test_every_page_that_takes_a_post_goes_through_the_door():
    taking = {}
    for view in views():
        core = list(layers(view))[-1]
        if takes_posts(view):
            named = getattr(view, "view_class", core)
            taking[f"{named.__module__}.{named.__qualname__}"] = core
    assert len(taking) > 60  # the walk has seen the site
    assert reaches_the_door(pages.upload_page, set()) and reaches_the_door(pages.preview_page, set())
    past = {name for name, core in taking.items() if not reaches_the_door(core, set())}
    assert past == set(PAST_THE_DOOR)
